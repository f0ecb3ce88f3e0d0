"""What makes a thing that is asked for twice one thing."""

import hashlib


class OtherFault(Exception):
    """A request was sent anew, for something else than it was for the first time."""


def kept_as(request: str) -> str:
    """What is kept of the name of a request: whoever writes one may write anything, such as a person's number."""
    return hashlib.sha256(request.encode()).hexdigest()
