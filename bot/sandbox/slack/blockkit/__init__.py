"""Block Kit's rules: what Slack refuses in a message, a modal or a home, in Slack's words."""
