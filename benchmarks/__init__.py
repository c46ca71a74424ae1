"""How fast and how lean, as ratios to a named peer measured in the same run."""
