import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import mptt.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # Root numbers come from a sequence: max() + 1 gives two concurrent roots one tree.
        migrations.RunSQL(
            "CREATE SEQUENCE schools_jurisdiction_tree_seq AS integer",
            "DROP SEQUENCE schools_jurisdiction_tree_seq",
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE schools_unit_tree_seq AS integer", "DROP SEQUENCE schools_unit_tree_seq"
        ),
        migrations.CreateModel(
            name="Jurisdiction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=6, unique=True, verbose_name="行政区划代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "level_kind",
                    models.CharField(
                        choices=[("province", "省级"), ("city", "地级"), ("county", "县级")],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("lft", models.PositiveIntegerField(editable=False)),
                ("rght", models.PositiveIntegerField(editable=False)),
                ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                ("level", models.PositiveIntegerField(editable=False)),
                (
                    "parent",
                    mptt.fields.TreeForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="schools.jurisdiction",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "verbose_name_plural": "行政区划",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="学校标识码")),
                ("name", models.CharField(max_length=120, verbose_name="学校名称")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="规范简称")),
                (
                    "former_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="曾用名",
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=240)),
                (
                    "type_code",
                    models.CharField(
                        choices=[
                            ("11", "幼儿园"),
                            ("21", "小学"),
                            ("31", "普通初中"),
                            ("34", "普通高中（完全中学）"),
                            ("36", "中等职业学校"),
                            ("37", "专门学校"),
                            ("51", "特殊教育学校"),
                        ],
                        max_length=2,
                        verbose_name="学校类别",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("kindergarten", "幼儿园"),
                                ("primary", "小学"),
                                ("junior", "初中"),
                                ("senior", "高中"),
                                ("vocational", "中职"),
                                ("special", "特殊教育"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="学段",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("single", "独立校"),
                            ("nine_year", "九年一贯制"),
                            ("complete", "完全中学"),
                            ("twelve_year", "十二年一贯制"),
                            ("group", "教育集团"),
                            ("multi_campus", "一校多址"),
                            ("teaching_point", "教学点"),
                        ],
                        default="single",
                        max_length=16,
                        verbose_name="办学形式",
                    ),
                ),
                (
                    "ownership",
                    models.CharField(
                        blank=True,
                        choices=[("public", "公办"), ("private", "民办")],
                        max_length=8,
                        verbose_name="办别",
                    ),
                ),
                ("is_legal_person", models.BooleanField(blank=True, null=True, verbose_name="独立法人")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "筹建"),
                            ("active", "正常"),
                            ("merged", "合并"),
                            ("closed", "撤销"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="建校日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤并日期")),
                (
                    "leadership_system",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("party_led", "党组织领导的校长负责制"),
                            ("principal", "校长负责制"),
                            ("board", "民办学校董（理）事会领导"),
                            ("undecided", "未定"),
                        ],
                        max_length=12,
                        verbose_name="领导体制",
                    ),
                ),
                ("system_from", models.DateField(blank=True, null=True, verbose_name="领导体制实施日期")),
                (
                    "reform_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "未启动"),
                            ("preparing", "准备"),
                            ("pilot", "试点"),
                            ("done", "已实施"),
                        ],
                        max_length=12,
                        verbose_name="改革阶段",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="版本")),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="schools.jurisdiction",
                        verbose_name="主管行政区划",
                    ),
                ),
                (
                    "lead_school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_schools",
                        to="schools.school",
                        verbose_name="牵头学校",
                    ),
                ),
                (
                    "managed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaching_points",
                        to="schools.school",
                        verbose_name="管理学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "学校",
                "verbose_name_plural": "学校",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(editable=False, max_length=24, unique=True, verbose_name="登记号"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=120)),
                ("staff_number", models.CharField(blank=True, max_length=24, verbose_name="工号")),
                (
                    "political_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "中共党员"),
                            ("probationary", "中共预备党员"),
                            ("league", "共青团员"),
                            ("other_party", "民主党派成员"),
                            ("none", "群众"),
                            ("", "未登记"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="政治面貌",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="入党日期")),
                ("full_on", models.DateField(blank=True, null=True, verbose_name="转正日期")),
                (
                    "probation_extended_until",
                    models.DateField(blank=True, null=True, verbose_name="预备期延长至"),
                ),
                (
                    "party_left_on",
                    models.DateField(blank=True, null=True, verbose_name="停止党籍或者出党日期"),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="退休日期")),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="去世日期")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="schools.school",
                        verbose_name="所在学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("transferred", "调离"),
                            ("retired", "退休"),
                            ("resigned", "离职"),
                            ("died", "去世"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employments",
                        to="schools.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "任教经历",
                "verbose_name_plural": "任教经历",
                "ordering": ("person", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "number",
                    models.CharField(editable=False, max_length=24, unique=True, verbose_name="登记号"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="单元名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("campus", "校区"),
                            ("section", "学部"),
                            ("grade", "年级组"),
                            ("subject", "学科组（教研组）"),
                            ("preparation", "备课组"),
                            ("department", "专业部"),
                            ("office", "行政组（处室）"),
                            ("retired", "离退休"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("is_base", models.BooleanField(default=False, verbose_name="可以设支部的基本单元")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="排列次序")),
                ("lft", models.PositiveIntegerField(editable=False)),
                ("rght", models.PositiveIntegerField(editable=False)),
                ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                ("level", models.PositiveIntegerField(editable=False)),
                (
                    "parent",
                    mptt.fields.TreeForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="schools.unit",
                        verbose_name="上级单元",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "内设单元",
                "verbose_name_plural": "内设单元",
                "ordering": ("tree_id", "lft"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_memberships",
                        to="schools.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="schools.unit",
                        verbose_name="单元",
                    ),
                ),
            ],
            options={
                "verbose_name": "单元成员",
                "verbose_name_plural": "单元成员",
                "ordering": ("unit", "person", "period"),
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "lft"),
                name="jurisdiction_tree_lft",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "rght"),
                name="jurisdiction_tree_rght",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("parent", None)),
                deferrable=models.Deferrable["DEFERRED"],
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("tree_id"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("tree_id"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    )
                ],
                name="jurisdiction_one_root",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^\\d{6}$")),
                name="jurisdiction_code_six_digits",
                violation_error_message="行政区划代码应当是6位数字。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("level_kind__in", ["province", "city", "county"])),
                name="jurisdiction_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^\\d{10}$")),
                name="school_code_ten_digits",
                violation_error_message="学校标识码应当是10位数字。",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("state__in", ["preparing", "active"])),
                    models.Q(("closed_on__isnull", False), ("state__in", ["merged", "closed"])),
                    _connector="OR",
                ),
                name="school_closed_has_date",
                violation_error_message="撤销或者合并的学校应当登记撤并日期，正常的学校不填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["preparing", "active", "merged", "closed"])),
                name="school_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("ownership__in", ["", "public", "private"])),
                name="school_ownership_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("managed_by", None),
                    models.Q(("managed_by", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="school_not_managed_by_itself",
                violation_error_message="学校不能由自己管理。",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staff_number", ""), _negated=True),
                fields=("school", "staff_number"),
                name="person_staff_number_once",
                violation_error_message="本校已有人员使用这个工号。",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joined_on", None),
                    ("full_on", None),
                    ("full_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="person_full_after_joining",
                violation_error_message="转正日期不能早于入党日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("political_status__in", ["full", "probationary", "league", "other_party", "none", ""])
                ),
                name="person_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="schools_employment_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("person"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("person"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="employment_one_main_school",
                violation_error_message="同一人在同一时间只能有一个主要任职学校。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="schools_unit_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "lft"),
                name="unit_tree_lft",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "rght"),
                name="unit_tree_rght",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("parent", None)),
                deferrable=models.Deferrable["DEFERRED"],
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("tree_id"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("tree_id"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    )
                ],
                name="unit_one_root",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "campus",
                            "section",
                            "grade",
                            "subject",
                            "preparation",
                            "department",
                            "office",
                            "retired",
                            "other",
                        ],
                    )
                ),
                name="unit_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="schools_unitmembership_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("unit"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("unit"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("person"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("person"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="unitmembership_once_at_a_time",
                violation_error_message="该人员在这个单元的起止日期有重叠。",
            ),
        ),
    ]
