"""Allocation, verdicts and fits in, reasons as codes and facts out."""
