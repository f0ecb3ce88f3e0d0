"""The sample of a round: synthetic lists of people and openings, and a policy to fill it by."""
