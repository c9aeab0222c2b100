"""The sandbox's page: its files, and the stream by which a browser shows what one person sees."""
