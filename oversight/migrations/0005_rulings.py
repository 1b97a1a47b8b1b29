"""Requests for waivers, and statements on rules that people attest."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0007_attestations"),
        ("oversight", "0004_notices"),
        ("schools", "0002_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后办理")),
                ("rule", models.CharField(max_length=12, verbose_name="规则")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_in", "待确认"),
                            ("returned", "退回补充"),
                            ("confirmed", "已确认"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="handed_in",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("pass", "符合"), ("fail", "不符合"), ("not_applicable", "不适用")],
                        max_length=16,
                        verbose_name="核实结论",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="核实情况")),
                ("document_number", models.CharField(blank=True, max_length=120, verbose_name="依据材料")),
                ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("made_on", models.DateField(verbose_name="填报日期")),
                (
                    "attestation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="statement",
                        to="governance.attestation",
                        verbose_name="人工核实",
                    ),
                ),
                (
                    "evidence",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="oversight.evidence", verbose_name="佐证材料"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
            ],
            options={
                "verbose_name": "核实材料",
                "verbose_name_plural": "核实材料",
                "ordering": ("-made_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="StatementEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("hand_in", "学校自查上报"),
                            ("amend", "补充后重新上报"),
                            ("withdraw", "撤回"),
                            ("confirm", "确认"),
                            ("return", "退回补充"),
                            ("attest", "直接核实"),
                        ],
                        max_length=16,
                        verbose_name="办理",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="oversight.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "核实材料办理记录",
                "verbose_name_plural": "核实材料办理记录",
                "ordering": ("recorded_at", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WaiverRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后办理")),
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
                ("subject_name", models.CharField(max_length=160, verbose_name="对象")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待审批"),
                            ("returned", "退回补充"),
                            ("granted", "已同意"),
                            ("refused", "不予同意"),
                            ("withdrawn", "已撤回"),
                            ("revoked", "提前终止"),
                        ],
                        default="asked",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="申请理由")),
                ("document_number", models.CharField(max_length=60, verbose_name="批准文号")),
                ("issued_on", models.DateField(verbose_name="批准日期")),
                ("issuer", models.CharField(max_length=120, verbose_name="批准单位")),
                ("until", models.DateField(verbose_name="豁免至")),
                ("asked_on", models.DateField(verbose_name="申请日期")),
                (
                    "evidence",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="oversight.evidence", verbose_name="佐证材料"
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="oversight.waiverrequest",
                        verbose_name="续期自",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiver_requests",
                        to="schools.school",
                        verbose_name="学校",
                    ),
                ),
                (
                    "waiver",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="request",
                        to="governance.waiver",
                        verbose_name="豁免",
                    ),
                ),
            ],
            options={
                "verbose_name": "豁免申请",
                "verbose_name_plural": "豁免申请",
                "ordering": ("-asked_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="WaiverEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("ask", "申请"),
                            ("amend", "补充后重新提交"),
                            ("withdraw", "撤回"),
                            ("grant", "同意"),
                            ("refuse", "不予同意"),
                            ("return", "退回补充"),
                            ("renew", "申请续期"),
                            ("revoke", "提前终止"),
                        ],
                        max_length=16,
                        verbose_name="办理",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="oversight.waiverrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "豁免申请办理记录",
                "verbose_name_plural": "豁免申请办理记录",
                "ordering": ("recorded_at", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["state", "made_on"], name="statement_waiting"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["handed_in", "returned", "confirmed", "withdrawn"])),
                name="statement_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("conclusion__in", ["pass", "fail", "not_applicable"])),
                name="statement_conclusion_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("handed_in", "returned"))),
                fields=("school", "rule"),
                name="statement_once",
                violation_error_message="这条规则已有正在办理的自查上报。",
            ),
        ),
        migrations.AddIndex(
            model_name="waiverrequest",
            index=models.Index(fields=["state", "asked_on"], name="waiver_request_waiting"),
        ),
        migrations.AddConstraint(
            model_name="waiverrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "returned", "granted", "refused", "withdrawn", "revoked"])
                ),
                name="waiver_request_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiverrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subject_kind__in", ["school", "organization", "term", "assignment", "group"])
                ),
                name="waiver_request_subject_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiverrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "returned"))),
                fields=("rule", "subject_kind", "subject_number"),
                name="waiver_request_once",
                violation_error_message="这项检查发现已有正在办理的豁免申请。",
            ),
        ),
    ]
