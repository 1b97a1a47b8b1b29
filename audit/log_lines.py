"""The number of the request in every line of the log."""

import logging

from audit import context


class RequestFilter(logging.Filter):
    """Give a line the number of the request it was written in, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        acting = context.current()
        record.request_id = (acting.request if acting else "") or "-"
        return True
