"""The base model: nothing but room and lists limits the plan; solved on a core of pairs, proven over all."""
