"""The programme lead's hour: lists brought in, proposals one by one, what is decided, release."""
