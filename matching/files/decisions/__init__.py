"""What people have decided, as TOML and JSON files."""
