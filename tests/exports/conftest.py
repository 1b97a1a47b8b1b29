"""What tests of exports share: a county, and the places of those who take its data away."""

import pytest


@pytest.fixture
def county(db):
    """A county with two schools, and one outside of it."""
    from tests.exports.scene import made

    return made()


@pytest.fixture
def at_county(county):
    """The county before its official."""
    from exports.places import Place

    return Place(county.place, county.official)


@pytest.fixture
def at_school(county):
    """The larger school before its administrator."""
    from exports.places import Place
    from tests import factories

    return Place(county.large.school, factories.grant(factories.user(), county.large.school).user)


@pytest.fixture
def document(at_school):
    """The school as it is exported in the words of ORG, to be changed."""
    import json

    from exports.bodies import parts
    from exports.linked.org import org_text
    from tests import factories

    return json.loads("".join(org_text(parts(at_school, factories.ON))))
