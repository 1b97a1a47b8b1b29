"""Refuse what carries a mark, in a sentence that names it."""

from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from privacy.marks.files import mark_in_file
from privacy.marks.text import mark_in

BANNER = _("本系统为非涉密系统，严禁存储、处理、传输国家秘密和工作秘密。")
#: Stands beside every field that takes files.
UNREADABLE = _("图片和扫描件中的密级标志系统无法识别，请上传前自行检查。")


def refuse_file(name: str, file: IO[bytes]) -> None:
    """Let a file without a mark pass.

    Raises:
        ValidationError: naming the file and the mark.

    """
    if mark := mark_in_file(name, file):
        text = _say("“{name}”带有密级标志“{mark}”。本系统为非涉密系统，不得上传涉密文件。")
        raise ValidationError(text.format(name=name, mark=mark))


def unclassified(text: str) -> None:
    """Let a text without a mark pass; for the validators of form fields.

    Raises:
        ValidationError: naming the mark.

    """
    if mark := mark_in(text):
        said = _say("内容带有密级标志“{mark}”。本系统为非涉密系统，不得录入涉密内容。")
        raise ValidationError(said.format(mark=mark))
