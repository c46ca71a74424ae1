"""Many learners: policies, scalar and vectorised replay, played checks, item analysis."""
