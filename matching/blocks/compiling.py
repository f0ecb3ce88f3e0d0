"""Functions of whole-number columns, written once: interpreted for small rounds, compiled for large ones."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, TypeVar

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

MARK = "_compiled"


def compiled(function: FunctionT) -> FunctionT:
    """Mark a function that may be compiled: loops over columns of whole numbers, calling only marked functions."""
    setattr(function, MARK, True)
    return function


@cache
def fast(module: ModuleType) -> SimpleNamespace:
    """The marked functions of a module, compiled on first use and kept on disk where there is room.

    The compiler is loaded here and not before, since that takes a second or two.
    """
    numba = import_module("numba")
    names = {name: one for name, one in vars(module).items() if getattr(one, MARK, False)}
    world = dict(vars(module))
    for name, one in names.items():
        if one.__module__ != module.__name__:
            world[name] = getattr(fast(import_module(one.__module__)), one.__name__)
            continue
        copy = FunctionType(one.__code__, world, one.__name__, one.__defaults__, one.__closure__)
        copy.__module__, copy.__qualname__ = one.__module__, one.__qualname__
        copy.__kwdefaults__ = one.__kwdefaults__
        try:
            world[name] = numba.njit(nogil=True, cache=True, error_model="numpy")(copy)
        except RuntimeError:  # no folder can be written to: it is compiled anew in each process
            world[name] = numba.njit(nogil=True, error_model="numpy")(copy)
    return SimpleNamespace(**{name: world[name] for name in names})


def either(module: ModuleType, work: int, worth: int) -> Any:  # noqa: ANN401 - a module or its compiled twin
    """The module itself, or its compiled twin where the work reaches what is worth compiling for."""
    return fast(module) if work >= worth else module
