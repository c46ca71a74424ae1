"""What it shows: evidence, estimates over the domains, corrections."""
