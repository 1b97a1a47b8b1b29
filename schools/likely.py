"""Conditions that most rows meet, said so that the planner does not take them for rare."""

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.db.models.functions import Coalesce


def likely(condition: Q) -> Q:
    """Return the condition as one the planner expects of every second row.

    Nearly every period contains today. Under row-level security PostgreSQL keeps its statistics to itself
    for operators of ranges, takes ``period @> day`` to hold for one row in 200, and follows the few rows it
    expects one by one. Of ``coalesce`` it knows only that it may be true or false. No index on the period
    is used for it: say it only where the rows are found by something else.
    """
    return Q(Coalesce(ExpressionWrapper(condition, output_field=BooleanField()), Value(False)))
