"""What commands print about the newsroom."""
