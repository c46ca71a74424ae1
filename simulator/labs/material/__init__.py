"""What the laboratories compute, read and draw, for their notebooks and their checks: a module for each."""
