"""Invented names. None is taken from a register; whoever bears one of them is not meant."""

from collections.abc import Iterator
from itertools import product
from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严戴莫孔向汤"
)
_FIRST = (
    "晓文建志国明海永秀玉春雪思雨子佳嘉欣梦俊宏立宇泽浩天家慧美丽婷诗若静月云清瑞景恒承启书培德仁义信敏勤"
)
_SECOND = "华明芳军平伟红英强霞杰燕勇涛萍波琴辉颖超玲鹏娟斌洁磊莉峰倩宁琳晨悦轩怡航彤然妍睿萱铭钰骏昕博瑶哲岚"
_ONE_CHARACTER = 0.12


def _words(text: str) -> list[str]:
    return text.split()


#: Invented towns; the first eight are school districts, the last three have one school with a 总支.
DISTRICT_TOWNS = ("云溪镇", "白塘镇", "竹坞乡", "梅岙乡", "荷畈镇", "兰渡镇", "桐川镇", "樟坪乡")
GENERAL_TOWNS = ("松岭镇", "柳湾镇", "青石镇")

COMMITTEE_SCHOOLS = (
    ("云山高级中学", "34"),
    ("江畔高级中学", "34"),
    ("兰渡中学", "34"),
    ("云溪职业技术学校", "36"),
    ("江畔实验学校", "31"),
    ("明德中学", "31"),
    ("育英实验小学", "21"),
    ("崇文实验小学", "21"),
)
URBAN_SCHOOLS = (
    *(
        (f"{word}小学", "21")
        for word in _words("滨江 育才 横塘 新桥 南苑 北岸 东门 西园 云桥 古樟 和畅 锦溪")
    ),
    *((f"{word}中学", "31") for word in _words("滨江 育才 致远 弘毅 南苑 云桥 锦溪")),
    *((f"{word}幼儿园", "11") for word in _words("机关 滨江 南苑")),
    ("云山特殊教育学校", "51"),
)
PRIVATE_GENERAL = ("启明外国语学校", "博雅实验学校", "新蕾双语学校")
PRIVATE_SCHOOLS = ("文澜学校", "华庭小学", "求真高级中学", "星河小学", "远航学校", "知行中学")
PRIVATE_KINDERGARTENS = tuple(
    f"{word}幼儿园"
    for word in _words("小太阳 金色摇篮 七彩 童心 蓓蕾 大风车 向阳花 乐贝 春芽 彩虹 小叮当 苗苗 星语")
)


def person_name(rng: Random) -> str:
    """Return an invented name of two or three characters."""
    name = rng.choice(_SURNAMES) + rng.choice(_FIRST)
    return name if rng.random() < _ONE_CHARACTER else name + rng.choice(_SECOND)


def village_names() -> Iterator[str]:
    """Yield invented names of villages, each once."""
    for second, first in product("塘岙坞溪桥畈岭洲潭湾宅坦", "上下前后东西大小新老"):
        yield first + second
