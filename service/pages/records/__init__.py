"""What is kept of people and of what is decided, told: her own data, letters, overrides."""
