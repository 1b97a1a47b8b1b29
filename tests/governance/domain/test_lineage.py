"""Where organisations come from and what became of them, both ways."""

import pytest

from governance.choices import OrgState, OrgType
from governance.domain.lineage import forerunners_of, heirs_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_split_and_merger_are_read_from_both_ends():
    school = factories.school()
    root = factories.organization(OrgType.GENERAL_BRANCH, school=school)
    old, merged = (factories.organization(parent=root, state=OrgState.DISSOLVED) for _number in range(2))
    parts = [factories.organization(parent=root, predecessor=old) for _number in range(2)]
    factories.merger(merged, parts[0])

    assert list(heirs_of(old)) == parts
    assert list(heirs_of(merged)) == parts[:1]
    assert set(forerunners_of(parts[0])) == {old, merged}
    assert list(forerunners_of(parts[1])) == [old]
    assert (list(forerunners_of(root)), list(heirs_of(root))) == ([], [])
