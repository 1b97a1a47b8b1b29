"""`python -m deploy.health URL`: exit 0 when the address answers 200. For images that have no curl."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

TIMEOUT = 5
OK = 200


def answers(url: str) -> bool:
    """Whether the address answers 200 in time."""
    if not url.startswith(("http://", "https://")):
        return False
    try:
        with urlopen(url, timeout=TIMEOUT) as response:  # noqa: S310 -- the scheme was looked at
            return response.status == OK
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if answers(sys.argv[1]) else 1)
