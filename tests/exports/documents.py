"""Documents in the words of ORG as tests change them, and what becomes of them."""

import json

import pytest
from django.core.exceptions import ValidationError

from exports.linked.planning import plan_from_document
from governance.models import Plan
from tests import factories

ON = factories.ON
NEW = "urn:example:"


def node(document, number):
    return next(one for one in document["@graph"] if one.get("identifier") == number)


def drafted(at_school, document):
    raw = json.dumps(document, ensure_ascii=False).encode()
    return plan_from_document(user=at_school.user, school=at_school.scope, raw=raw, today=ON)


def steps(plan):
    return [(step.operation, step.arguments) for step in plan.steps.order_by("position")]


def problems(at_school, document):
    with pytest.raises(ValidationError) as refused:
        drafted(at_school, document)
    assert not Plan.objects.exists()
    return refused.value.messages


def add(document, **one):
    document["@graph"].append(one)
