"""Files that are there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path in, another in the same folder to write to out; it takes the first one's name when all is written.

    What stood under the name stays as it was when writing fails. One within the other, two files are both written
    before either takes its name, and the inner one takes it first.

    Raises:
        OSError: the file cannot be written; the error names the path given.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        if error.filename is not None and str(error.filename) != str(part):
            raise  # about another file, written within this one
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        part.unlink(missing_ok=True)
