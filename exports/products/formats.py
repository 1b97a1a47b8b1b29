"""Open formats and fixtures."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from exports.bodies import Part, parts, people_of
from exports.drawn import graphml_text, mermaid_text
from exports.fixture_pack import fixture_pack, fixture_people
from exports.linked.org import org_text
from exports.linked.popolo import popolo_text
from exports.oneroster import oneroster_people, oneroster_write
from exports.places import Place
from exports.products.product import GRAPHML, JSONLD, MERMAID, ZIP, Made, Product, Want

#: How many rows of a table a school is worth, when it is asked who may wait.
_WORTH = 500


class Tally:
    """Parts on their way to a file, with what they count to: bodies, and people named."""

    def __init__(self, place: Place, want: Want):
        self._place, self._want = place, want
        self._people: set[str] = set()
        self.bodies = 0

    def read(self) -> Iterator[Part]:
        """Begin to read, and to count."""
        self.bodies = 0
        for part in parts(self._place, self._want.on):
            self.bodies += len(part.bodies)
            self._people.update(holding.person for holding in part.holdings)
            yield part

    @property
    def made(self) -> Made:
        """What was read."""
        return Made(self.bodies, len(self._people))


def _text(write: Callable[[Tally], Iterable[str]]) -> Callable[[Path, Place, Want], Made]:
    def make(path: Path, place: Place, want: Want) -> Made:
        tally = Tally(place, want)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(write(tally))
        return tally.made

    return make


def _oneroster(path: Path, place: Place, want: Want) -> Made:
    return Made(oneroster_write(path, place, want.on), oneroster_people(place, want.on))


def _fixture(*, pseudonymised: bool) -> Callable[[Path, Place, Want], Made]:
    def make(path: Path, place: Place, want: Want) -> Made:
        manifest = fixture_pack(path, place, pseudonymised=pseudonymised)
        return Made(sum(manifest["records"].values()), manifest["people"])

    return make


def _size(place: Place, want: Want) -> int:
    return place.schools.count() * _WORTH


def _holders(place: Place, want: Want) -> int:
    return people_of(place, want.on)


FORMATS = (
    Product(
        "org",
        _("W3C ORG 组织数据"),
        _("机构、职务和任职人员，用万维网联盟组织本体的词汇，供数据平台读取。"),
        (JSONLD,),
        _text(lambda tally: org_text(tally.read())),
        _size,
        _holders,
    ),
    Product(
        "popolo",
        _("Popolo 组织数据"),
        _("机构、职务和任职人员，用 Popolo 规范的键名。"),
        (JSONLD,),
        _text(lambda tally: popolo_text(tally.read)),
        _size,
        _holders,
    ),
    Product(
        "oneroster",
        _("OneRoster 1.2 名册"),
        _("学校、内设单元和教职工，供教学平台导入；不含党组织、党员和党内职务。"),
        (ZIP,),
        _oneroster,
        _size,
        lambda place, want: oneroster_people(place, want.on),
    ),
    Product(
        "graphml",
        _("GraphML 结构图"),
        _("机构和隶属、依托关系，供图分析和绘图软件打开。"),
        (GRAPHML,),
        _text(lambda tally: graphml_text(tally.read())),
        _size,
        _holders,
    ),
    Product(
        "mermaid",
        _("Mermaid 结构图"),
        _("机构和隶属、依托关系，供文档和网页绘图。"),
        (MERMAID,),
        _text(lambda tally: mermaid_text(tally.read())),
        _size,
        _holders,
    ),
    Product(
        "fixture",
        _("完整数据（可以重新载入）"),
        _("全部登记资料和检查发现，附清单：记录数、版本、SHA-256。"),
        (ZIP,),
        _fixture(pseudonymised=False),
        _size,
        lambda place, _want: fixture_people(place),
        group="fixtures",
    ),
    Product(
        "fixture_pseudonyms",
        _("完整数据（姓名换成化名）"),
        _("与完整数据相同，姓名、工号等换成化名；人数、结构和检查发现不变。"),
        (ZIP,),
        _fixture(pseudonymised=True),
        _size,
        lambda place, _want: fixture_people(place),
        group="fixtures",
    ),
)
