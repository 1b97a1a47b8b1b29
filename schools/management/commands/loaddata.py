"""Django's ``loaddata``, made safe for trees, saying where a broken fixture is broken."""

import json
from pathlib import Path

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers import register_serializer
from django.utils.translation import gettext as _

from schools.domain import fixture_reader
from schools.domain.fixture_records import reason, record_key
from schools.domain.statistics import refresh_statistics
from schools.domain.trees import rebuild, tree_models


class Command(loaddata.Command):
    """Load fixtures in one transaction and number the trees at its end."""

    def handle(self, *fixture_labels, **options):
        """Load the files and let the database count what it has now."""
        super().handle(*fixture_labels, **options)
        refresh_statistics(options["database"])

    def loaddata(self, fixture_labels):
        """Load the files, then set right the trees they touched; runs inside Django's transaction."""
        register_serializer("json", fixture_reader.__name__)
        try:
            super().loaddata(fixture_labels)
        except CommandError:
            raise
        except Exception as error:
            message = _("没有载入任何数据。%(problem)s") % {"problem": reason(error)}
            raise CommandError(message) from error
        finally:
            register_serializer("json", "django.core.serializers.json")
        for model in tree_models():
            if model in self.models:
                rebuild(model, using=self.using)

    def load_label(self, fixture_label):
        """Load one file; on failure name the file, the record and what is wrong with it."""
        self._begun, self._saving = 0, False
        try:
            super().load_label(fixture_label)
        except CommandError:
            raise
        except Exception as error:
            raise CommandError(self._where(fixture_label, error)) from error

    def save_obj(self, obj):
        """Save one record and remember how far we came."""
        self._begun, self._saving = self._begun + 1, True
        saved = super().save_obj(obj)
        self._saving = False
        return saved

    def _where(self, label, error):
        """Return a sentence with file, record and reason; nothing of the file has been loaded."""
        file = self.find_fixtures(label)[0][0]
        # While saving, the broken record is the last begun; while reading, the one after it.
        record = _record(file, self._begun - 1 if self._saving else self._begun)
        parts = {"file": Path(file).name, "problem": reason(error)}
        if record is None:
            return _("没有载入任何数据。文件%(file)s：%(problem)s") % parts
        parts |= {
            "nth": self._begun + (not self._saving),
            "model": record["model"],
            "key": record_key(record),
        }
        return _("没有载入任何数据。文件%(file)s第%(nth)d条记录（%(model)s，%(key)s）：%(problem)s") % parts


def _record(file, index):
    try:
        record = json.loads(Path(file).read_text(encoding="utf-8"))[index]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return record if isinstance(record, dict) and "model" in record else None
