"""The steps by which a store came to be as it is."""
