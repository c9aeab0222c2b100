"""What the newsroom has acknowledged, in SQLite as it comes or in PostgreSQL by ``DATABASE_URL``."""
