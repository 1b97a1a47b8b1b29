from django.db import migrations, models

from audit.installing import SQL


class Migration(migrations.Migration):
    """The functions and triggers are put in place after the migrations of all applications."""

    initial = True

    operations = [
        migrations.RunSQL((SQL / "tables.sql").read_text(), "DROP SCHEMA audit CASCADE"),
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="编号")),
                ("batch", models.IntegerField(verbose_name="批次")),
                ("recorded_at", models.DateTimeField(verbose_name="时间")),
                ("transaction", models.BigIntegerField(verbose_name="事务")),
                ("action", models.TextField(verbose_name="行为")),
                (
                    "outcome",
                    models.TextField(
                        choices=[("done", "成功"), ("refused", "拒绝"), ("failed", "失败")],
                        verbose_name="结果",
                    ),
                ),
                ("subject", models.TextField(verbose_name="对象类型")),
                ("subject_id", models.TextField(verbose_name="对象编号")),
                ("school_id", models.BigIntegerField(null=True, verbose_name="学校")),
                ("jurisdiction_id", models.BigIntegerField(null=True, verbose_name="行政区划")),
                (
                    "actor_kind",
                    models.TextField(
                        choices=[
                            ("user", "用户"),
                            ("visitor", "未登录访问者"),
                            ("job", "后台任务"),
                            ("command", "管理命令"),
                            ("database", "数据库登录"),
                        ],
                        verbose_name="操作者类型",
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor", models.TextField(verbose_name="操作者")),
                ("login", models.TextField(verbose_name="数据库登录")),
                ("address", models.TextField(verbose_name="来源地址")),
                ("request", models.TextField(verbose_name="请求编号")),
                ("reason", models.TextField(verbose_name="理由")),
                ("before", models.JSONField(null=True, verbose_name="变更前")),
                ("after", models.JSONField(null=True, verbose_name="变更后")),
                ("detail", models.JSONField(null=True, verbose_name="详情")),
            ],
            options={
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计记录",
                "db_table": '"audit"."log"',
                "ordering": ("-id",),
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("batch", models.IntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.TextField()),
                ("records", models.IntegerField()),
                ("newest", models.TextField()),
                ("prints", models.BinaryField()),
                ("digest", models.TextField()),
                ("previous", models.TextField()),
                ("mac", models.TextField()),
            ],
            options={
                "verbose_name": "审计封存",
                "verbose_name_plural": "审计封存",
                "db_table": '"audit"."seal"',
                "ordering": ("batch",),
                "managed": False,
            },
        ),
    ]
