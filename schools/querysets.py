"""The two questions every read starts with: who asks, and for which day."""

from datetime import date

from django.db import connections, models
from django.db.models import Q
from django.utils import timezone
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from schools.likely import likely
from schools.row_security.reasons import TAKEN
from schools.row_security.scope import across_schools
from schools.tree_moves import move_to_end


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a school along the model's ``scope_path``."""

    def visible_to(self, user):
        """Return the rows ``user`` may see on the day of the request; nobody's scope is empty."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(self.model.scope_filter(user))

    def as_of(self, on: date):
        """Return the rows whose period contains ``on``."""
        return self.filter(likely(Q(period__contains=on)))


class ScopedTreeQuerySet(TreeQuerySet, ScopedQuerySet):
    """Rows of one of the three trees."""


class SafeTreeManager(TreeManager.from_queryset(ScopedTreeQuerySet)):
    """Tree manager whose root numbers come from a database sequence.

    ``max(tree_id) + 1`` gives two concurrent roots the same tree; a sequence cannot. The sequence is
    named ``<table>_tree_seq`` and made by the model's first migration.
    """

    def _get_next_tree_id(self):
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT nextval(%s::regclass)", [f"{self.model._meta.db_table}_tree_seq"])
            return cursor.fetchone()[0]

    def _make_sibling_of_root_node(self, node, target, position):
        # the library takes the number after the last root's, which the sequence has yet to give out
        if node.is_child_node():
            self._make_child_root_node(node)
        else:
            super()._make_sibling_of_root_node(node, target, position)

    def _move_child_within_tree(self, node, target, position):
        is_plain = position == "last-child" and not target.is_descendant_of(node, include_self=True)
        if is_plain and node._state.db == self.db:
            move_to_end(node, target, using=self.db)
        else:
            super()._move_child_within_tree(node, target, position)


class Scoped(models.Model):
    """Base of every model that belongs to a school.

    ``scope_path`` leads from the row to its school; ``jurisdiction_path``, where set, to the
    jurisdiction of rows that belong to no single school.
    """

    scope_path: str = ""
    jurisdiction_path: str = ""

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @across_schools(TAKEN)
    def validate_unique(self, exclude=None):
        """As Django's; what is taken elsewhere is taken."""
        super().validate_unique(exclude)

    @across_schools(TAKEN)
    def validate_constraints(self, exclude=None):
        """As Django's; what a constraint compares with may lie elsewhere."""
        super().validate_constraints(exclude)

    @classmethod
    def scope_filter(cls, user) -> models.Q:
        """Return the condition that keeps the rows inside the user's grants.

        Putting it together takes longer than asking the database with it, and one act asks for many
        rows of few models: a user object keeps it for the day.
        """
        key = (cls.scope_path, cls.jurisdiction_path, timezone.localdate())
        kept = user.__dict__.setdefault("_scope_filters", {})
        if key not in kept:
            kept[key] = cls._scope_filter(user)
        return kept[key]

    @classmethod
    def _scope_filter(cls, user) -> models.Q:
        paths = {cls.scope_path: user.granted_schools, cls.jurisdiction_path: user.granted_jurisdictions}
        condition = models.Q(pk__in=())
        for path, granted in paths.items():
            if path:
                condition |= models.Q(**{f"{path}__in": granted()})
        return condition
