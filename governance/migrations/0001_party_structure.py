import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import mptt.fields
from django.conf import settings
from django.db import migrations, models

import schools.models.dated


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0001_jurisdictions_schools_units_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Root numbers come from a sequence: max() + 1 gives two concurrent roots one tree.
        migrations.RunSQL(
            "CREATE SEQUENCE governance_partyorganization_tree_seq AS integer",
            "DROP SEQUENCE governance_partyorganization_tree_seq",
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "register_number",
                    models.CharField(editable=False, max_length=24, unique=True, verbose_name="登记号"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approval", "批复"),
                            ("notice", "通知"),
                            ("appointment", "任免文件"),
                            ("dissolution", "撤销文件"),
                            ("extension", "延期换届批复"),
                            ("party_meeting_rules", "党组织会议议事规则"),
                            ("principal_meeting_rules", "校长办公会议议事规则"),
                            ("other", "其他"),
                        ],
                        default="approval",
                        max_length=24,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="标题")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                ("issuer_name", models.CharField(blank=True, max_length=120, verbose_name="其他印发单位")),
                (
                    "issuer_kind",
                    models.CharField(
                        blank=True,
                        choices=[("committee", "党委（党工委）"), ("other", "其他")],
                        max_length=12,
                        verbose_name="其他印发单位性质",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件",
                "verbose_name_plural": "文件",
                "ordering": ("register_number",),
            },
        ),
        migrations.CreateModel(
            name="LeadingGroup",
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
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ideological_political", "思想政治"),
                                ("moral_education", "德育"),
                                ("ideology", "意识形态"),
                                ("other", "其他"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                        verbose_name="类型",
                    ),
                ),
                ("outside_members", models.CharField(blank=True, max_length=200, verbose_name="校外成员")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="成立文件",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leading_groups",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "领导小组",
                "verbose_name_plural": "领导小组",
                "ordering": ("school", "number"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartyOrganization",
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
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("committee", "党委"),
                            ("general_branch", "党总支"),
                            ("branch", "党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_branch", "临时党支部"),
                            ("group", "党小组"),
                            ("upper", "上级党组织"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("on_duty", "在职"),
                            ("retired", "离退休"),
                            ("floating", "流动"),
                            ("other", "其他"),
                        ],
                        default="on_duty",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("school", "学校"),
                            ("inner", "内设"),
                            ("district", "学区"),
                            ("upper", "上级"),
                        ],
                        default="inner",
                        max_length=12,
                        verbose_name="层级",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="全称")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                ("code", models.CharField(blank=True, max_length=24, verbose_name="党组织代码")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="排列次序")),
                (
                    "external_superior",
                    models.CharField(blank=True, max_length=120, verbose_name="系统外上级党组织"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批"),
                            ("preparing", "筹建"),
                            ("active", "正常"),
                            ("adjusting", "调整中"),
                            ("dissolved", "撤销"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("state_since", models.DateField(verbose_name="现状态起始日期")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="申请日期")),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("first_election_on", models.DateField(blank=True, null=True, verbose_name="首次选举日期")),
                ("activated_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("standing_committee", models.BooleanField(default=False, verbose_name="设常务委员会")),
                ("discipline_committee", models.BooleanField(default=False, verbose_name="设纪委")),
                ("is_imported", models.BooleanField(default=False, verbose_name="存量录入")),
                ("lft", models.PositiveIntegerField(editable=False)),
                ("rght", models.PositiveIntegerField(editable=False)),
                ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                ("depth", models.PositiveIntegerField(editable=False)),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved",
                        to="governance.document",
                        verbose_name="成立批复",
                    ),
                ),
                (
                    "dissolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dissolved",
                        to="governance.document",
                        verbose_name="撤销文件",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
                (
                    "parent",
                    mptt.fields.TreeForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="governance.partyorganization",
                        verbose_name="本校上级党组织",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="governance.partyorganization",
                        verbose_name="前身",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="schools.school",
                        verbose_name="学校（牵头学校）",
                    ),
                ),
                (
                    "superior",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subordinates",
                        to="governance.partyorganization",
                        verbose_name="校外上级党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "党组织",
                "verbose_name_plural": "党组织",
                "ordering": ("tree_id", "lft"),
            },
        ),
        migrations.CreateModel(
            name="PartyMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "external_organization",
                    models.CharField(blank=True, max_length=120, verbose_name="系统外党组织"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("formal", "正式编入"), ("temporary", "临时编入")],
                        default="formal",
                        max_length=12,
                        verbose_name="编入方式",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party_memberships",
                        to="schools.person",
                        verbose_name="党员",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="governance.partyorganization",
                        verbose_name="所在支部",
                    ),
                ),
                (
                    "party_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to="governance.partyorganization",
                        verbose_name="党小组",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织关系",
                "verbose_name_plural": "组织关系",
                "ordering": ("person", "kind", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批"),
                            ("preparing", "筹建"),
                            ("active", "正常"),
                            ("adjusting", "调整中"),
                            ("dissolved", "撤销"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="依据文件",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="governance.partyorganization",
                        verbose_name="党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "党组织状态",
                "verbose_name_plural": "党组织状态",
                "ordering": ("organization", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JointCoverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("other_unit", models.CharField(blank=True, max_length=120, verbose_name="覆盖的其他单位")),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_coverages",
                        to="schools.school",
                        verbose_name="覆盖学校",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverages",
                        to="governance.partyorganization",
                        verbose_name="联合党支部",
                    ),
                ),
            ],
            options={
                "verbose_name": "联合党支部覆盖单位",
                "verbose_name_plural": "联合党支部覆盖单位",
                "ordering": ("organization", "school", "other_unit", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HostUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted",
                        to="schools.unit",
                        verbose_name="依托单元",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hosts",
                        to="governance.partyorganization",
                        verbose_name="党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "依托单元",
                "verbose_name_plural": "依托单元",
                "ordering": ("organization", "unit", "period"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="document",
            name="issuer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issued_documents",
                to="governance.partyorganization",
                verbose_name="印发党组织",
            ),
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body_kind",
                    models.CharField(
                        choices=[
                            ("organization", "党组织"),
                            ("unit", "内设单元"),
                            ("school", "学校"),
                            ("group", "领导小组"),
                        ],
                        max_length=12,
                        verbose_name="所属机构种类",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretary", "书记"),
                            ("deputy_secretary", "副书记"),
                            ("member", "委员"),
                            ("discipline_secretary", "纪委书记"),
                            ("group_leader", "党小组组长"),
                            ("principal", "校长"),
                            ("vice_principal", "副校长"),
                            ("assistant_principal", "校长助理"),
                            ("campus_principal", "执行校长（校区校长）"),
                            ("unit_head", "单元负责人"),
                            ("unit_deputy", "单元副职"),
                            ("overseer", "分管领导"),
                            ("head", "组长"),
                            ("deputy_head", "副组长"),
                            ("group_member", "成员"),
                        ],
                        max_length=20,
                        verbose_name="职务",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="职务名称")),
                ("seats", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="职数")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="governance.leadinggroup",
                        verbose_name="领导小组",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="governance.partyorganization",
                        verbose_name="党组织",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="schools.unit",
                        verbose_name="内设单元",
                    ),
                ),
            ],
            options={
                "verbose_name": "职务",
                "verbose_name_plural": "职务",
                "ordering": ("school", "body_kind", "organization", "unit", "group", "role"),
            },
        ),
        migrations.CreateModel(
            name="RightsRestriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("probation", "留党察看"), ("suspension", "党员权利中止")],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="决定文件",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rights_restrictions",
                        to="schools.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "党员权利情况",
                "verbose_name_plural": "党员权利情况",
                "ordering": ("person", "kind", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleEnforcement",
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
                    "level",
                    models.CharField(
                        choices=[("refuse", "不予保存"), ("ask", "要求说明理由"), ("report", "只作提示")],
                        max_length=8,
                        verbose_name="执行方式",
                    ),
                ),
                ("document_number", models.CharField(max_length=120, verbose_name="依据文件")),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rule_enforcements",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "规则执行方式",
                "verbose_name_plural": "规则执行方式",
                "ordering": ("jurisdiction", "rule", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleParameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("name", models.CharField(max_length=32, verbose_name="参数")),
                ("value", models.JSONField(verbose_name="取值")),
                ("document_number", models.CharField(max_length=120, verbose_name="依据文件")),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rule_parameters",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "规则参数",
                "verbose_name_plural": "规则参数",
                "ordering": ("jurisdiction", "name", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="检查日期")),
                ("checked_at", models.DateTimeField(verbose_name="检查时间")),
                ("rules_version", models.CharField(max_length=24, verbose_name="规则版本")),
                ("outcomes", models.JSONField(default=dict, verbose_name="各种结果数")),
                ("unknown", models.JSONField(default=list, verbose_name="暂不能判断的事项")),
                ("base_units", models.PositiveSmallIntegerField(default=0, verbose_name="有党员的基本单元")),
                (
                    "covered_units",
                    models.PositiveSmallIntegerField(default=0, verbose_name="已覆盖的基本单元"),
                ),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_result",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查结果",
                "verbose_name_plural": "检查结果",
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="第几届")),
                ("planned_end", models.DateField(blank=True, null=True, verbose_name="届满日期")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("elected", "选举"),
                            ("appointed", "任命"),
                            ("engaged", "聘任"),
                            ("assigned", "指派"),
                            ("designated", "指定"),
                            ("acting", "主持工作"),
                        ],
                        default="elected",
                        max_length=12,
                        verbose_name="产生方式",
                    ),
                ),
                (
                    "committee_seats",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="委员职数"),
                ),
                ("deputy_seats", models.PositiveSmallIntegerField(default=0, verbose_name="副书记职数")),
                ("is_carried_over", models.BooleanField(default=False, verbose_name="经批准顺延任期")),
                ("extended_until", models.DateField(blank=True, null=True, verbose_name="延期至")),
                (
                    "extension_applied_on",
                    models.DateField(blank=True, null=True, verbose_name="申请延期日期"),
                ),
                ("reminded_on", models.DateField(blank=True, null=True, verbose_name="换届提醒日期")),
                ("election_opened_on", models.DateField(blank=True, null=True, verbose_name="启动换届日期")),
                (
                    "by_election_opened_on",
                    models.DateField(blank=True, null=True, verbose_name="启动补选日期"),
                ),
                (
                    "early_approval",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="提前换届批复",
                    ),
                ),
                (
                    "extension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="延期批复",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="governance.partyorganization",
                        verbose_name="党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "届次",
                "verbose_name_plural": "届次",
                "ordering": ("organization", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretary", "书记"),
                            ("deputy_secretary", "副书记"),
                            ("member", "委员"),
                            ("discipline_secretary", "纪委书记"),
                            ("group_leader", "党小组组长"),
                            ("principal", "校长"),
                            ("vice_principal", "副校长"),
                            ("assistant_principal", "校长助理"),
                            ("campus_principal", "执行校长（校区校长）"),
                            ("unit_head", "单元负责人"),
                            ("unit_deputy", "单元副职"),
                            ("overseer", "分管领导"),
                            ("head", "组长"),
                            ("deputy_head", "副组长"),
                            ("group_member", "成员"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="职务种类",
                    ),
                ),
                (
                    "duties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("organization", "组织委员"),
                                ("publicity", "宣传委员"),
                                ("discipline", "纪检委员"),
                                ("youth", "青年委员"),
                                ("united_front", "统战委员"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="委员分工",
                    ),
                ),
                ("is_full_time_party", models.BooleanField(blank=True, null=True, verbose_name="专职党务")),
                ("is_acting", models.BooleanField(default=False, verbose_name="主持工作")),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("elected", "选举"),
                            ("appointed", "任命"),
                            ("engaged", "聘任"),
                            ("assigned", "指派"),
                            ("designated", "指定"),
                            ("acting", "主持工作"),
                        ],
                        max_length=12,
                        verbose_name="产生方式",
                    ),
                ),
                ("elected_on", models.DateField(blank=True, null=True, verbose_name="当选日期")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="上级批准日期")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "换届"),
                            ("moved", "调整"),
                            ("retired", "退休"),
                            ("removed", "免职"),
                            ("resigned", "辞职"),
                            ("transferred", "调离"),
                            ("closed", "机构撤销"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                (
                    "by_virtue_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived",
                        to="governance.roleassignment",
                        verbose_name="因担任的职务",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="governance.document",
                        verbose_name="任职文件",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="governance.partyorganization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="schools.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="governance.post",
                        verbose_name="职务",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="governance.term",
                        verbose_name="届次",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "ordering": ("post", "period", "person"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Waiver",
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
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("school", "学校"),
                            ("organization", "党组织"),
                            ("term", "届次"),
                            ("assignment", "任职"),
                            ("group", "领导小组"),
                        ],
                        max_length=12,
                        verbose_name="对象种类",
                    ),
                ),
                ("subject_number", models.CharField(max_length=120, verbose_name="对象登记号")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("approver", models.CharField(max_length=120, verbose_name="批准人或者批准单位")),
                ("document_number", models.CharField(max_length=60, verbose_name="批准文号")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "豁免",
                "verbose_name_plural": "豁免",
                "ordering": ("school", "rule", "subject_number", "period"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("operation", models.CharField(max_length=40, verbose_name="操作")),
                ("summary", models.CharField(max_length=300, verbose_name="摘要")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="记录时间")),
                ("details", models.JSONField(default=list, verbose_name="明细")),
                ("caused", models.JSONField(default=list, verbose_name="新增问题")),
                ("cured", models.JSONField(default=list, verbose_name="消除问题")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_sets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_sets",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_sets",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="依据文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "变更记录",
                "verbose_name_plural": "变更记录",
                "ordering": ("-recorded_at", "-pk"),
                "indexes": [models.Index(fields=["school", "-recorded_at"], name="changeset_school_newest")],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("attached", "挂靠"), ("liaison", "党建指导员（联络员）")],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("outer_name", models.CharField(max_length=120, verbose_name="挂靠的党组织或者联络人员")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliations",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.document",
                        verbose_name="批准文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "挂靠与联络",
                "verbose_name_plural": "挂靠与联络",
                "ordering": ("school", "kind", "period"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                        name="governance_affiliation_period_bounded",
                        violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind", "attached")),
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
                        name="affiliation_one_attachment",
                        violation_error_message="一所学校同一时间只能挂靠一个党组织。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=12, verbose_name="规则")),
                ("variant", models.CharField(blank=True, max_length=24, verbose_name="情形")),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "应当整改"), ("warning", "需要核实"), ("info", "提示")],
                        max_length=8,
                        verbose_name="程度",
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("school", "学校"),
                            ("organization", "党组织"),
                            ("term", "届次"),
                            ("assignment", "任职"),
                            ("group", "领导小组"),
                        ],
                        max_length=12,
                        verbose_name="对象种类",
                    ),
                ),
                ("subject_number", models.CharField(max_length=120, verbose_name="对象登记号")),
                ("subject_name", models.CharField(max_length=160, verbose_name="对象")),
                ("evidence", models.JSONField(default=dict, verbose_name="依据数据")),
                ("is_waived", models.BooleanField(default=False, verbose_name="已豁免")),
                ("first_seen", models.DateField(verbose_name="首次发现")),
                ("last_seen", models.DateField(verbose_name="最近一次确认")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="消除日期")),
                ("reopened", models.PositiveSmallIntegerField(default=0, verbose_name="再次出现次数")),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="schools.jurisdiction",
                        verbose_name="行政区划",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查发现",
                "verbose_name_plural": "检查发现",
                "ordering": ("school", "rule", "subject_number", "variant"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["school", "rule"],
                        name="finding_open_by_school",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["rule", "severity"],
                        name="finding_open_by_rule",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "subject_kind", "subject_number", "variant"), name="finding_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("school__isnull", False), ("jurisdiction__isnull", False), _connector="OR"
                        ),
                        name="finding_belongs_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["error", "warning", "info"])),
                        name="finding_severity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject_kind__in", ["school", "organization", "term", "assignment", "group"])
                        ),
                        name="finding_subject_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="leadinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_leadinggroup_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("types__len__gt", 0)),
                name="leadinggroup_has_type",
                violation_error_message="领导小组至少选一个类型。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "lft"),
                name="organization_tree_lft",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("tree_id", "rght"),
                name="organization_tree_rght",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
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
                name="organization_one_root",
                violation_error_message="组织树的编号被同时修改，请重试。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jurisdiction", None), ("school__isnull", False)),
                    models.Q(("jurisdiction__isnull", False), ("school", None)),
                    _connector="OR",
                ),
                name="organization_hosted_once",
                violation_error_message="党组织应当登记在一所学校或者一个行政区划之下。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("external_superior", ""), ("superior", None)), _connector="OR"
                ),
                name="organization_one_superior",
                violation_error_message="上级党组织只能登记一个：本校上级、校外上级或者系统外上级。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(("superior", None), ("external_superior", ""), _connector="OR"),
                name="organization_one_outer_superior",
                violation_error_message="校外上级和系统外上级只能登记一个。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superior", None), models.Q(("superior", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="organization_not_its_own_superior",
                violation_error_message="党组织不能以自己为上级。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "school"), ("state__in", ["active", "adjusting"])),
                fields=("school",),
                name="organization_one_per_school",
                violation_error_message="一所学校同时只能有一个正常运行的学校级党组织。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("code",),
                name="organization_code_once",
                violation_error_message="这个党组织代码已经使用过，代码不重复使用。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dissolved_on__isnull", False), ("state", "dissolved")),
                    models.Q(models.Q(("state", "dissolved"), _negated=True), ("dissolved_on", None)),
                    _connector="OR",
                ),
                name="organization_dissolved_has_date",
                violation_error_message="撤销的党组织应当登记撤销日期，其他状态不填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "type__in",
                        [
                            "committee",
                            "general_branch",
                            "branch",
                            "joint_branch",
                            "temporary_branch",
                            "group",
                            "upper",
                        ],
                    )
                ),
                name="organization_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "preparing", "active", "adjusting", "dissolved"])
                ),
                name="organization_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorganization",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["school", "inner", "district", "upper"])),
                name="organization_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="partymembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_partymembership_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partymembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("organization", None), ("external_organization", ""), _connector="XOR"),
                name="partymembership_one_place",
                violation_error_message="组织关系登记在一个支部，或者登记在一个系统外党组织。",
            ),
        ),
        migrations.AddConstraint(
            model_name="partymembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["formal", "temporary"])), name="partymembership_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="partymembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "formal")),
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
                name="partymembership_one_formal_branch",
                violation_error_message="一名党员同一时间只能正式编入一个支部，请先办理转出。",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_organizationstatus_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationstatus",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="organizationstatus_one_at_a_time",
                violation_error_message="同一党组织同一时间只能有一个状态。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcoverage",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_jointcoverage_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcoverage",
            constraint=models.CheckConstraint(
                condition=models.Q(("school", None), ("other_unit", ""), _connector="XOR"),
                name="jointcoverage_one_unit",
                violation_error_message="覆盖单位填一所学校，或者填一个其他单位的名称。",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcoverage",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("school__isnull", False)),
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
                name="jointcoverage_one_per_school",
                violation_error_message="一所学校同一时间只能由一个联合党支部覆盖。",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_hostunit_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostunit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
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
                    ("period", "&&"),
                ],
                name="hostunit_once_at_a_time",
                violation_error_message="这个党组织在同一时间已经依托该单元。",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jurisdiction", None), ("school__isnull", False)),
                    models.Q(("jurisdiction__isnull", False), ("school", None)),
                    _connector="OR",
                ),
                name="document_belongs_somewhere",
                violation_error_message="文件应当登记在一所学校或者一个行政区划之下。",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "approval",
                            "notice",
                            "appointment",
                            "dissolution",
                            "extension",
                            "party_meeting_rules",
                            "principal_meeting_rules",
                            "other",
                        ],
                    )
                ),
                name="document_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("body_kind", "organization"),
                        ("group", None),
                        ("organization__isnull", False),
                        ("unit", None),
                    ),
                    models.Q(
                        ("body_kind", "unit"),
                        ("group", None),
                        ("organization", None),
                        ("school__isnull", False),
                        ("unit__isnull", False),
                    ),
                    models.Q(
                        ("body_kind", "group"),
                        ("group__isnull", False),
                        ("organization", None),
                        ("school__isnull", False),
                        ("unit", None),
                    ),
                    models.Q(
                        ("body_kind", "school"),
                        ("group", None),
                        ("organization", None),
                        ("school__isnull", False),
                        ("unit", None),
                    ),
                    _connector="OR",
                ),
                name="post_one_body",
                violation_error_message="一个职务只属于一个机构。",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body_kind", "organization")),
                fields=("organization", "role"),
                name="post_once_per_organization",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body_kind", "unit")), fields=("unit", "role"), name="post_once_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body_kind", "group")),
                fields=("group", "role"),
                name="post_once_per_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body_kind", "school")),
                fields=("school", "role"),
                name="post_once_per_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "secretary",
                            "deputy_secretary",
                            "member",
                            "discipline_secretary",
                            "group_leader",
                            "principal",
                            "vice_principal",
                            "assistant_principal",
                            "campus_principal",
                            "unit_head",
                            "unit_deputy",
                            "overseer",
                            "head",
                            "deputy_head",
                            "group_member",
                        ],
                    )
                ),
                name="post_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrestriction",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_rightsrestriction_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleenforcement",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_ruleenforcement_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_ruleparameter_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_term_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="term_one_at_a_time",
                violation_error_message="同一党组织的两届任期不能重叠，请先办结上一届。",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_end", None),
                    ("planned_end__gt", models.F("period__startswith")),
                    _connector="OR",
                ),
                name="term_planned_end_after_start",
                violation_error_message="届满日期应当晚于任期开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("method__in", ["elected", "appointed", "engaged", "assigned", "designated", "acting"])
                ),
                name="term_method_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_roleassignment_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("is_acting", False), ("role__in", ["secretary", "principal", "discipline_secretary"])
                ),
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("post"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("post"), models.BigIntegerField()
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="roleassignment_one_holder",
                violation_error_message="同一时间书记、校长、纪委书记只能各有一人，请先登记前任任职终止。",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("post"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("post"), models.BigIntegerField()
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
                name="roleassignment_person_once_per_post",
                violation_error_message="该人员在这个职务上的起止日期有重叠。",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("is_acting", False),
                    ("organization__isnull", False),
                    ("role__in", ["secretary", "deputy_secretary"]),
                ),
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
                            ),
                            django.db.models.functions.comparison.Cast(
                                models.F("organization"), models.BigIntegerField()
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
                name="roleassignment_secretary_or_deputy",
                violation_error_message="同一人不能同时担任同一党组织的书记和副书记。",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isempty", False), ("period__startswith__isnull", False)),
                name="governance_waiver_period_bounded",
                violation_error_message="起止日期不能为空，结束日期应当晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__endswith__isnull", False)),
                name="waiver_ends",
                violation_error_message="豁免应当有结束日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            schools.models.dated.TextKey(
                                models.F("rule"), models.F("subject_kind"), models.F("subject_number")
                            ),
                            schools.models.dated.TextKey(
                                models.F("rule"), models.F("subject_kind"), models.F("subject_number")
                            ),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="waiver_once_at_a_time",
                violation_error_message="这个对象的同一规则已有豁免。",
            ),
        ),
    ]
