"""The texts of a language: the files of its folder in, one tree of texts out."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Texts = Mapping[str, Any]


@cache
def load_texts(language: str) -> Texts:
    """All texts of a language, the files of its folder as one.

    Raises:
        ValueError: two files have the same key.
    """
    texts: dict[str, Any] = {}
    folder = files("matching.texts") / language
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        _merge(texts, tomllib.loads(file.read_text("utf-8")))
    return texts


@cache
def text_at(language: str, key: str) -> Any:  # noqa: ANN401 - one text, or several of which the first that fits is told
    """The text of a key such as `fill.title`; a page says some hundreds of them."""
    found: Any = load_texts(language)
    for part in key.split("."):
        found = found[part]
    return found


def _merge(texts: dict[str, Any], more: Texts) -> None:
    for key, text in more.items():
        if isinstance(text, dict) and isinstance(texts.setdefault(key, {}), dict):
            _merge(texts[key], text)
        elif key in texts:
            raise ValueError(f"two texts have the key {key}")
        else:
            texts[key] = text
