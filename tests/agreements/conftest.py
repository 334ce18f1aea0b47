import pytest

from tests.steps import agreement as steps


@pytest.fixture
def story(trajectory, cast, now):
    """The steps of the story, for this trajectory and cast: ``story.offered()``."""

    class Story:
        def __getattr__(self, name):
            step = getattr(steps, name)
            return lambda **more: step(trajectory, cast, **({"at": now} | more))

    return Story()
