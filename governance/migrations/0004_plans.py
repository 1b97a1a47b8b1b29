"""Plans, and what a change set says about several operations, corrections and undoing."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0003_findings_by_subject"),
        ("schools", "0001_jurisdictions_schools_units_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        max_length=80,
                        validators=[django.core.validators.MinLengthValidator(2)],
                        verbose_name="名称",
                    ),
                ),
                ("purpose", models.TextField(blank=True, max_length=2000, verbose_name="事由")),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("submitted", "待批"),
                            ("returned", "退回修改"),
                            ("approved", "已批准"),
                            ("refused", "不予批准"),
                            ("published", "已实施"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("is_shared", models.BooleanField(default=False, verbose_name="公开讨论")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="起草时间")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后修改")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("outcome", models.JSONField(blank=True, null=True, verbose_name="预演结果")),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("problem", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "方案",
                "verbose_name_plural": "方案",
                "ordering": ("-changed_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PlanEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("edit", "修改"),
                            ("share", "公开讨论"),
                            ("comment", "留言"),
                            ("submit", "提交"),
                            ("withdraw", "撤回"),
                            ("approve", "批准"),
                            ("return", "退回"),
                            ("refuse", "不予批准"),
                            ("void", "批准失效"),
                            ("publish", "实施"),
                            ("fail", "实施失败"),
                            ("discard", "作废"),
                        ],
                        max_length=12,
                        verbose_name="办理",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "方案记录",
                "verbose_name_plural": "方案记录",
                "ordering": ("plan", "recorded_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.PositiveIntegerField(editable=False)),
                ("position", models.PositiveIntegerField(verbose_name="次序")),
                ("operation", models.CharField(max_length=40, verbose_name="操作")),
                ("arguments", models.JSONField(default=dict, verbose_name="内容")),
            ],
            options={
                "verbose_name": "方案步骤",
                "verbose_name_plural": "方案步骤",
                "ordering": ("plan", "position", "key"),
            },
        ),
        migrations.AddField(
            model_name="changeset",
            name="decides",
            field=models.BooleanField(default=False, editable=False, verbose_name="由主管部门办理"),
        ),
        migrations.AddField(
            model_name="changeset",
            name="is_correction",
            field=models.BooleanField(default=False, editable=False, verbose_name="更正"),
        ),
        migrations.AddField(
            model_name="changeset",
            name="parts",
            field=models.JSONField(blank=True, default=list, verbose_name="步骤"),
        ),
        migrations.AddField(
            model_name="changeset",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="governance.changeset",
                verbose_name="所撤销的变更",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="approval",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.document",
                verbose_name="批复",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to=settings.AUTH_USER_MODEL,
                verbose_name="起草人",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="change_set",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plan",
                to="governance.changeset",
                verbose_name="变更记录",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="schools.school",
                verbose_name="学校",
            ),
        ),
        migrations.AddField(
            model_name="planentry",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="办理人",
            ),
        ),
        migrations.AddField(
            model_name="planentry",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="governance.plan",
                verbose_name="方案",
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="governance.plan",
                verbose_name="方案",
            ),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["school", "state"], name="plan_school_state"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("change_set__isnull", False),
                    models.Q(("state", "published"), _negated=True),
                    _connector="OR",
                ),
                name="plan_published_with_change_set",
                violation_error_message="已实施的方案应当有变更记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approval__isnull", False),
                    models.Q(("state__in", ["approved", "published"]), _negated=True),
                    _connector="OR",
                ),
                name="plan_approved_on_document",
                violation_error_message="已批准的方案应当有批复。",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="plan_step_key", violation_error_message="方案步骤的编号重复。"
            ),
        ),
    ]
