"""How a command ends, for scripts; documented in docs/commands.md."""

from django.core.management.base import CommandError

#: Done, and nothing was found that counts.
DONE = 0
#: What was asked for was looked at or tried, and the answer is no: findings that count, a plan refused.
NO = 1
#: It makes no sense: no such school, no such day.
USAGE = 2
#: Somebody else is at work on the same data: it may succeed in a moment.
AGAIN = 3


def no(text: str) -> CommandError:
    """Return the end of what was tried and refused."""
    return CommandError(text, returncode=NO)


def usage(text: str) -> CommandError:
    """Return the end of what makes no sense."""
    return CommandError(text, returncode=USAGE)


def again(text: str) -> CommandError:
    """Return the end of what may succeed in a moment."""
    return CommandError(text, returncode=AGAIN)
