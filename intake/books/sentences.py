"""Why a file is not taken, said to the person who sent it, with what to do instead."""

from django.utils.translation import gettext as _

from intake.books import limits
from intake.books.refusing import NotTaken


def sentence(problem: NotTaken) -> str:
    """Return what stands in the way, in the language of the reader."""
    known = _sentences()
    return known.get(problem.reason, known["damaged"]).format(detail=problem.detail)


def _sentences() -> dict[str, str]:
    return {
        "empty": _("这是空文件，请检查后重新选择。"),
        "large": _("文件超过{most}MB，请分成几个文件导入。").format(
            most=limits.LARGEST_FILE // limits.MEGABYTE
        ),
        "ending": _("只接受 .xlsx、.csv，以及用 WPS 另存的 .et（xlsx 格式），请另存后再上传。"),
        "old": _("这是旧版 Excel 或者 WPS 格式，或者设有打开密码。请取消密码，另存为 .xlsx 后再上传。"),
        "macros": _("文件含有宏。请另存为不含宏的 .xlsx 后再上传。"),
        "embedded": _("文件里嵌有别的文件或者控件（{detail}），请删除后再上传。"),
        "not_workbook": _("这不是 Excel 工作簿：扩展名与内容不一致。请用 Excel 或 WPS 另存为 .xlsx。"),
        "paths": _("文件内部结构异常（{detail}），为安全起见没有打开。请把内容复制到新的工作簿后再上传。"),
        "entries": _("文件内部的部件太多，为安全起见没有打开。请复制到新的工作簿后再上传。"),
        "swelling": _("文件解压后过大，为安全起见没有打开。请删除多余的工作表、图片和格式后再上传。"),
        "styles": _("文件里的单元格格式太多，请把内容复制到新的工作簿（只粘贴数值）后再上传。"),
        "entities": _("文件含有外部引用或者实体定义，为安全起见没有打开。请把内容复制到新的工作簿后再上传。"),
        "rows": _("工作表“{detail}”超过{most}行，请删除多余的行或者分成几个文件。").replace(
            "{most}", str(limits.MOST_ROWS)
        ),
        "columns": _("工作表“{detail}”超过{most}列，请删除多余的列。").replace(
            "{most}", str(limits.MOST_COLUMNS)
        ),
        "sheets": _("工作表太多，请只保留要导入的。"),
        "encoding": _("文字编码无法识别。请另存为 UTF-8 编码的 .csv，或者另存为 .xlsx。"),
        "slow": _(
            "读取时间过长，已停止。请稍后点“继续”再试；仍不成功时，请删除多余的内容，复制到新的工作簿后再上传。"
        ),
        "damaged": _("文件已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"),
        "nothing": _("文件里没有可以导入的内容。请在模板里填写后重新上传。"),
    }
