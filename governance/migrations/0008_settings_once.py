"""One value and one level of a jurisdiction at a time."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.comparison
from django.db import migrations, models

import schools.models.dated


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0007_attestations"),
        ("schools", "0002_history"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="ruleenforcement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("jurisdiction"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("jurisdiction"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            schools.models.dated.TextKey(models.F("rule")),
                            schools.models.dated.TextKey(models.F("rule")),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="enforcement_once_at_a_time",
                violation_error_message="这条规则在这段时间已有本级规定。",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleparameter",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("jurisdiction"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("jurisdiction"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            schools.models.dated.TextKey(models.F("name")),
                            schools.models.dated.TextKey(models.F("name")),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="parameter_once_at_a_time",
                violation_error_message="这个参数在这段时间已有本级规定。",
            ),
        ),
    ]
