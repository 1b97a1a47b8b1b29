"""The door of files."""

from tests import factories
from tests.doors import OF_THE_SCHOOL, Door

DOORS = {"oversight:evidence": Door(OF_THE_SCHOOL, ("evidence",))}
WRITING = frozenset()


def arguments(school, _county):
    """A file of the school."""
    return {"evidence": factories.evidence(school).key}
