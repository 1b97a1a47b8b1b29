"""Bootstrap's stylesheet straight from its wheel: the one file we use and its map, not the other 900."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# the map too: the manifest storage refuses a stylesheet that names a missing one
FILES = ("css/bootstrap.min.css", "css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Offers `css/bootstrap.min.css` and its map."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        # by distribution: the folder is a namespace package, which a local folder `bootstrap` would shadow
        self.storage = FileSystemStorage(distribution("bootstrap-wrapper").locate_file("bootstrap"))

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to configure, nothing to get wrong."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> str | list[str]:
        """The absolute path of one of our files."""
        if path not in FILES:
            return []  # how Django's finders say no, whether asked for one or for all
        found = str(Path(self.storage.location) / path)
        return [found] if find_all else found

    def list(self, _ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Our files for collectstatic."""
        for path in FILES:
            yield path, self.storage
