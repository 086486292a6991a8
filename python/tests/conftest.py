import pytest

import adoxide


@pytest.fixture(scope="session")
def seeded():
    with adoxide.Emulator(seed=1, projects=2) as emulator:
        yield emulator


@pytest.fixture
def empty():
    with adoxide.Emulator() as emulator:
        yield emulator


@pytest.fixture
def project(empty):
    return empty.client().org.create_project("Shop")
