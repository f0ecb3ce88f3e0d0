"""Results in, lines on a screen out: the edge where the command line speaks."""
