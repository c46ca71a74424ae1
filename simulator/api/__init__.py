"""In Python: cases, plays, rules, cohorts and the grid as values, with roles and scenes by name."""
