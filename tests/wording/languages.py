"""The languages there are texts in."""

from importlib.resources import files

LANGUAGES = sorted(
    folder.name for folder in files("matching.texts").iterdir() if (folder / "names.toml").is_file()
)
