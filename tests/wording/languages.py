"""The languages there are texts in."""

from importlib.resources import files

LANGUAGES = sorted(
    file.name.removesuffix(".toml")
    for file in (files("matching") / "texts").iterdir()
    if file.name.endswith(".toml")
)
