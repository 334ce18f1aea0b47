from tests.steps.story import story

__all__ = ["story"]
