"""Uploaded files and reports on the disk: whole, or not there."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's, except that a file which could not be written to its end is removed again."""

    def _save(self, name: str, content: Any) -> str:
        """Return the name; the names we are asked for are new, so what is half there is ours."""
        was_there = Path(self.path(name)).exists()
        try:
            return super()._save(name, content)
        except OSError:
            if not was_there:
                with suppress(OSError):
                    Path(self.path(name)).unlink(missing_ok=True)
            raise
