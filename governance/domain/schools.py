"""A school enters the register."""

from typing import Any

from django.utils.translation import gettext_noop

from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.operation import operation
from governance.domain.rights import require_visible
from schools.domain.sorting import pinyin_key
from schools.models import Jurisdiction, School
from schools.row_security.scope import look_again

NAME_KEY_LENGTH = 240


def school_register(*, act: Act, jurisdiction: Jurisdiction, code: str, name: str, **fields: Any) -> School:
    """Enter a school that the jurisdiction answers for; it is judged at once.

    Raises:
        Denied: if the actor does not act for the jurisdiction.
        ValidationError: if the code is taken or no code.

    """
    require_visible(act.actor, jurisdiction, fields.get("managed_by"), fields.get("lead_school"))
    with operation(
        act, "school_register", school=None, jurisdiction=jurisdiction, organising=False
    ) as change:
        school = School(
            jurisdiction=jurisdiction,
            code=code.strip(),
            name=name.strip(),
            sort_key=pinyin_key(name.strip(), length=NAME_KEY_LENGTH),
            **fields,
        )
        save_checked(school)
        look_again()  # its rows are written next
        change.created(school)
        change.new_schools.add(school.pk)
        change.sum_up(gettext_noop("登记学校{school}"), school=school)
    return school
