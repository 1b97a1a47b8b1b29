"""What must be right in a received document before anything of it is compared."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exports.linked.matching import ROUND, Matching
from governance.choices import BODY_ROLES, BodyKind, OrgType
from schools.choices import UnitKind

_TYPES = {"unit": frozenset(UnitKind.values), "organization": frozenset(OrgType.values)}


def require_sound(matching: Matching) -> None:
    """Refuse a document that is wrong somewhere, naming every place.

    Raises:
        ValidationError: with a sentence for each.

    """
    problems = [*_schools(matching), *_bodies(matching), *_holders(matching)]
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))


def _schools(matching: Matching) -> Iterator[str]:
    own, bodies = matching.school.code, matching.document.bodies.values()
    others = {one.number or one.name for one in bodies if one.kind == "school"} - {own}
    if others:
        codes = _("、").join(sorted(others))
        yield _("文件里有其他学校（{codes}），请只导入本校的内容。").format(codes=codes)


def _bodies(matching: Matching) -> Iterator[str]:
    for body in matching.bodies("unit", "organization"):
        is_new = matching.row(body) is None
        if not body.name:
            yield _("“{id}”没有名称（skos:prefLabel）。").format(id=body.id)
        if is_new and "-" in body.number and body.number.split("-")[0] != matching.school.code:
            yield _("“{name}”的登记号{number}不是本校的。").format(name=body.name, number=body.number)
        elif is_new and body.type not in _TYPES[body.kind]:
            yield _("“{name}”没有可以识别的类别（org:classification）。").format(name=body.name)
        if matching.height(body) == ROUND:
            yield _("“{name}”的上级绕成了一圈。").format(name=body.name)


def _holders(matching: Matching) -> Iterator[str]:
    document = matching.document
    for held in document.held:
        body = document.bodies.get(held.body)
        if body is None or body.kind == "group" or matching.is_outside(body):
            continue
        if held.role not in BODY_ROLES[BodyKind(body.kind)]:
            yield _("“{name}”没有“{role}”这种职务。").format(name=body.name, role=held.role)
        number = document.people.get(held.person, "")
        if number not in matching.people:
            sentence = _("“{name}”的任职人员{person}不在本校人员中，请先登记。")
            yield sentence.format(name=body.name, person=number or held.person)
