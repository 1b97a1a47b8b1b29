from django.db import migrations


class Migration(migrations.Migration):
    """Only what was done is kept: its status was always 200."""

    dependencies = [("api", "0002_what_happens")]
    operations = [migrations.RemoveField("keptanswer", "status")]
