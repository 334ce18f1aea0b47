import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.notices.telling import owe_contributors, tell_contributors
from speelruimte.shared.errors import AlreadyDone
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

TEXT = "Wij namen over wat kon."


@pytest.fixture
def trajectory(policy):
    return a_trajectory(policy, route="college", step="feedback")


@pytest.fixture
def coach(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


@pytest.fixture
def activity(trajectory):
    return an_activity(trajectory)


def test_everybody_who_left_an_address_is_told_once(trajectory, activity, coach, now):
    words(activity, name="Henk", email="henk@lindewold.example")
    words(activity, "En een bank.", name="Henk", email="henk@lindewold.example")
    words(
        activity,
        "Geen reclame.",
        email="sofie@lindewold.example",
        state="refused",
        refusal_reason="Dit is reclame.",
    )
    words(activity, name="Zonder adres")

    feedback = tell_contributors(trajectory, text=TEXT, **coach)
    send_due(at=now)

    assert feedback.told == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "henk@lindewold.example",
        "sofie@lindewold.example",
    ]
    henk = next(letter for letter in mail.outbox if letter.to[0].startswith("henk"))
    assert TEXT in henk.body
    assert henk.body.count("/mijn-inbreng/volg/") == 2


@pytest.mark.parametrize("state", ["withdrawn", "erased"])
def test_who_took_the_words_back_is_left_alone(trajectory, activity, coach, state):
    words(activity, email="henk@lindewold.example", state=state)

    assert tell_contributors(trajectory, text=TEXT, **coach).told == 0


def test_telling_twice_is_told_once(trajectory, activity, coach):
    words(activity, email="henk@lindewold.example")
    first = tell_contributors(trajectory, text=TEXT, **coach)

    with refuses("told_already", kind=AlreadyDone) as again:
        tell_contributors(trajectory, text="Iets anders.", **coach)

    assert again.value.result == first
    assert Message.objects.count() == 1
    assert "Wij namen" not in Entry.objects.get(verb="contributors_told").text


def test_nothing_is_told_without_words_or_before_its_step(trajectory, coach):
    with refuses("empty"):
        tell_contributors(trajectory, text="  ", **coach)

    trajectory.step = "decision"
    trajectory.save()
    with refuses("not_in_this_step"):
        tell_contributors(trajectory, text=TEXT, **coach)


def test_only_who_leads_tells(trajectory, cast, coach):
    for person in (cast.fatma, cast.lotte, cast.iris, cast.henk, cast.stranger):
        with refuses("not_allowed"):
            tell_contributors(trajectory, text=TEXT, **coach | {"by": person})


def test_each_version_of_an_agreement_is_a_letter_of_its_own(trajectory, activity, now):
    words(activity, email="henk@lindewold.example")

    with writing_by_hand(because="letters about a change are enqueued by its adoption"):
        assert owe_contributors("agreement_changed", trajectory, at=now, version=2) == 1
        assert owe_contributors("agreement_changed", trajectory, at=now, version=3) == 1
        owe_contributors("agreement_changed", trajectory, at=now, version=3)

    assert Message.objects.count() == 2


def test_telling_thousands_takes_no_more_questions_than_telling_one(policy, coach):
    """Eight say who may tell and whom, and write that; two are for the journal and two the ends of a
    savepoint. The rest keeps what others read, the tasks of the process and its words for who
    searches: what both need is asked once.
    """
    asked = []
    for place, number in enumerate((1, 1, 60), start=1):
        told = a_trajectory(
            policy, route="college", step="feedback", case_number=f"2027-{place:04}"
        )
        activity = an_activity(told)
        for reader in range(number):
            words(activity, f"Tekst {reader}", email=f"{place}-{reader}@lindewold.example")
        with CaptureQueriesContext(connection) as statements:
            tell_contributors(told, text=TEXT, **coach)
        asked.append(len(statements))

    # The first time it is asked what the coach may, too.
    first, again, sixty = asked
    assert sixty == again
    assert first <= 25
