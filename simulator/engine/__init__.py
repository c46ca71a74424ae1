"""What happened: commands decide, events evolve; pure, standard library only."""
