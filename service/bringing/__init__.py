"""Lists and single rows brought, read as files are, shown as a difference and kept."""
