"""How many examples a slow law is tried on: few in every run, all of them in the long counts (`make soak`)."""

import os

THOROUGH = os.environ.get("THOROUGH_TESTS") == "yes"


def examples(count: int) -> int:
    """A quarter of the examples, but at least five; all of them where the run is to be thorough."""
    return count if THOROUGH else max(5, count // 4)
