"""The demo schools, made once for all that look at them."""

import pytest

from ssdesk.server.demo import School, generate
from tests.unit.demo_schools import NOW


@pytest.fixture(scope="session")
def schools() -> list[School]:
    return generate(NOW)


@pytest.fixture(scope="session")
def small() -> list[School]:
    return generate(NOW, pupils=120)


@pytest.fixture(params=["dewilg", "atheneum-zuid"])
def school(request: pytest.FixtureRequest, schools: list[School]) -> School:
    return next(school for school in schools if school.slug == request.param)
