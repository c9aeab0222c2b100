"""What the newsroom has acknowledged: SQLite as it comes, or PostgreSQL by ``DATABASE_URL``."""
