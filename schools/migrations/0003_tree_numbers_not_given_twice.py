"""Let the sequence of tree numbers go on after the highest number in use.

A unit that was moved to the top took the number after the highest by itself, which the sequence then gave to
the next unit as well.
"""

from django.db import migrations

_GO_ON = """
SELECT setval('schools_unit_tree_seq', greatest(
    (SELECT last_value FROM schools_unit_tree_seq), (SELECT coalesce(max(tree_id), 1) FROM schools_unit)
))
"""


class Migration(migrations.Migration):
    """Advance one sequence; there is nothing to take back."""

    dependencies = [("schools", "0002_history")]

    operations = [migrations.RunSQL(_GO_ON, migrations.RunSQL.noop)]
