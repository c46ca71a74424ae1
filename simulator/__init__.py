"""A simulator of cases in social assistance: play, judge, explain."""
