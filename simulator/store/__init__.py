"""What we remember: learners, plays, annotations, personal texts; SQLite by default, PostgreSQL by URL."""
