"""Jobs done: each calculation in a process of its own, which a worker watches over."""
