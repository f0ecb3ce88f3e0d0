"""What a firm is shown, what it answers, and who it is told it will meet."""
