"""A finished plan and one change of it in, the exact change of its total and who moves out."""
