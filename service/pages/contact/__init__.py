"""What a market contact needs with an employer on the telephone."""
