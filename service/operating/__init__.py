"""What it takes to run the service: settings, logs, figures, health, terms."""
