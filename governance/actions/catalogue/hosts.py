"""Branches and the units they stand on."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, UNIT, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.fitting import stands_on_units
from governance.domain.act import Act
from governance.domain.hosting import host_attach, host_detach
from governance.domain.operation import require
from governance.models import HostUnit, PartyOrganization
from schools.models import Unit

OWN = Argument("organization", Kind.ORGANIZATION, _("党组织"))


def _detach(*, act: Act, organization: PartyOrganization, unit: Unit) -> HostUnit:
    host = HostUnit.objects.filter(organization=organization, unit=unit, period__endswith=None).first()
    require(host, gettext("{name}没有依托{unit}。"), name=organization, unit=unit)
    return host_detach(act=act, host=host)


def _attach_here(*, act: Act, unit: Unit, organization: PartyOrganization) -> list[HostUnit]:
    return host_attach(act=act, organization=organization, units=[unit])


ACTIONS = (
    Action(
        "host_attach",
        _("依托单元…"),
        host_attach,
        (OWN, Argument("units", Kind.UNIT, _("单元"), many=True)),
        on=ORGANIZATION,
        subject="organization",
        key="h",
        fits=stands_on_units,
    ),
    Action(
        "host_detach",
        _("不再依托…"),
        _detach,
        (OWN, Argument("unit", Kind.UNIT, _("单元"))),
        on=ORGANIZATION,
        subject="organization",
        fits=stands_on_units,
    ),
    Action(
        "host_attach_here",
        _("让支部依托这里…"),
        _attach_here,
        (
            Argument("unit", Kind.UNIT, _("单元")),
            Argument("organization", Kind.ORGANIZATION, _("党支部（党小组）")),
        ),
        on=UNIT,
        subject="unit",
        key="h",
    ),
)
