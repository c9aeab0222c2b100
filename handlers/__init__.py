"""Slack listeners: each parses what came, calls the desk once, and answers."""
