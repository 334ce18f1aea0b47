from datetime import timedelta

import pytest

from speelruimte.activities.models import Activity
from speelruimte.agreements.actions import (
    amend,
    change_phase,
    drop_phase,
    plan_method,
    plan_phase,
    record_stand,
    take_back_version,
    write_section,
)
from speelruimte.agreements.queries import changes_between, current_agreement, version_in_force
from speelruimte.notices.models import Message
from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import Reach
from speelruimte.people.roles import Role
from speelruimte.route.actions import NotYet
from speelruimte.route.adopting import offer_amendment
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from tests.steps.agreement import HEARD, adopt_by_all, somebody
from tests.steps.recording import adopt
from tests.steps.refusing import not_yet, refuses
from tests.steps.writing import writing_by_hand

REASON = "Op de avond bleek dat het anders moet."


@pytest.fixture
def adopted(story):
    return version_in_force(story.adopted_agreement())


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def draft(adopted, who):
    return amend(adopted, reason=REASON, **who)


def agree(version, who, *, agrees=True):
    note = "" if agrees else "Dit was niet afgesproken."
    for party in version.trajectory.parties.all():
        record_stand(version, party=party, agrees=agrees, note=note, **who, **HEARD)


@pytest.mark.parametrize("reason", ["", "  "])
def test_nobody_amends_without_saying_why(reason, adopted, who):
    with refuses("empty") as broken:
        amend(adopted, reason=reason, **who)

    assert broken.value.field == "reason"


@pytest.mark.once
@pytest.mark.parametrize("role", list(Role))
def test_only_who_leads_amends(role, adopted, cast, now):
    person = somebody(cast, role, adopted.trajectory, at=now)

    if role in {Role.PROJECT_LEADER, Role.COACH}:
        assert amend(adopted, reason=REASON, by=person, at=now).number == 2
    else:
        with pytest.raises(NotAllowed):
            amend(adopted, reason=REASON, by=person, at=now)


def test_a_draft_is_not_amended_but_changed(story, who):
    version = story.planning()

    with refuses("not_adopted_yet"):
        amend(version, reason=REASON, **who)


def test_the_new_version_begins_as_the_old_one(adopted, draft):
    assert changes_between(adopted, draft) == []
    assert list(draft.frames.values_list("number", flat=True)) == list(
        adopted.frames.values_list("number", flat=True)
    )
    assert draft.stands.count() == 0
    assert current_agreement(draft.trajectory).number == 1


def test_two_officials_amending_at_once_get_one_version_and_a_sentence(adopted, draft, cast, now):
    with refuses("amending_already", kind=AlreadyDone) as done:
        amend(adopted, reason="Ook iets.", by=cast.marleen, at=now)

    assert done.value.result == draft
    assert draft.trajectory.versions.count() == 2


def test_who_agreed_is_asked_again(draft, who):
    with refuses("empty") as broken:
        offer_amendment(draft, **who)
    assert broken.value.field == "one_sided_reason"

    agree(draft, who)
    offered = offer_amendment(draft, **who)

    assert (offered.state, offered.one_sided_reason) == ("offered", "")


def test_without_their_agreement_it_is_shown_as_one_sided(draft, who, cast):
    agree(draft, who, agrees=False)

    offer_amendment(draft, one_sided_reason="De wet dwingt ons.", **who)
    adopt_by_all(draft, cast, at=who["at"])

    agreement = current_agreement(draft.trajectory)
    assert agreement.one_sided_reason == "De wet dwingt ons."
    assert agreement.organisations_against == ("Wijkraad Centrum",)


def test_who_agreed_before_the_change_changed_again_is_asked_again(draft, who):
    agree(draft, who)
    section = draft.sections.filter(part="plan").first()
    write_section(
        draft, part="plan", key=section.key, text="Toch anders.", edits=section.edits, **who
    )

    with refuses("empty") as broken:
        offer_amendment(draft, **who)

    assert broken.value.field == "one_sided_reason"


def test_an_amendment_is_as_complete_as_the_first_agreement(draft, who):
    agree(draft, who)
    draft.frames.filter(status="open").delete()

    with not_yet("frames_are_stated"):
        offer_amendment(draft, **who)


def test_the_old_version_stays_to_be_read(adopted, draft, who, cast, today):
    phase = draft.phases.get()
    change_phase(
        phase, edits=0, name=phase.name, question="Waar komen banken?", starts_on=phase.starts_on,
        ends_on=phase.ends_on + timedelta(days=7), **who,
    )  # fmt: skip
    agree(draft, who)
    offer_amendment(draft, **who)
    new = adopt_by_all(draft, cast, at=who["at"])

    adopted.refresh_from_db()
    (change,) = changes_between(adopted, new)
    assert (change.kind, change.key) == ("phase", phase.key)
    assert "bomen" in change.before
    assert "banken" in change.after
    assert adopted.phases.get().question == "Waar komen bomen, bankjes en fietsen?"


def test_a_rejected_amendment_leaves_the_old_agreement_in_force(draft, who, cast, today):
    agree(draft, who)
    offer_amendment(draft, **who)
    adopt(
        draft, body="raad", outcome="rejected", decided_on=today, reason="Niet nodig.",
        by=cast.teun, at=who["at"],
    )  # fmt: skip

    assert current_agreement(draft.trajectory).number == 1
    draft.trajectory.refresh_from_db()
    assert draft.trajectory.step == "taking_part"
    assert amend(version_in_force(draft.trajectory), reason="Nog eens.", **who).number == 3


def test_an_amendment_that_lies_before_the_body_can_be_taken_back(draft, who):
    agree(draft, who)
    offer_amendment(draft, **who)

    back = take_back_version(draft, reason="Er zit een fout in.", **who)

    assert back.state == "draft"
    assert (
        write_section(back, part="plan", key="doel", text="Zo is het beter.", edits=1, **who).edits
        == 2
    )


def test_nobody_amends_an_older_version(adopted, draft, who, cast):
    agree(draft, who)
    offer_amendment(draft, **who)
    adopt_by_all(draft, cast, at=who["at"])

    with refuses("newer_version"):
        amend(adopted, reason=REASON, **who)


def opened(version, *, closes_on):
    phase = version.phases.get()
    method = phase.methods.first()
    return Activity.objects.create(
        trajectory=version.trajectory,
        key="open",
        version=1,
        phase=phase.key,
        planned=method.key,
        method=method.method,
        title="Ideeën",
        opens_on=phase.starts_on,
        closes_on=closes_on,
        opened_at="2027-02-09T10:00Z",
    )


@pytest.mark.parametrize(
    ("closes", "moves", "expected"), [(0, 10, 10), (0, -10, -10), (-20, 10, -20), (-5, -10, -10)]
)
def test_what_is_open_follows_the_new_dates(closes, moves, expected, adopted, draft, who, cast):
    ends_on = adopted.phases.get().ends_on
    activity = opened(adopted, closes_on=ends_on + timedelta(days=closes))
    phase = draft.phases.get()
    change_phase(
        phase, edits=0, name=phase.name, question=phase.question, starts_on=phase.starts_on,
        ends_on=ends_on + timedelta(days=moves), **who,
    )  # fmt: skip
    agree(draft, who)
    offer_amendment(draft, **who)
    adopt_by_all(draft, cast, at=who["at"])

    activity.refresh_from_db()
    assert activity.closes_on == ends_on + timedelta(days=expected)


def test_what_people_already_take_part_in_stays_in_the_agreement(adopted, draft, who, today):
    phase = draft.phases.get()
    opened(adopted, closes_on=phase.ends_on)
    other = plan_phase(
        draft, name="Anders", question="Wat wilt u?", starts_on=today, ends_on=today, **who
    )
    plan_method(other, method="evening", **who)
    drop_phase(phase, **who)
    agree(draft, who)

    with pytest.raises((RuleBroken, NotYet)) as broken:
        offer_amendment(draft, **who)
    assert "Ideeën" in broken.value.sentence or "Fase" in broken.value.sentence


def test_everyone_who_took_part_is_told_of_every_change(adopted, who, cast, trajectory):
    initiative = trajectory.initiatives.get()
    with writing_by_hand(because="an address comes with words or an initiative"):
        initiative.contact = leave_contact(Reach(name="Nadia", email="nadia@lindewold.example"))
    initiative.save()
    for _round in range(2):
        draft = amend(version_in_force(adopted.trajectory), reason=REASON, **who)
        agree(draft, who)
        offer_amendment(draft, **who)
        adopt_by_all(draft, cast, at=who["at"])

    messages = Message.objects.filter(kind="agreement_changed").order_by("id")
    assert [message.facts["version"] for message in messages] == [2, 3]
    assert "lindewold" not in "".join(message.idempotency_key for message in messages)
