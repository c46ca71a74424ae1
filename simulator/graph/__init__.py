"""What is played: frozen, indexed forms without prose, compiled from what authors wrote."""
