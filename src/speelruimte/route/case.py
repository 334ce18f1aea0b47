"""A case at a gate: the initiative or trajectory with its policy and all that is known of it."""

from functools import cached_property

from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import Gate
from speelruimte.policy.ways import gate_applies, ruling_of
from speelruimte.shared.fetched_ahead import all_of, one_of
from speelruimte.trajectories.deciding import ruling_for
from speelruimte.trajectories.queries import began_with
from speelruimte.weighing.queries import weighed_facts


def _first(trajectory):
    """The initiative a trajectory began with. Reads what was fetched ahead; otherwise one query."""
    if "initiatives" in getattr(trajectory, "_prefetched_objects_cache", ()):
        initiatives = sorted(trajectory.initiatives.all(), key=lambda initiative: initiative.pk)
    else:
        initiatives = began_with(trajectory=trajectory.pk)
    return initiatives[0] if initiatives else None


class Case:
    """What gates ask. Made anew for each question; reads once and remembers.

    ``reason`` is what somebody typed at the button, for moves that need one. ``on`` is the day on
    which it is asked, where who asks says so: on no other day does a day lie in the past.
    ``version`` is the text that is asked about, where that is not the newest.
    """

    def __init__(self, *, initiative=None, trajectory=None, reason="", on=None, version=None):
        self.trajectory = trajectory
        if initiative is not None:
            self.initiative = initiative
        if version is not None:
            self.version = version
        self.reason = reason
        self.on = on
        self.policy = parsed_policy((trajectory or initiative).policy)

    @cached_property
    def initiative(self):
        """What it is about at the door, or what the trajectory began with. Not all gates ask it."""
        return _first(self.trajectory) if self.trajectory is not None else None

    @cached_property
    def facts(self) -> dict:
        """Everything that conditions of the policy may ask about this case."""
        known = dict(self.initiative.facts) if self.initiative else {}
        if self.ruling:
            known |= self.ruling.facts
        return known | weighed_facts(self.weighing)

    @cached_property
    def ruling(self):
        """Who decides: what was chosen for the trajectory, else for the initiative."""
        if self.trajectory is not None:
            return ruling_for(self.trajectory)
        if self.initiative is None or not hasattr(self.initiative, "ruling"):
            return None
        return ruling_of(self.policy, self.policy.decision_route(self.initiative.ruling.chosen))

    @cached_property
    def weighing(self):
        return one_of(self.trajectory, "weighing") if self.trajectory else None

    @cached_property
    def version(self):
        """The version being written or offered, else the newest adopted one."""
        versions = sorted(all_of(self.trajectory, "versions"), key=lambda version: -version.number)
        open_ones = [version for version in versions if version.state in version.OPEN]
        adopted = [version for version in versions if version.is_adopted]
        return (open_ones or adopted or [None])[0]

    @cached_property
    def was_waived(self):
        return self.trajectory is not None and one_of(self.trajectory, "waiver") is not None

    def gate_holds(self, switch) -> bool:
        """Whether a switchable gate holds here. Of one that no setting switches on nothing is asked, and
        no fact where none of its settings has a condition.
        """
        gate = Gate(switch)
        settings = self.policy.gate_settings(gate)
        if not gate.on_by_default and not any(setting.holds for setting in settings):
            return False
        hangs_on_facts = any(setting.when is not None for setting in settings)
        return gate_applies(self.policy, gate, self.facts if hangs_on_facts else {})

    def gate_sentence(self, switch) -> str:
        """The policy's own words for what is missing at this gate, or nothing."""
        for setting in reversed(self.policy.gate_settings(Gate(switch))):
            if setting.holds and setting.sentence:
                return str(setting.sentence)
        return ""
