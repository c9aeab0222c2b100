"""What a web page says of the paper that stands there: fetched with care, and read."""
