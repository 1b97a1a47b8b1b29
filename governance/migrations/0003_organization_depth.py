"""The depth in the tree gets a column of its own: ``level`` says where an organisation stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column that mptt fills."""

    dependencies = [("governance", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="partyorganization",
            name="depth",
            field=models.PositiveIntegerField(default=0, editable=False),
            preserve_default=False,
        ),
    ]
