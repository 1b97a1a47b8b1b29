"""A field for several files at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from oversight.evidence.kinds import KINDS, LARGEST, MEGABYTE, MOST
from oversight.evidence.receiving import readable_name, require_acceptable
from privacy.marks import BANNER, UNREADABLE

_kinds_named = lazy(lambda: _say("、").join(KINDS), str)


class FilesInput(forms.ClearableFileInput):
    """Lets people choose more than one."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; every one that is not taken is named, not only the first."""

    widget = FilesInput

    def __init__(self, **kwargs: Any):
        endings = [f".{ending}" for ending in KINDS]
        kwargs.setdefault("label", _("佐证材料"))
        kwargs.setdefault(
            "help_text",
            format_lazy(
                _("{kinds}，每个不超过{size}MB，一次最多{most}个。不得上传党员档案。{banner}{unreadable}"),
                kinds=_kinds_named(),
                size=LARGEST // MEGABYTE,
                most=MOST,
                banner=BANNER,
                unreadable=UNREADABLE,
            ),
        )
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ",".join(endings)}))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files.

        Raises:
            ValidationError: naming every file that is not taken.

        """
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST:
            raise ValidationError(_("一次最多上传%(most)d个文件。"), params={"most": MOST})
        problems = []
        for upload in files:
            try:
                require_acceptable(upload, readable_name(upload.name or ""))
            except ValidationError as problem:
                problems += problem.messages
        if problems:
            raise ValidationError(problems)
        return files
