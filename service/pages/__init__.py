"""The pages people read, made on the server; they need no script."""
