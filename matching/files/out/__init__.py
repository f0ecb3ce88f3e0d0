"""What is written: plans, copies, templates and key files."""
