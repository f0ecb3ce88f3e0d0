"""The veileder's ten minutes: what a young person answers at the screen, and a sheet to take home."""
