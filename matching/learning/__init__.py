"""What became of those who started in, weights for people to decide on out; off unless two people turn it on."""
