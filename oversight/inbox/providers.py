"""What can wait for somebody: one line for each topic."""

from django.utils.translation import gettext_lazy as _

from oversight.inbox import extensions, new_findings, organizations, plans
from oversight.inbox.provider import Provider

PROVIDERS: tuple[Provider, ...] = (
    Provider("plan", _("方案"), plans.waiting_for, plans.rows),
    Provider("organization", _("设立申请"), organizations.waiting_for, organizations.rows),
    Provider("extension", _("延期申请"), extensions.waiting_for, extensions.rows),
    Provider("new_findings", _("新发现的问题"), new_findings.waiting_for, new_findings.rows),
)
