"""Two ledgers: how findings stood, and what schools measured, from day to day.

Findings on record get one spell each, from the day they were first seen to the day they were closed. That
is as near as the register can come: what a finding was in between (waived, closed and reopened, of another
severity) was not kept.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

FROM_FINDINGS = """
INSERT INTO governance_findingspell
       (finding_id, school_id, rule, severity, is_waived, opened_on, mended_on, period)
SELECT id, school_id, rule, severity, is_waived, first_seen, closed_on, daterange(first_seen, closed_on)
  FROM governance_finding
 WHERE school_id IS NOT NULL AND (closed_on IS NULL OR closed_on > first_seen)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0008_reviews"),
        ("schools", "0002_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingSpell",
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
                    "severity",
                    models.CharField(
                        choices=[("error", "应当整改"), ("warning", "需要核实"), ("info", "提示")],
                        max_length=8,
                        verbose_name="程度",
                    ),
                ),
                ("is_waived", models.BooleanField(default=False, verbose_name="已豁免")),
                ("opened_on", models.DateField(db_index=True, verbose_name="问题开始日期")),
                (
                    "mended_on",
                    models.DateField(blank=True, db_index=True, null=True, verbose_name="消除日期"),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spells",
                        to="governance.finding",
                        verbose_name="检查发现",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_spells",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查发现的经过",
                "verbose_name_plural": "检查发现的经过",
                "ordering": ("school", "rule", "period", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                        name="governance_findingspell_period_bounded",
                        violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        models.F("finding"), models.BigIntegerField()
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.F("finding"), models.BigIntegerField()
                                    ),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            ("period", "&&"),
                        ],
                        name="findingspell_once_at_a_time",
                        violation_error_message="一个检查发现在同一天只有一种情况。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_on__lte", models.F("period__startswith"))),
                        name="findingspell_opened_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mended_on", None), ("mended_on", models.F("period__endswith")), _connector="OR"
                        ),
                        name="findingspell_mended_at_its_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["error", "warning", "info"])),
                        name="findingspell_severity_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("base_units", models.PositiveSmallIntegerField(default=0, verbose_name="有党员的基本单元")),
                (
                    "covered_units",
                    models.PositiveSmallIntegerField(default=0, verbose_name="已覆盖的基本单元"),
                ),
                (
                    "heads",
                    models.CharField(
                        choices=[
                            ("separate", "书记、校长分设"),
                            ("combined", "书记、校长一人兼任"),
                            ("open", "书记或者校长空缺、主持工作"),
                            ("none", "没有本校党组织"),
                        ],
                        max_length=12,
                        verbose_name="书记校长",
                    ),
                ),
                (
                    "org_type",
                    models.CharField(
                        choices=[
                            ("committee", "党委"),
                            ("general_branch", "党总支"),
                            ("branch", "党支部"),
                            ("joint", "联合党支部覆盖"),
                            ("attached", "挂靠"),
                            ("none", "未覆盖"),
                        ],
                        max_length=16,
                        verbose_name="党组织设置",
                    ),
                ),
                ("organizations", models.JSONField(default=dict, verbose_name="正常工作的党组织数")),
                ("members", models.PositiveIntegerField(default=0, verbose_name="党员数")),
                ("vacancies", models.JSONField(default=dict, verbose_name="空缺职数")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "学校数字",
                "verbose_name_plural": "学校数字",
                "ordering": ("school", "period"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                        name="governance_schoolfigures_period_bounded",
                        violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
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
                            ("period", "&&"),
                        ],
                        name="schoolfigures_once_at_a_time",
                        violation_error_message="一所学校在同一天只有一组数字。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covered_units__lte", models.F("base_units"))),
                        name="schoolfigures_covered_of_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("heads__in", ["separate", "combined", "open", "none"])),
                        name="schoolfigures_heads_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "org_type__in",
                                ["committee", "general_branch", "branch", "joint", "attached", "none"],
                            )
                        ),
                        name="schoolfigures_org_type_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FROM_FINDINGS, migrations.RunSQL.noop),
    ]
