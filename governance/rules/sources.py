"""The documents the rules cite, named once."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import Basis
from governance.rules.declaration import Source

BRANCH_REGULATION = _("中国共产党支部工作条例（试行）")
ELECTION_REGULATION = _("中国共产党基层组织选举工作条例")
PARTY_CONSTITUTION = _("中国共产党章程")
LEADERSHIP_OPINION = _("关于建立中小学校党组织领导的校长负责制的意见（试行）")
PARTY_BUILDING_OPINION = _("关于加强中小学校党的建设工作的意见")
TERM_OPINION = _("关于党的基层组织任期的意见")
ARTICLE = _("关于落实中小学校党组织领导的校长负责制的文章")
REGISTER = _("本系统登记规范")
COUNTY_STANDARD = _("县级中小学校党组织设置规范")
HANDBOOK = _("基层党务工作手册")
IMPLEMENTING_RULES = _("地方实施细则")
COLLECTION_NOTE = _("党员管理信息采集说明")


def article(document: Any, number: Any) -> Source:
    """Return a source whose article number was read in the text."""
    return Source(document, number, Basis.CENTRAL)


def text(document: Any) -> Source:
    """Return a source whose text was read without its article number."""
    return Source(document, "", Basis.CENTRAL)


def local(document: Any) -> Source:
    """Return a local or secondary source."""
    return Source(document, "", Basis.LOCAL)


def recalled(document: Any) -> Source:
    """Return a source that a person still has to check."""
    return Source(document, "", Basis.RECALLED)


FROM_ARTICLE = Source(ARTICLE, "", Basis.ARTICLE)
BY_DEFAULT = Source(REGISTER, "", Basis.DEFAULT)
