"""The stable plan by deferred acceptance, and the pairs that block any plan."""
