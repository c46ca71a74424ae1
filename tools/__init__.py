"""What developers run and users never do; each is `python -m tools.<name>`."""
