from tests.steps.at_result import activity, lead, trajectory

__all__ = ["activity", "lead", "trajectory"]
