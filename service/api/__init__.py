"""The interface for programs: the same as the pages, as JSON in codes."""
