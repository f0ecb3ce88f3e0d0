"""Files that are there whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EISDIR
from os import strerror
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path in, another in the same folder to write to out; it takes the first one's name when all is written.

    What stood under the name stays as it was when writing fails.

    Raises:
        OSError: the file cannot be written; the error names the path given.
    """
    with whole_together([path]) as (part,):
        yield part


@contextmanager
def whole_together(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Paths in, others to write to out; they take the names when all are written, and none of them before.

    Raises:
        OSError: a file cannot be written; the error names the path given.
    """
    parts = tuple(path.with_name(f".{path.name}.part") for path in paths)
    named = {str(part): path for part, path in zip(parts, paths, strict=True)}
    try:
        yield parts
        for path in paths:
            if path.is_dir():
                raise IsADirectoryError(EISDIR, strerror(EISDIR), str(path))
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except OSError as error:
        path = named.get(str(error.filename), error.filename if error.filename is not None else paths[0])
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
