"""The steps of the story, for the trajectory and the cast of a test: ``story.offered()``."""

import pytest

from tests.steps import agreement


@pytest.fixture
def story(trajectory, cast, now):
    class Story:
        def __getattr__(self, name):
            step = getattr(agreement, name)
            return lambda **more: step(trajectory, cast, **({"at": now} | more))

    return Story()
