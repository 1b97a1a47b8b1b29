#!/usr/bin/env python
"""Command line of Liangzhu."""

import os
import sys


def main() -> None:
    """Run a management command under this project's settings; what a person can mend is said plainly."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django 未安装,请先运行 make setup。\nDjango is not installed: run `make setup` first.")
    from config.embedded.errors import EmbeddedServerError
    from config.env import EnvError

    try:
        execute_from_command_line(sys.argv)
    except (EmbeddedServerError, EnvError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
