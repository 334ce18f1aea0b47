"""The policy of Kraaiendal: unlike any that is shipped, and walked like any other."""

from pathlib import Path

from speelruimte.policy.actions import load_policy
from tests.steps.agreement import adopted_agreement
from tests.steps.door import started_trajectory
from tests.steps.snapshots import from_snapshot

KRAAIENDAL = Path(__file__).parents[1] / "policy" / "kraaiendal.yaml"


@from_snapshot
def load_kraaiendal(*, at):
    """Load it as a version, in force from the first day of 2026."""
    return load_policy(text=KRAAIENDAL.read_text(), file=KRAAIENDAL.name, by=None, at=at)


def load_newer_kraaiendal(*, at):
    """What holds since: other words, another form of address, another number to call and another
    name for who answers it."""
    newer = KRAAIENDAL.read_text()
    for here, there in (
        ("kraaiendal-2026", "kraaiendal-2026-roep"),
        ("effective_from: 2026-01-01", "effective_from: 2026-02-01"),
        ("form_of_address: je", "form_of_address: u"),
        ("phone: 0500 98 76 54", "phone: 0500 11 22 33"),
        ("role: Nestwacht", "role: Kruinwacht"),
        ("label: kwetter, plural: kwetters", "label: roep, plural: roepen"),
    ):
        assert here in newer, here
        newer = newer.replace(here, there)
    return load_policy(text=newer, file="newer.yaml", by=None, at=at)


def great_nest(cast, areas, *, at):
    """People take part: the mayor said that they may, the mayor and the dike warden adopted."""
    started = started_trajectory(
        kind="resident",
        title="Het grote nest",
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["centrum"]],
        competent="burgemeester",
    )
    return adopted_agreement(started, cast, at=at)
