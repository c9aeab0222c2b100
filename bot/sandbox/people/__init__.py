"""What people do in the sandbox's Slack, over HTTP, and what they then see."""
