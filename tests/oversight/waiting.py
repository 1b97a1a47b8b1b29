"""What waits for somebody, as the inbox lists it."""

from oversight.inbox.index import WaitingList
from oversight.inbox.providers import PROVIDERS


def waiting_for(user, on, *kinds):
    """Return the lines of the inbox, of the topics of these kinds alone if any are named."""
    topics = tuple(one for one in PROVIDERS if not kinds or one.labels.keys() & set(kinds))
    return WaitingList(user, on, providers=topics)[0:]
