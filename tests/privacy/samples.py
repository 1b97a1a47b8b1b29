"""Papers with marks of classification, and harmless ones with the same words; all invented."""

from io import BytesIO
from itertools import cycle

from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

from governance.chart.fonts import required_font

MARKS = (
    "绝密★",
    "机密★",
    "秘密★",
    "绝密★30年",
    "机密★20年",
    "秘密★10年",
    "秘密★1年",
    "机密★6个月",
    "机密 ★ 长期",
    "秘 密",
    "机　密",
    "绝  密",
    "【机密】",
    "（秘密）",
    "[绝密]",
    "机密件",
    "秘密级",
    "机密·10年",
    "秘密 5年",
    "绝密—长期",
    "密级：机密",
    "密级:秘密",
    "秘密等级：绝密",
    "保密级别：机密",
    "★秘密",
    "机密☆",
    "秘密⭐3年",
    "本文件属于机密级",
    "该材料为秘密件",
    "工作秘密",
    "工作秘密★",
    "秘\u200b密★5年",
    "机密（启用前）",
    "秘密：三年",
)
HARMLESS = (
    "学校保密工作领导小组",
    "党员大会采用无记名投票（秘密投票）方式",
    "严格保守党的秘密，遵守党的纪律",
    "不得泄露国家秘密和工作秘密",
    "涉及商业秘密的，依照规定办理",
    "保守国家秘密法宣传月活动方案",
    "机密性、完整性和可用性",
    "选举采取秘密投票方式进行",
    "保密承诺书",
    "定密责任人培训通知",
    "密级标志的识别（培训提纲）",
    "党内选举应当秘密写票",
    "秘书处设在办公室",
    "本系统为非涉密系统，严禁存储、处理、传输国家秘密和工作秘密",
    "高考试题启用前属于国家秘密，学校不得接触",
    "语文组教研：密度与比重",
    "严禁在微信中传递机密文件的案例通报",
    "★优秀党支部★",
    "五星★★★★★",
    "绝密飞行（社团活动片名）观后感",
    "信息保密等级保护自查",
    "不涉密、不敏感",
    "保守秘密是党员的义务",
    "机要员职责",
    "开展保密教育10年回顾",
    "秘密投票10人赞成",
    "该同志严守工作秘密，未发生失泄密事件",
    "设秘密写票处2个",
    "机密文件柜钥匙由办公室保管",
    "学校与家长的小秘密（班会）",
)
#: Lines around it, so that no sample is the mark alone.
_BODY = ("关于开展党支部换届工作的通知", "各党支部：", "请按规定做好换届准备工作。", "演示学校党总支")
NAMES_MARKED = (
    "机密★换届方案.docx",
    "【秘密】名单.xlsx",
    "绝密-方案.pdf",
    "换届材料（机密）.docx",
    "秘密 5年 通知.txt",
    "通知_机密.pdf",
    "秘密.docx",
    "机密件.txt",
    "密级：秘密 方案.docx",
    "机密20年.xlsx",
    "绝密.doc",
    "工作秘密_清单.xlsx",
)
NAMES_HARMLESS = (
    "保密工作领导小组名单.docx",
    "秘密投票办法.pdf",
    "非涉密承诺书.txt",
    "秘书名单.xlsx",
    "保密教育.docx",
    "机密性测评.pdf",
    "国家秘密知识讲座.docx",
    "商业秘密保护.txt",
    "密级标志培训.pdf",
    "严守秘密征文.docx",
)


def docx(line: str, place: str = "body") -> bytes:
    document = Document()
    part = {"body": document, "header": document.sections[0].header, "footer": document.sections[0].footer}
    if place == "table":
        document.add_table(1, 2).cell(0, 0).text = line
    else:
        part[place].add_paragraph(line)
    for text in _BODY:
        document.add_paragraph(text)
    return saved(document)


def torn(line: str) -> bytes:
    """A Word file whose mark is written in several runs, each with its own look."""
    document = Document()
    paragraph = document.add_paragraph()
    for sign in line:
        paragraph.add_run(sign).bold = True
    for text in _BODY:
        document.add_paragraph(text)
    return saved(document)


def xlsx(line: str, place: str = "cell") -> bytes:
    book = Workbook()
    sheet = book.active
    for text in _BODY:
        sheet.append([text, 1])
    if place == "cell":
        sheet["A9"] = line
    elif place == "header":
        sheet.oddHeader.left.text = line
    else:
        book.create_sheet(line.translate(str.maketrans(dict.fromkeys("[]:*?/\\"))))
    return saved(book)


def pdf(line: str) -> bytes:
    sheet = FPDF()
    sheet.add_font("f", fname=required_font())
    sheet.set_font("f", size=12)
    sheet.add_page()
    for text in (line, *_BODY):
        sheet.cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output())


def txt(line: str, coding: str = "utf-8") -> bytes:
    return "\n".join((line, *_BODY)).encode(coding, "ignore")


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


MAKING = (
    ("docx", docx),
    ("docx", lambda line: docx(line, "header")),
    ("xlsx", xlsx),
    ("pdf", pdf),
    ("txt", txt),
    ("docx", torn),
    ("docx", lambda line: docx(line, "table")),
    ("xlsx", lambda line: xlsx(line, "header")),
    ("txt", lambda line: txt(line, "gb18030")),
    ("docx", lambda line: docx(line, "footer")),
    ("xlsx", lambda line: xlsx(line, "sheet")),
    ("txt", lambda line: txt(line, "utf-16")),
)


def corpus(lines, per_line: int = 3):
    """Yield name and content of ``per_line`` files for each line, each kind of file in turn."""
    kinds = cycle(MAKING)
    for nth, line in enumerate(lines):
        for _nth in range(per_line):
            ending, make = next(kinds)
            yield f"材料{nth}.{ending}", make(line), line
