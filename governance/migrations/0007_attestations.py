"""What people attest about rules that no data can decide; one value of a jurisdiction at a time."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import schools.models.dated


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0006_succession"),
        ("schools", "0002_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attestation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("rule", models.CharField(max_length=12, verbose_name="规则")),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("pass", "符合"), ("fail", "不符合"), ("not_applicable", "不适用")],
                        max_length=16,
                        verbose_name="核实结论",
                    ),
                ),
                ("attester", models.CharField(max_length=120, verbose_name="核实人或者核实单位")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="核实情况")),
                ("document_number", models.CharField(blank=True, max_length=120, verbose_name="依据材料")),
            ],
            options={
                "verbose_name": "人工核实",
                "verbose_name_plural": "人工核实",
                "ordering": ("school", "rule", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AttestationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("rule", models.CharField(max_length=12, verbose_name="规则")),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("pass", "符合"), ("fail", "不符合"), ("not_applicable", "不适用")],
                        max_length=16,
                        verbose_name="核实结论",
                    ),
                ),
                ("attester", models.CharField(max_length=120, verbose_name="核实人或者核实单位")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="核实情况")),
                ("document_number", models.CharField(blank=True, max_length=120, verbose_name="依据材料")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolcheck",
            name="unattested",
            field=models.JSONField(default=list, verbose_name="待核实的规则"),
        ),
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
        migrations.AddField(
            model_name="attestation",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attestations",
                to="schools.school",
                verbose_name="学校",
            ),
        ),
        migrations.AddField(
            model_name="attestationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="governance.attestation",
            ),
        ),
        migrations.AddField(
            model_name="attestationevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.school",
                verbose_name="学校",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_attestation_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__endswith__isnull", False)),
                name="attestation_ends",
                violation_error_message="核实应当有有效期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("conclusion__in", ["pass", "fail", "not_applicable"])),
                name="attestation_conclusion_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("conclusion", "fail"), ("note", ""), _negated=True),
                name="attestation_failure_told",
                violation_error_message="结论为不符合的，应当写明核实到的情况。",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("school"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("school"), models.BigIntegerField()
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
                name="attestation_once_at_a_time",
                violation_error_message="这所学校的同一规则在这段时间已有核实结论。",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attestation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_attestationevent" ("attester", "conclusion", "document_number", "id", "note", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "school_id") SELECT new_values."attester", new_values."conclusion", new_values."document_number", new_values."id", new_values."note", new_values."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."rule", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values; RETURN NULL;',
                    hash="0dd67fdfdccf8999daf7ce56ffeba725d846cb63",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_284f4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="governance_attestation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attestation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "governance_attestationevent" ("attester", "conclusion", "document_number", "id", "note", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "school_id") VALUES (NEW."attester", NEW."conclusion", NEW."document_number", NEW."id", NEW."note", NEW."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rule", NEW."school_id"); RETURN NULL;',
                    hash="c703c70e045c46c8f058c9c3584e1d3e22c54c7b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a73de",
                    table="governance_attestation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attestation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_attestationevent" ("attester", "conclusion", "document_number", "id", "note", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "school_id") VALUES (OLD."attester", OLD."conclusion", OLD."document_number", OLD."id", OLD."note", OLD."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rule", OLD."school_id"); RETURN NULL;',
                    hash="0b8354b7e27ddee72a1c03491692999509664944",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3647",
                    table="governance_attestation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="attestationevent",
            index=models.Index(
                condition=models.Q(("pgh_context_id__isnull", False)),
                fields=["pgh_context_id"],
                name="attestation_ev_change",
            ),
        ),
        migrations.AddIndex(
            model_name="attestationevent",
            index=models.Index(fields=["school"], name="attestation_ev_school"),
        ),
    ]
