#!/usr/bin/env python
"""Command line of Liangzhu."""

import os
import sys


def main() -> None:
    """Run a management command under this project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
