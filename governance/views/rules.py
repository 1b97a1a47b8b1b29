"""The catalogue of rules, and one rule."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.presentation.rule_page import RulePage, catalogue
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule
from governance.views.asking import asked_day


def known_rule(code: str) -> Rule:
    """Return the rule with the code.

    Raises:
        Http404: if there is none.

    """
    if code not in all_rules():
        raise Http404
    return all_rules()[code]


@require_safe
@login_required
def rules(request):
    """List the rules by chapter."""
    return render(request, "governance/rules.html", {"chapters": catalogue(request.user, asked_day(request))})


@require_safe
@login_required
def rule(request, code):
    """Explain a rule and list who fails it."""
    page = RulePage(known_rule(code), request.user, asked_day(request), number=request.GET.get("page"))
    return render(request, "governance/rule.html", {"page": page, "rule": page.rule})


@require_safe
@login_required
def jurisdiction_rule(request, code, rule_code):
    """List who fails a rule in one jurisdiction, with the numbers in force there."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    number = request.GET.get("page")
    page = RulePage(known_rule(rule_code), request.user, asked_day(request), place=place, number=number)
    return render(request, "governance/rule.html", {"page": page, "rule": page.rule})
