"""What happens by time: the pulse, and the threads that it and the desk's changes wake."""
