"""The doors of notices."""

from tests import factories
from tests.doors import LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, Door
from tests.oversight.notices.making import drafted, finding, issued

#: What those above the school draw up; who only looks on is told so.
_DRAWN_UP = OF_THE_SCHOOL | {"viewer": 403, "administrator": 403}
#: A draft does not exist for those it is about.
_DRAFT = OF_THE_SCHOOL | {"viewer": 404, "administrator": 404}
_ALL = {"all": "1"}
DOORS = {
    "oversight:jurisdiction_notices": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_notices_draw": Door(OF_THE_COUNTY | LOOKS_ON, ("county",), "post", _ALL),
    "oversight:school_notices": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:school_notices_draw": Door(_DRAWN_UP, ("school",), "post", _ALL),
    "oversight:notice_new": Door(_DRAWN_UP, ("school",)),
    "oversight:notice": Door(OF_THE_SCHOOL, ("notice",)),
    "oversight:notice_docx": Door(OF_THE_SCHOOL, ("notice",)),
    "oversight:notice_pdf": Door(OF_THE_SCHOOL, ("notice",)),
    "oversight:notice_edit": Door(_DRAFT, ("notice_draft",)),
    "oversight:notice_act": Door(
        OF_THE_SCHOOL | dict.fromkeys(("viewer", "administrator", "official", "superuser"), 302),
        ("notice", "notice_act"),
        "post",
        {"text": "意见"},
    ),
}
WRITING = frozenset(
    f"oversight:{name}"
    for name in (
        "jurisdiction_notices_draw",
        "school_notices_draw",
        "notice_new",
        "notice_edit",
        "notice_act",
        "notice_docx",
        "notice_pdf",
    )
)


def arguments(school, county):
    """A notice to the school, a draft, and what everybody who sees the notice may do."""
    official = factories.grant(factories.user(), county).user
    made = issued(school, official, [finding(school, 8)]), drafted(school, official, [finding(school, 9)])
    return {"notice": made[0].pk, "notice_draft": made[1].pk, "notice_act": "comment"}
