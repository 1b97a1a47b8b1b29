"""Which organisations were merged into which."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0005_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganizationMerger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mergers",
                        to="governance.partyorganization",
                        verbose_name="并入的党组织",
                    ),
                ),
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merger",
                        to="governance.partyorganization",
                        verbose_name="并入其他组织的党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "党组织合并",
                "verbose_name_plural": "党组织合并",
                "ordering": ("organization",),
            },
        ),
        migrations.CreateModel(
            name="OrganizationMergerEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "into",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="governance.partyorganization",
                        verbose_name="并入的党组织",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="governance.partyorganization",
                        verbose_name="并入其他组织的党组织",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="governance.organizationmerger",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="organizationmerger",
            constraint=models.CheckConstraint(
                condition=models.Q(("organization", models.F("into")), _negated=True),
                name="organizationmerger_not_into_itself",
                violation_error_message="党组织不能并入自己。",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationmerger",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_organizationmergerevent" ("id", "into_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."into_id", new_values."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values; RETURN NULL;',
                    hash="b0da6b506aac9c5edf4c65f99acb0a96886c3e57",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33cc0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="governance_organizationmerger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationmerger",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "governance_organizationmergerevent" ("id", "into_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."into_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="555288d19d719fc58d1d958abb18f32263b9f793",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_adc90",
                    table="governance_organizationmerger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationmerger",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_organizationmergerevent" ("id", "into_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."into_id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="8f2be675f3beb1ab544a2f9f76834d231c13c611",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4cc6a",
                    table="governance_organizationmerger",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationmergerevent",
            index=models.Index(
                condition=models.Q(("pgh_context_id__isnull", False)),
                fields=["pgh_context_id"],
                name="organizationmerger_ev_change",
            ),
        ),
        migrations.AddIndex(
            model_name="organizationmergerevent",
            index=models.Index(fields=["organization"], name="organizationmerger_ev_organi"),
        ),
        migrations.AddIndex(
            model_name="organizationmergerevent",
            index=models.Index(fields=["into"], name="organizationmerger_ev_into"),
        ),
    ]
