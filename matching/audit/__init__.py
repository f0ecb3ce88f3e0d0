"""The independent control of a plan: slow, obvious code that shares no function with the steps it checks."""
