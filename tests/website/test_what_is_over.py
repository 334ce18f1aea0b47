"""What is over is told in the past, on every page, as soon as it is over and not only at the end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.decisions.models import Decision
from speelruimte.route.queries import picture
from speelruimte.trajectories.models import Passage, Step, Tally
from speelruimte.website.days import day_words
from tests.steps.agreement import fresh
from tests.steps.bare import a_trajectory, a_waiver, an_activity, an_agreement, words
from tests.steps.browsing import main_of
from tests.steps.writing import writing_by_hand

PAGES = ("process", "agreements")


@pytest.fixture
def said_on(client, settings):
    settings.PAGE_CACHE = False  # rows are written by hand, between two looks at one page

    def said(trajectory, name, *more):
        page = client.get(reverse(name, args=[trajectory.slug, *more]))
        return " ".join(strip_tags(main_of(page)).split())

    return said


@pytest.fixture
def decided(policy, today, now):
    """Taking part is over, all were answered, and the decision is there; people still hear of it."""
    path = a_trajectory(policy, route="college", step=Step.FEEDBACK)
    an_agreement(path)
    words(an_activity(path), "Meer licht.")
    with writing_by_hand(because="only what pages say of it is asked"):
        Tally.objects.filter(pk=path.pk).update(answered=1)
        Passage.objects.create(trajectory=path, step=Step.DECISION, entered_at=now)
        Decision.objects.create(
            trajectory=path,
            body="college",
            decided_on=today,
            what="Er komt licht.",
            reasons="Het is donker.",
            recorded_at=now,
        )
    return fresh(path)


@pytest.mark.parametrize("name", PAGES)
def test_once_decided_what_was_promised_until_then_is_told_in_the_past(
    decided, said_on, name, today
):
    said = said_on(decided, name)

    for over in (
        "Gaf u een e-mailadres? Dan zou u binnen 2 werkdagen bericht van ontvangst krijgen.",
        "U zou antwoord krijgen op alles wat u inbracht.",
        "Voordat er een besluit was, zou alles wat was ingebracht worden gelezen door",
        f"Op {day_words(today)} had iedereen antwoord.",
        "Verandert er iets aan deze afspraken?",
    ):
        assert over in said, (name, over)
    for still in (
        "Geeft u een e-mailadres?",
        "U krijgt antwoord op alles wat u inbrengt. Met een uitleg.",
        "U krijgt het antwoord uiterlijk op",
        "Voordat er een besluit is",
        "et besluit is aan",
        "is het besluit aan",
        "We schrijven antwoorden",
        "Wie beslist Het college",
    ):
        assert still not in said, (name, still)


def test_the_page_of_a_decided_plan_says_who_decided(decided, said_on):
    said = said_on(decided, "process")

    for past in ("Wie besloot", "Het besluit was aan het college", "We schreven antwoorden"):
        assert past in said


def test_where_people_took_part_it_is_told_in_the_past_what_was_done_with_their_words(
    decided, said_on
):
    said = said_on(decided, "take-part", "ideeen")

    for past in (
        "Wat gebeurde er met uw woorden?",
        "We lazen wat u schreef",
        "U kreeg antwoord",
        "Wie besloot: het college.",
        "Lees wat we hiermee deden",
    ):
        assert past in said, past
    for still in (
        "We lezen wat u schreef",
        "U krijgt antwoord Overgenomen",
        "Wie beslist",
        "hiermee doen",
    ):
        assert still not in said, still
    assert "Lees wat we hiermee deden" in said_on(decided, "contributions")


@pytest.mark.parametrize("step", [Step.RESULT, Step.DECISION])
def test_what_still_comes_with_somebodys_words_is_told_as_to_come(policy, said_on, step):
    path = a_trajectory(policy, route="college", step=step)
    an_agreement(path)
    words(an_activity(path), "Meer licht.")

    said = said_on(path, "take-part", "ideeen")

    assert "Wie beslist: het college." in said
    is_answered = step == Step.DECISION
    assert ("U kreeg antwoord Overgenomen" in said) is is_answered
    assert ("U krijgt antwoord Overgenomen" in said) is not is_answered
    assert ("Lees wat we hiermee deden" in said) is is_answered


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.RESULT, "Hier is nog niets opgeschreven. Na afloop leest u hier wat er is gezegd."),
        (Step.EVALUATION, "Hier is niets opgeschreven."),
    ],
)
def test_of_an_evening_nothing_is_said_to_be_written_down_later_once_all_have_their_answer(
    policy, said_on, step, said
):
    path = a_trajectory(policy, route="college", step=step)
    an_agreement(path)
    an_activity(path, kind="", method="evening")

    assert said in said_on(path, "take-part", "ideeen")


def test_while_people_take_part_nothing_is_told_in_the_past(policy, said_on, time_machine):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path)
    activity = an_activity(path, closed_at=None)
    time_machine.move_to(f"{activity.last_day} 12:00Z", tick=False)

    for name in PAGES:
        said = said_on(path, name)
        assert "Geeft u een e-mailadres?" in said
        assert "U krijgt antwoord op alles wat u inbrengt." in said
        assert "Voordat er een besluit is" in said
        assert ("et besluit is aan" in said) or ("is het besluit aan" in said)


@pytest.fixture
def waived(policy, now):
    """Taking part was waived; people are told what happens."""
    path = a_trajectory(policy, route="college", step=Step.WEIGHING)
    with writing_by_hand(because="only what pages say of it is asked"):
        a_waiver(path)
        path.step = Step.INFORMING
        path.save(update_fields=["step"])
        Passage.objects.create(
            trajectory=path, step=Step.INFORMING, entered_at=now + timedelta(days=1)
        )
    return fresh(path)


HEARS = "U kunt hier niet meedoen. U hoort wel op tijd wat er gebeurt, en waarom."
HEARD = "U kon hier niet meedoen. U hoorde wel wat er gebeurde, en waarom."


def test_of_what_was_waived_it_is_told_in_the_past_once_it_is_finished(waived, said_on, today, now):
    before = said_on(waived, "process")
    assert HEARS in before
    assert "U leest hier waarom, en wat er gebeurt." in before
    assert "Waarom kunt u hier niet meedoen?" in said_on(waived, "agreements")
    with writing_by_hand(because="only what pages say of it is asked"):
        waived.waiver.informed_on, waived.waiver.informed_how = today, "Een brief aan de straat."
        waived.waiver.save()
        waived.step = Step.MEMORY
        waived.save(update_fields=["step"])
        Passage.objects.create(trajectory=waived, step=Step.MEMORY, entered_at=now)

    after = said_on(waived, "process")

    assert HEARD in after
    assert "U hoorde wat er gebeurt" in after
    assert "U leest hier waarom, en wat er gebeurde." in after
    for still in (HEARS, "U hoort wat er gebeurt"):
        assert still not in after
    agreed = said_on(waived, "agreements")
    for past in ("Waarom kon u hier niet meedoen?", "Wat u wel van ons hoorde"):
        assert past in agreed


def test_where_it_was_waived_the_weighing_was_done_on_the_day_that_its_reason_was_published(
    waived, today
):
    [weighing] = [room for room in picture(trajectory=waived) if room.key == "weighing"]

    assert (weighing.state, weighing.day) == ("done", today)
