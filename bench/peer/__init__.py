"""The same facts gathered object by object through the ORM, as a script written by hand would.

It is what the loader is measured against, so it is written to be fair: what belongs to one school is
read once and kept while that school is looked at, and ``joined`` lets it follow plain foreign keys with
``select_related``. What it does not do is think of all objects at once.
"""

from bench.peer.schools import facts_of

__all__ = ["facts_of"]
