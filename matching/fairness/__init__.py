"""How a plan falls out for groups of people: counted, hidden where they are few, compared."""
