"""The document an act is based on: one that is registered, or a new one that is registered with the act."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit
from api.http.writing.bodies import ActIn, PaperIn
from governance.actions.action import Action
from governance.choices import DocumentKind
from governance.domain.act import Act
from governance.domain.records import record_create
from governance.forms.place import Place
from governance.models import Document, PartyOrganization
from schools.models import School


def document_for(
    user: User, school: School, sent: ActIn, action: Action, today: date, version: int | None = None
) -> tuple[Document | None, bool]:
    """Return the document, and whether it was registered just now at the school itself.

    Raises:
        ValidationError: on ``document`` or ``paper``, if it cannot be found, or the action needs one.

    """
    if sent.document and sent.paper:
        raise ValidationError({"paper": _("已有登记的文件，不能再填写新文件。")})
    if sent.document:
        return registered(user, school, sent.document, today), False
    if sent.paper:
        kind = DocumentKind.DISSOLUTION if action.name == "organization_dissolve" else DocumentKind.APPROVAL
        paper = new_paper(user, school, sent.paper, today, kind, version)
        return paper, paper.school_id is not None
    if action.paper and action.decides:
        raise ValidationError({"document": _("请写明已登记的文件，或者填写新文件的文号。")})
    return None, False


def registered(user: User, school: School, number: str, today: date) -> Document:
    """Return the document with the register number, if the school may refer to it.

    Raises:
        ValidationError: on ``document``.

    """
    found = Place(user, today, school).rows(Document).filter(register_number=number).first()
    if found is None:
        raise ValidationError({"document": _("没有登记号为“{number}”的文件。").format(number=number)})
    return found


def new_paper(
    user: User,
    school: School,
    paper: PaperIn,
    today: date,
    kind: DocumentKind = DocumentKind.APPROVAL,
    version: int | None = None,
) -> Document:
    """Register the document: at the school, or at its jurisdiction by who decides there.

    ``version`` is that of the school as the caller read it, compared under the lock.

    Raises:
        ValidationError: on ``paper``, if the issuer is none that the school may name.

    """
    place = Place(user, today, school)
    issuer: PartyOrganization | None = place.superiors().filter(number=paper.issuer).first()
    if issuer is None:
        raise ValidationError({"paper": _("印发党组织“{number}”不能选用。").format(number=paper.issuer)})
    home = {"school": school} if may_edit(user, school) else {"jurisdiction": school.jurisdiction}
    row = Document(
        kind=kind,
        document_number=paper.number.strip(),
        issued_on=paper.issued_on,
        issuer=issuer,
        **home,
    )
    return record_create(act=Act(actor=user, today=today, version=version), row=row)
