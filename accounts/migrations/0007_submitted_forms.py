import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_grant_events")]

    operations = [
        migrations.CreateModel(
            name="SubmittedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="指纹")),
                ("address", models.CharField(blank=True, max_length=2000, verbose_name="去向")),
                ("told", models.JSONField(null=True, verbose_name="答复")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="提交时间")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "已提交的表单",
                "verbose_name_plural": "已提交的表单",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["user", "digest"],
                        name="submitted_form_once",
                        violation_error_message="这份表单已经提交过。",
                    )
                ],
            },
        ),
    ]
