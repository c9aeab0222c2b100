"""The domain: papers, people, statuses and who may move what. Pure: no I/O and no clock."""
