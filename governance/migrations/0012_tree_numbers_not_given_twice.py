"""Let the sequence of tree numbers go on after the highest number in use.

An organisation that was moved to the top took the number after the highest by itself, which the sequence then gave to
the next unit as well.
"""

from django.db import migrations

_GO_ON = """
SELECT setval('governance_partyorganization_tree_seq', greatest(
    (SELECT last_value FROM governance_partyorganization_tree_seq),
    (SELECT coalesce(max(tree_id), 1) FROM governance_partyorganization)
))
"""


class Migration(migrations.Migration):
    """Advance one sequence; there is nothing to take back."""

    dependencies = [("governance", "0011_leaner_organization_indexes")]

    operations = [migrations.RunSQL(_GO_ON, migrations.RunSQL.noop)]
