"""A school in good order, its clerk, and the official above."""

import pytest

#: What a branch is renamed to by an act that leaves a circle behind; the database sees it at the end.
CIRCLE = "中共循环支部委员会"


@pytest.fixture
def circle(order, monkeypatch):
    """Let who renames an organisation to ``CIRCLE`` put the top of the school below its own branch."""
    from governance.domain import editing
    from governance.models import PartyOrganization

    def save(row, *, checked=editing.save_checked):
        checked(row)
        if getattr(row, "full_name", "") == CIRCLE:
            rows = PartyOrganization.objects.filter(pk=order.root.pk)
            rows.update(superior=order.branches[0], external_superior="")

    monkeypatch.setattr(editing, "save_checked", save)
    return CIRCLE


@pytest.fixture
def order(db):
    """A 总支 over two branches, each on a grade group."""
    from tests import structures

    return structures.general_branch()


@pytest.fixture
def clerk(order):
    """The administrator of the school."""
    from tests import factories

    return factories.grant(factories.user(), order.school).user


@pytest.fixture
def official(order):
    """The official of the county."""
    from tests import factories

    return factories.grant(factories.user(), order.school.jurisdiction).user
