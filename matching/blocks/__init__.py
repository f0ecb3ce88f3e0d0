"""How columns meet: blocks of pairs, and FitSource, the one door between scoring and what follows it."""
