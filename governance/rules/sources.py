"""The documents the rules cite, named once."""

from governance.choices import Basis
from governance.rules.declaration import Source

BRANCH_REGULATION = "中国共产党支部工作条例（试行）"
ELECTION_REGULATION = "中国共产党基层组织选举工作条例"
PARTY_CONSTITUTION = "中国共产党章程"
LEADERSHIP_OPINION = "关于建立中小学校党组织领导的校长负责制的意见（试行）"
PARTY_BUILDING_OPINION = "关于加强中小学校党的建设工作的意见"
TERM_OPINION = "关于党的基层组织任期的意见"
ARTICLE = "关于落实中小学校党组织领导的校长负责制的文章"
REGISTER = "本系统登记规范"
COUNTY_STANDARD = "县级中小学校党组织设置规范"
HANDBOOK = "基层党务工作手册"
IMPLEMENTING_RULES = "地方实施细则"
COLLECTION_NOTE = "党员管理信息采集说明"


def article(document: str, number: str) -> Source:
    """Return a source whose article number was read in the text."""
    return Source(document, number, Basis.CENTRAL)


def text(document: str) -> Source:
    """Return a source whose text was read without its article number."""
    return Source(document, "", Basis.CENTRAL)


def local(document: str) -> Source:
    """Return a local or secondary source."""
    return Source(document, "", Basis.LOCAL)


def recalled(document: str) -> Source:
    """Return a source that a person still has to check."""
    return Source(document, "", Basis.RECALLED)


FROM_ARTICLE = Source(ARTICLE, "", Basis.ARTICLE)
BY_DEFAULT = Source(REGISTER, "", Basis.DEFAULT)
