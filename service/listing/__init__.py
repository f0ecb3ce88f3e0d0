"""Openings' lists: who is put on them, what firms answer, and when they are told names."""
