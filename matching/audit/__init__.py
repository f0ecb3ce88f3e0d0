"""The independent control of a plan: obvious code that shares no function with the steps it checks."""
