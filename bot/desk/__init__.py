"""What people can do, by part of the work: one function an action, one transaction each."""
