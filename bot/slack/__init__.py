"""What people see in Slack: pure functions to Block Kit, and the sender of what is due."""
