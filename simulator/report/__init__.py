"""On paper: transcripts, tables and scripts for people to read."""
