#!/usr/bin/env python
"""Command line of Liangzhu."""

import os
import sys


def main() -> None:
    """Run a management command under this project's settings; what a person can mend is said plainly."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from audit.commands import run
    except ImportError:
        sys.exit("Django 未安装,请先运行 make setup。\nDjango is not installed: run `make setup` first.")
    from config.embedded.errors import EmbeddedServerError
    from config.env import EnvError
    from schools.row_security.scope import work_for_everybody

    work_for_everybody()
    try:
        run(sys.argv)
    except (EmbeddedServerError, EnvError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
