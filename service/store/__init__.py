"""What the service keeps: rounds, people, openings, lists, places, decisions and who has looked."""
