"""The command line: thin twins of functions, and the only place where the clock and the environment are read."""
