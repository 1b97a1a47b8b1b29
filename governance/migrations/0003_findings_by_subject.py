"""A finding is one fault of one subject: its variant may change while the fault lasts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Take the variant out of what makes a finding unique."""

    dependencies = [("governance", "0002_guards")]

    operations = [
        migrations.AlterModelOptions(
            name="finding",
            options={
                "ordering": ("school", "rule", "subject_number"),
                "verbose_name": "检查发现",
                "verbose_name_plural": "检查发现",
            },
        ),
        migrations.RemoveConstraint(model_name="finding", name="finding_once"),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("rule", "subject_kind", "subject_number"), name="finding_once"
            ),
        ),
    ]
