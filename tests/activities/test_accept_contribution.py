from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from speelruimte.activities.actions import cancel_activity, close_activity
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code, entry_of
from speelruimte.activities.rules import (
    check_contribution_words,
    check_is_on,
    check_words_count,
    website_activity,
)
from speelruimte.journal.models import Entry
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from speelruimte.shared.fingerprints import fingerprint, mark_in
from speelruimte.trajectories.models import Step, Tally
from tests.steps.refusing import refuses
from tests.steps.taking_part import said

from . import ground

TEXT = "  Het pad is te smal.\n\nEn ’s avonds donker. "


def send(activity, now, *, text=TEXT, by=None, idempotency_key=None, **given):
    return said(activity, text, by=by, at=now, idempotency_key=idempotency_key, **given)


def tally(trajectory):
    tally = Tally.objects.get(pk=trajectory.pk)
    return tally.received, tally.waiting, tally.published


def test_own_words_stay_as_typed_and_are_found_by_their_code(ideas, now):
    contribution, code = send(ideas, now, title="Pad")
    with_code = contribution_with_code(code.lower().replace("-", " "))
    assert with_code == contribution
    assert with_code.text == TEXT
    assert with_code.state == Contribution.State.PUBLISHED
    assert with_code.channel == Contribution.Channel.WEBSITE


def test_the_code_is_kept_nowhere(ideas, now):
    contribution, code = send(ideas, now)
    stored = Contribution.objects.filter(pk=contribution.pk).values().get()
    assert code not in str(stored)
    assert code not in "".join(Entry.objects.values_list("text", flat=True))


def test_the_journal_knows_the_words_by_a_salted_fingerprint_only(ideas, now):
    contribution, _code = send(ideas, now, name="Henk Mulder", email="henk@lindewold.example")
    entry = entry_of(contribution)
    assert entry.facts["text_fingerprint"] == fingerprint(contribution.salt + TEXT)
    for word in ("smal", "Henk", "lindewold.example"):
        assert word not in entry.text


def test_the_tally_follows_moderation_before_and_after_publication(ideas, trajectory, now):
    send(ideas, now)
    assert tally(trajectory) == (1, 0, 1)
    ideas.moderate_first = True
    ideas.save()
    contribution, _code = send(ideas, now)
    assert contribution.state == Contribution.State.WAITING
    assert tally(trajectory) == (2, 1, 1)


def test_the_policy_says_at_opening_whether_words_are_looked_at_first(areas, cast, now, today):
    from speelruimte.activities.actions import open_activity

    policy = ground.a_policy(moderation="before")
    trajectory = ground.a_trajectory(policy)
    ground.an_agreement(trajectory)
    opened = open_activity(
        trajectory, phase="ophalen", planned=ground.IDEAS, by=cast.samira, at=now, on=today
    )
    assert opened.moderate_first
    assert send(opened, now)[0].state == Contribution.State.WAITING


def test_a_second_press_shows_the_first_result(ideas, trajectory, now):
    idempotency_key = new_idempotency_key()
    first = send(ideas, now, idempotency_key=idempotency_key)
    with refuses("sent_already", kind=AlreadyDone) as refused:
        send(ideas, now + timedelta(seconds=3), idempotency_key=idempotency_key)
    assert (refused.value.result.received, refused.value.result.code) == first
    assert tally(trajectory) == (1, 0, 1)
    assert Entry.objects.filter(verb="contribution_accepted").count() == 1


def test_other_words_under_a_used_key_are_not_lost_in_silence(ideas, now):
    idempotency_key = new_idempotency_key()
    send(ideas, now, idempotency_key=idempotency_key)
    with refuses("form_was_used") as refused:
        send(ideas, now, idempotency_key=idempotency_key, text="Nog iets anders.")
    assert not isinstance(refused.value, AlreadyDone)


def test_within_another_transaction_a_second_press_breaks_nothing(ideas, now):
    idempotency_key = new_idempotency_key()
    send(ideas, now, idempotency_key=idempotency_key)
    with transaction.atomic():
        with refuses("sent_already", kind=AlreadyDone):
            send(ideas, now, idempotency_key=idempotency_key)
        send(ideas, now)
    assert Contribution.objects.count() == 2


def test_a_contact_is_made_only_when_something_was_left(ideas, now):
    assert send(ideas, now)[0].contact is None
    assert not Contact.objects.exists()
    contribution, _code = send(ideas, now, email="henk@lindewold.example")
    assert contribution.contact.email == "henk@lindewold.example"


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\u200b\u2060 \ufeff"])
def test_empty_words_are_refused(ideas, now, text):
    with refuses("empty") as refused:
        send(ideas, now, text=text)
    assert refused.value.field == "text"


def test_20_000_characters_fit_and_one_more_does_not(ideas, now):
    send(ideas, now, text="é" * 20_000)
    with refuses("too_long") as refused:
        send(ideas, now, text="é" * 20_001)
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("text", 20_000),
        ("title", 160),
        ("place", 200),
        ("name", 120),
        ("email", 254),
        ("phone", 30),
    ],
)
def test_every_field_takes_so_many_characters_and_no_more(field, longest):
    check_contribution_words(**{"text": "Zo."} | {field: "x" * longest})
    with refuses("too_long", field=field):
        check_contribution_words(**{"text": "Zo."} | {field: "x" * (longest + 1)})


def test_a_character_that_no_database_keeps_is_refused(ideas, now):
    with refuses("unkeepable_character"):
        send(ideas, now, text="Pad\x00smal")


MOMENTS = {
    "before": (date(2027, 2, 8), "gaat open op 9 februari 2027"),
    "first day": (date(2027, 2, 9), None),
    "last day": (date(2027, 3, 21), None),
    "after": (date(2027, 3, 22), "kon tot en met 21 maart 2027"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_from_the_first_day_to_the_last(ideas, now, moment):
    day, sentence = MOMENTS[moment]
    at = now.replace(year=day.year, month=day.month, day=day.day)
    if sentence is None:
        assert send(ideas, at)[0].pk
        return
    with pytest.raises(RuleBroken, match=sentence):
        send(ideas, at)
    assert not Contribution.objects.exists()


def test_the_last_day_ends_at_midnight_in_the_municipality(ideas, now):
    send(ideas, now.replace(month=3, day=21, hour=22, minute=59))
    with refuses("last_day_is_over"):
        send(ideas, now.replace(month=3, day=21, hour=23, minute=0))


def test_what_was_closed_takes_nothing_in(ideas, cast, now, today):
    close_activity(ideas, by=cast.samira, at=now, on=today, reason="Het pad is ingestort.")
    with refuses("last_day_is_over"):
        send(ideas, now)


def test_a_stopped_trajectory_takes_nothing_in(ideas, trajectory, now):
    trajectory.step, trajectory.stopped_reason = Step.STOPPED, "Geen geld."
    trajectory.save()
    with refuses("process_went_on"):
        send(ideas, now)


def test_an_evening_has_no_form_for_visitors(evening, now):
    with refuses("takes_no_words"):
        send(evening, now)


def test_whether_one_can_take_part_is_said_of_a_way_without_words_too(evening, today):
    check_is_on(evening, on=today)
    with refuses("not_begun_yet"):
        check_is_on(evening, on=evening.opens_on - timedelta(days=1))
    with refuses("last_day_is_over"):
        check_is_on(evening, on=evening.closes_on + timedelta(days=1))
    evening.trajectory.step = Step.RESULT
    with refuses("process_went_on"):
        check_is_on(evening, on=today)


def test_one_could_take_part_until_it_closed_and_what_was_called_off_says_its_last_day(ideas, now):
    ideas.closed_at = now
    with pytest.raises(RuleBroken, match="Meedoen kon tot en met 9 februari 2027"):
        check_is_on(ideas, on=ideas.closes_on)
    ideas.cancelled_at = now
    with pytest.raises(RuleBroken, match="Meedoen kon tot en met 21 maart 2027"):
        check_is_on(ideas, on=ideas.closes_on)


def test_a_way_says_in_its_own_words_why_one_cannot_take_part(evening):
    words = {"last_day_is_over": "De laatste wandeling was op %(day)s."}
    with pytest.raises(RuleBroken, match="De laatste wandeling was op [0-9]+ "):
        check_is_on(evening, on=evening.closes_on + timedelta(days=1), words=words)


ENTERERS = {
    "samira": True,
    "marleen": True,
    "joris": True,
    "lotte": True,
    "ruben": True,
    "dewit": False,
    "bos": False,
    "wim": False,
    "henk": False,
    "stranger": False,
}


@pytest.mark.parametrize(("who", "may"), ENTERERS.items())
def test_who_may_enter_what_came_on_paper(evening, cast, now, who, may):
    person = getattr(cast, who)
    if may:
        contribution, code = send(evening, now, by=person, channel="paper", received_at=now)
        assert contribution_with_code(code) == contribution
        mark = mark_in(person.reference, contribution.trajectory.case_number)
        assert entry_of(contribution).by == mark
        return
    with pytest.raises(NotAllowed):
        send(evening, now, by=person, channel="paper", received_at=now)


def test_a_visitor_does_not_pass_for_staff(ideas, now):
    with pytest.raises(NotAllowed):
        send(ideas, now, channel="paper")


def test_a_letter_that_came_in_time_counts_after_the_last_day(ideas, trajectory, cast, later):
    trajectory.step = Step.RESULT
    trajectory.save()
    received = later(40)
    contribution, _code = send(
        ideas, later(45), by=cast.joris, channel="letter", received_at=received
    )
    assert contribution.received_at == received
    assert contribution.timing == ""
    late, _code = send(ideas, later(45), by=cast.joris, channel="letter", received_at=later(41))
    assert late.timing == "late"


def test_a_day_that_is_still_to_come_is_refused(ideas, cast, now, later):
    with refuses("day_to_come") as refused:
        send(ideas, now, by=cast.joris, channel="phone", received_at=later(1))
    assert refused.value.field == "received_on"


@pytest.mark.parametrize("day", ["0001-01-01", "1850-01-01", "1900-01-01", "2015-12-31"])
def test_a_day_that_cannot_be_is_refused(ideas, cast, now, day):
    received = datetime.fromisoformat(f"{day}T12:00:00+01:00")
    with refuses("day_cannot_be") as refused:
        send(ideas, now, by=cast.joris, channel="letter", received_at=received)
    assert refused.value.field == "received_on"


def test_what_came_years_before_the_process_is_taken_in_as_early(ideas, cast, now):
    received = datetime.fromisoformat("2016-01-01T12:00:00+01:00")
    contribution, _code = send(ideas, now, by=cast.joris, channel="letter", received_at=received)
    assert contribution.timing == "early"


def test_no_words_belong_to_a_vote(trajectory, cast, now, today):
    from speelruimte.activities.actions import open_activity

    vote = open_activity(
        trajectory, phase="ophalen", planned=ground.VOTE, by=cast.samira, at=now, on=today
    )
    with refuses("takes_no_words"):
        send(vote, now, by=cast.joris, channel="paper")


def test_accepting_takes_few_statements(ideas, now, django_assert_max_num_queries):
    # Begin and end of the transaction included; with a contact one more. PostgreSQL also takes the
    # shared lock that SQLite, with its one writer at a time, does not need.
    with django_assert_max_num_queries(9 if connection.vendor == "postgresql" else 8):
        send(ideas, now)


def test_paper_that_came_in_time_counts_until_the_result_is_offered(ideas, trajectory, cast, now):
    paper = {"by": cast.samira, "channel": "paper", "received_at": now}
    trajectory.step = Step.RESULT
    trajectory.save()
    send(ideas, now, **paper)

    trajectory.step = Step.DECISION
    trajectory.save()
    ideas.refresh_from_db()
    contribution, _code = send(ideas, now, **paper)
    assert contribution.timing == "missed"


def test_many_at_once_come_in_until_the_result_goes_to_who_decides(trajectory):
    trajectory.step = Step.RESULT
    check_words_count(trajectory)
    trajectory.step = Step.DECISION
    with refuses("process_went_on"):
        check_words_count(trajectory)


def test_paper_that_came_before_the_first_day_is_early(ideas, cast, now, later):
    paper = {"by": cast.samira, "channel": "paper", "received_at": later(-1)}

    early, _code = send(ideas, now, **paper)

    assert early.timing == "early"


def test_paper_that_came_after_it_closed_early_is_late(ideas, cast, now, later, today):
    close_activity(ideas, by=cast.samira, at=now, on=today, reason="Het pad is ingestort.")

    paper = {"by": cast.samira, "channel": "paper"}
    in_time, _code = send(ideas, later(1), **paper, received_at=now)
    late, _code = send(ideas, later(1), **paper, received_at=later(1))
    assert (in_time.timing, late.timing) == ("", "late")


def test_words_are_sent_on_the_website_where_the_kind_takes_them_there(ideas, evening):
    assert website_activity(ideas)
    assert not website_activity(evening)


def test_nobody_said_anything_at_an_evening_before_it_was_held(evening, cast, later):
    by_phone = {"by": cast.lotte, "channel": "phone"}
    at_the_evening = {"by": cast.lotte, "channel": "meeting"}
    the_day = datetime.combine(evening.held_on, datetime.min.time(), tzinfo=UTC)

    with refuses("was_not_held", field="channel"):
        send(evening, later(1), **at_the_evening)
    assert send(evening, later(1), **by_phone)
    with refuses("was_not_held", field="channel"):
        send(evening, later(60), received_at=the_day - timedelta(days=1), **at_the_evening)
    assert send(evening, later(60), received_at=the_day, **at_the_evening)


def test_nobody_said_anything_at_an_evening_that_was_called_off(evening, cast, now, later):
    cancel_activity(evening, reason="De zaal staat onder water.", by=cast.samira, at=now)

    with refuses("was_not_held", field="channel"):
        send(evening, later(60), by=cast.lotte, channel="meeting")
    assert send(evening, later(60), by=cast.lotte, channel="phone")


def test_what_somebody_said_at_another_meeting_is_taken_in(ideas, cast, now):
    assert send(ideas, now, by=cast.lotte, channel="meeting")
