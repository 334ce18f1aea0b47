"""Rows as other parts would leave them, for tests that only need something to stand on.

Stories walk the route with the actions themselves; these are for the tests of one part.
"""

import secrets
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest

from speelruimte.activities.models import Activity, Contribution
from speelruimte.agreements.models import Frame, GroupSay, Moment, Phase, PlannedMethod, Version
from speelruimte.agreements.texts import canonical_version
from speelruimte.initiatives.models import Initiative
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.toolbox.methods import method
from speelruimte.trajectories.models import Passage, Step, Tally, Trajectory
from speelruimte.weighing.models import Waiver
from tests.steps.snapshots import from_snapshot

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)


def an_initiative(policy, *, case_number="2027-0001", title="Een pad langs de Vaart", **more):
    """An initiative of the municipality itself."""
    fields = {
        "kind": "municipality",
        "text": "Wij willen het pad verbreden.",
        "received_at": NOW,
        "created_at": NOW,
        "receipt_hash": secrets.token_hex(32),
        "salt": secrets.token_hex(16),
    }
    return Initiative.objects.create(
        case_number=case_number, policy=policy, title=title, **fields | more
    )


@from_snapshot
def a_trajectory(policy, *, route, step=Step.RESULT, case_number="2027-0001", **more):
    """A trajectory that stands in a step, with its tally."""
    initiative = an_initiative(policy, case_number=case_number)
    fields = {
        "slug": f"pad-{case_number}",
        "title": "Een pad langs de Vaart",
        "summary": "Het pad langs de Vaart wordt breder. Hoe, dat bepalen we samen.",
        "started_on": date(2026, 9, 1),
    }
    trajectory = Trajectory.objects.create(
        case_number=case_number, policy=policy, step=step, decision_route=route, **fields | more
    )
    trajectory.initiatives.add(initiative)
    Tally.objects.create(trajectory=trajectory)
    Passage.objects.create(trajectory=trajectory, step=step, entered_at=NOW)
    return trajectory


def _a_second_phase(version, level):
    phase = Phase.objects.create(
        version=version,
        key="kiezen",
        name="Samen kiezen",
        question="Wat kiest u?",
        starts_on=date(2027, 3, 20),
        ends_on=date(2027, 4, 20),
    )
    GroupSay.objects.create(phase=phase, group="Bewoners", level=level, say=2)
    PlannedMethod.objects.create(
        phase=phase,
        key="avond",
        method="evening",
        meaning=method("evening").as_data(),
        title="Avond in de kantine",
        held_on=date(2027, 3, 25),
        held_at="19.30 uur",
        place="De kantine",
    )


@from_snapshot
def an_agreement(
    trajectory,
    *,
    level="meepraten",
    say=1,
    frames=("De wilgen blijven staan.",),
    kinds=(),
    open_to="",
    unknown="",
    decided_on=None,
    announced_on=None,
    announced_at="",
    announced_in="",
    followed_by="",
    open_in="",
    helped_by="",
):
    """An adopted version with one phase, one group, one method, and frames that are fixed.

    ``kinds`` are those of the ``frames``, in their order; a frame without one has none.
    ``open_to`` is the level of a frame that is open, ``open_in`` its phase, ``unknown`` what is not
    known, when there is one. ``followed_by`` is the level of a second phase in the spring, with an evening.
    ``decided_on`` is the day for which a decision is promised, ``announced_on`` that of an evening.
    ``helped_by`` is the role of another group in the phase, which has no level there.
    """
    version = Version.objects.create(trajectory=trajectory, number=1)
    phase = Phase.objects.create(
        version=version,
        key="ophalen",
        name="Ophalen",
        question="Wat moet er beter?",
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31),
    )
    GroupSay.objects.create(phase=phase, group="Bewoners", level=level, say=say)
    if helped_by:
        GroupSay.objects.create(phase=phase, position=2, group="Scholen", role=helped_by)
    PlannedMethod.objects.create(
        phase=phase,
        key="ideeen",
        method="ideas",
        meaning=method("ideas").as_data(),
        title="Ideeën op de website",
    )
    if followed_by:
        _a_second_phase(version, followed_by)
    for number, (title, kind) in enumerate(zip_longest(frames, kinds, fillvalue=""), start=1):
        Frame.objects.create(
            version=version,
            number=number,
            kind=kind,
            status="fixed",
            title=title,
            origin="Raadsbesluit 2026",
        )
    if open_to or open_in:
        Frame.objects.create(
            version=version,
            number=len(frames) + 1,
            status="open",
            title="De banken",
            origin="Avond",
            level=open_to,
            phase_key=open_in,
        )
    if unknown:
        number = version.frames.count() + 1
        Frame.objects.create(
            version=version, number=number, status="unknown", title=unknown, origin="Avond"
        )
    Moment.objects.create(version=version, day=date(2027, 1, 15), what="Brief aan de bewoners")
    if decided_on:
        Moment.objects.create(version=version, day=decided_on, what="Besluit", is_decision=True)
    if announced_on:
        where = {"held_at": announced_at, "place": announced_in}
        what = "Avond in de kantine"
        Moment.objects.create(version=version, day=announced_on, what=what, **where)
    text = canonical_version(version)
    Version.objects.filter(pk=version.pk).update(
        state="adopted",
        adopted_at=NOW - timedelta(days=120),
        adopted_on=date(2026, 10, 12),
        text=text,
        fingerprint=fingerprint(text),
    )
    version.refresh_from_db()
    return version


@from_snapshot
def an_activity(trajectory, **more):
    """Ideas, opened on time and closed."""
    fields = {
        "key": "ideeen",
        "version": 1,
        "phase": "ophalen",
        "planned": "ideeen",
        "method": "ideas",
        "kind": "ideas",
        "title": "Ideeën op de website",
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 12, 31),
        "opened_at": datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
        "closed_at": datetime(2026, 12, 31, 22, 0, tzinfo=UTC),
    }
    return Activity.objects.create(trajectory=trajectory, **fields | more)


def a_waiver(trajectory, **more):
    """A reasoned no to taking part, that everybody reads."""
    fields = {
        "reason": "Het is een spoedgeval.",
        "inform_how": "Per brief.",
        "inform_by": NOW.date() + timedelta(days=9),
        "published_at": NOW,
    }
    return Waiver.objects.create(trajectory=trajectory, **fields | more)


def words(activity, text="Het pad bij de brug is te smal.", *, name="", email="", **more):
    """Somebody's words; the code is kept on the object as ``code``, as a slip of paper would."""
    code, receipt_hash = new_code()
    contact = Contact.objects.create(name=name, email=email) if name or email else None
    fields = {
        "state": "published",
        "channel": "website",
        "received_at": NOW - timedelta(days=60),
        "created_at": NOW - timedelta(days=60),
        "salt": secrets.token_hex(16),
    }
    contribution = Contribution.objects.create(
        trajectory=activity.trajectory,
        activity=activity,
        text=text,
        contact=contact,
        receipt_hash=receipt_hash,
        **fields | more,
    )
    contribution.code = code
    counted = {"published": "published", "redacted": "published", "waiting": "waiting"}
    if contribution.state in counted:
        tally = Tally.objects.get(pk=activity.trajectory_id)
        tally.received += 1
        field = counted[contribution.state]
        setattr(tally, field, getattr(tally, field) + 1)
        tally.save()
    return contribution
