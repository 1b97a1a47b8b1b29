"""Who may do what with people's data; the sentences say why not."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Denied, Verdict, may_edit, may_export
from privacy.models import DataExport
from schools.models import Person, School


def needs_approval(people: int) -> bool:
    """Tell whether a file about so many people waits for a second person."""
    return people > settings.EXPORT_LIMIT


def may_decide(user: User, export: DataExport) -> Verdict:
    """Tell whether the user may approve the export: a second person who might take it away himself."""
    if user.pk == export.user_id:
        return Denied(_("导出须由另一人批准，不能批准自己的申请。"))
    return may_export(user, export.place)


def may_serve(user: User, person: Person) -> Verdict:
    """Tell whether the user answers the person's own requests: who keeps the file, or decides above him."""
    verdict = may_export(user, person.school)
    if verdict:
        return verdict
    return Denied(_("本人查阅、复制个人信息的申请，由学校管理员或者主管部门工作人员办理。"))


def sees_values(user: User, school: School) -> Verdict:
    """Tell whether forms show the user values that are masked elsewhere: who keeps the file has to."""
    return may_edit(user, school)
