"""A Slack for one machine: Web API, Socket Mode, Block Kit's rules, a workspace's state."""
