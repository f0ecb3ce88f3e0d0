"""Rounds as they are shown: loaded, and what of them an actor may see; every display is kept."""
