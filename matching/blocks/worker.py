"""A process that does blocks of work: the work and its payload once, then a block at a time in, its results out.

Both ways are pickles on pipes between a process and the one that started it; no file is ever read as one.
"""

import io
import os
import pickle
import signal
import sys
from types import MappingProxyType
from typing import Any, BinaryIO

try:
    import resource
except ModuleNotFoundError:  # a system on which a process cannot bound its own memory
    resource = None  # type: ignore[assignment]  # asked for below


def _read_only(given: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(given)


class _Pickler(pickle.Pickler):
    """Knows the read-only mappings in which nouns hold what people have set."""

    dispatch_table = {MappingProxyType: lambda shown: (_read_only, (dict(shown),))}  # noqa: RUF012 - as pickle asks


def packed(what: Any) -> bytes:  # noqa: ANN401 - whatever a piece of work is given or gives
    """Bytes that `pickle.load` makes the same again."""
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(what)
    return out.getvalue()


def serve(given: BinaryIO, results: BinaryIO) -> None:
    """Read the work and its payload, then do block after block until there are no more.

    Each answer is (True, what the work gave) or (False, what it raised). Without memory the process ends, as it
    does when the system kills it: whoever started it knows what to do then.
    """
    memory, work, payload = pickle.load(given)
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, most))
    while True:
        try:
            block = pickle.load(given)
        except EOFError:
            return
        try:
            answer = packed((True, work(payload, block)))
        except MemoryError:
            return
        except Exception as error:  # it is raised again where the work was asked for
            answer = packed((False, error))
        results.write(answer)
        results.flush()


def main() -> None:
    """Serve on standard input and output; what the work prints, or a library of it, goes to standard error.

    Whoever started the process ends it, also when a key stops them both.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, results)
