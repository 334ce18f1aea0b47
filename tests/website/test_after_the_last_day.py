# ruff: noqa: F811  (fixtures come in by name)
"""What residents read before the first day, on the last day, and once the last day has passed."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.activities.actions import cancel_activity, close_activity, open_activity
from speelruimte.activities.terms import answer_due
from speelruimte.website.public.cards import stands
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.agreement import fresh
from tests.steps.answers import answered
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.beginning import load_changed
from tests.steps.browsing import main_of
from tests.steps.taking_part import words_from

LATE = "Deze dag is niet gehaald. U hoort het nog van ons."


@pytest.fixture
def client(client):
    """A visitor whose browser goes where an answer sends it."""
    client.post = partial(client.post, follow=True)
    return client


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


@pytest.fixture
def on_day(time_machine, client):
    """The words of a public page on a day: ``on_day("2027-03-22", "process", trajectory)``."""

    def words(day, name, trajectory, **parts):
        time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
        kwargs = {"slug": trajectory.slug, **parts} if trajectory else {}
        page = client.get(reverse(name, kwargs=kwargs))
        assert page.status_code == 200
        text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", main_of(page))
        return " ".join(strip_tags(text.replace("<", " <")).split())

    return words


def found_under(client, time_machine, day, state, trajectory):
    time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
    page = client.get(reverse("process-list"), {"stand": state}).content.decode()
    return reverse("process", args=[trajectory.slug]) in page


def test_after_the_last_day_the_process_says_that_it_is_closed(on_day, ideas, trajectory):
    words = on_day("2027-03-22", "process", trajectory)

    assert "Meedoen is gesloten We lezen alles en schrijven de antwoorden." in words
    assert "Dat kon tot en met 21 maart 2027." in words
    assert "Dit was open" in words
    for untrue in ("binnenkort", "Nog even wachten", "Dit is open", "Meedoen kan nu"):
        assert untrue not in words


def test_after_the_last_day_the_route_names_the_days_on_which_people_could(
    on_day, ideas, trajectory
):
    days = "van 9 februari 2027 tot en met 21 maart 2027"

    assert days not in on_day("2027-03-21", "process", trajectory)
    assert days in on_day("2027-03-22", "process", trajectory)


def test_after_the_last_day_the_pages_beside_it_say_what_was_open(on_day, ideas, trajectory):
    for name, parts in (("agreements", {}), ("take-part", {"key": ideas.key})):
        before = on_day("2027-03-21", name, trajectory, **parts)
        after = on_day("2027-03-22", name, trajectory, **parts)
        assert "Dit is open" in before
        assert "Dit was open" not in before
        assert "Dit was open" in after
        assert "Dit is open" not in after


def test_a_card_says_closed_and_only_before_the_first_day_that_it_begins(on_day, ideas, trajectory):
    assert "Meedoen is gesloten" in on_day("2027-03-22", "process-list", None)
    assert "Start 9 februari 2027" in on_day("2027-02-08", "process-list", None)
    assert "binnenkort" not in on_day("2027-03-22", "process-list", None)


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2027-02-08", {"straks"}),
        ("2027-02-09", {"nu"}),
        ("2027-03-21", {"nu"}),
        ("2027-03-22", {"besloten"}),
    ],
)
def test_what_is_closed_is_not_found_under_what_begins_later(
    client, time_machine, ideas, trajectory, day, states
):
    everywhere = ("nu", "straks", "besloten", "afgerond")

    assert {
        state for state in everywhere if found_under(client, time_machine, day, state, trajectory)
    } == states


def test_before_anything_opens_the_process_names_the_first_day_or_says_that_it_passed(
    on_day, trajectory
):
    before = on_day("2027-01-25", "process", trajectory)
    on_the_day = on_day("2027-02-01", "process", trajectory)
    late = on_day("2027-02-02", "process", trajectory)

    assert "Meedoen begint op 1 februari 2027." in before
    assert "Meedoen begint binnenkort." in on_the_day
    assert f"Dit zou beginnen op 1 februari 2027. {LATE}" in late
    assert "Begint later dan beloofd" in on_day("2027-02-02", "process-list", None)


def test_between_two_phases_the_process_says_when_it_goes_on(on_day, policy, areas, cast, now):
    path = ground.a_trajectory(policy, areas=list(areas.values()))
    ground.an_agreement_in_two_phases(path)
    open_activity(
        fresh(path), phase="ophalen", planned=ground.IDEAS, by=cast.samira, at=now, on=now.date()
    )

    assert "Meedoen gaat verder op 12 april 2027." in on_day("2027-03-22", "process", path)
    assert "Start 12 april 2027" in on_day("2027-03-22", "process-list", None)
    assert "Meedoen gaat binnenkort verder." in on_day("2027-04-12", "process", path)
    assert "Gaat binnenkort verder" in on_day("2027-04-12", "process-list", None)


def test_where_people_only_voted_nobody_says_that_answers_are_written(on_day, policy):
    path = a_trajectory(policy, route="college")
    an_activity(path, kind="budget", method="budget")

    words = on_day("2027-03-22", "process", path)

    assert "Meedoen is gesloten De uitkomst leest u op deze pagina." in words
    assert "schrijven de antwoorden" not in words


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["budget"], "De uitkomst volgt"),
        (["budget", "ideas"], "We schrijven de antwoorden"),
        ([], "We schrijven de antwoorden"),
    ],
)
def test_the_card_says_that_answers_are_written_only_where_words_come_in(policy, kinds, said):
    path = a_trajectory(policy, route="college")
    for kind in kinds:
        an_activity(path, key=kind, planned=kind, kind=kind, method=kind)

    assert stands(path, day=date(2027, 3, 22)) == said


def test_a_promised_day_that_was_not_kept_is_told_wherever_it_was_promised(
    on_day, client, ideas, trajectory, now
):
    ((contribution, code),) = words_from(ideas, 1, at=now)
    due = answer_due(contribution)
    pages = (
        ("process", {}),
        ("agreements", {}),
        ("take-part", {"key": ideas.key}),
        ("contribution", {"key": contribution.public_key}),
    )

    def told(day):
        """The pages that say on this day that the promise was not kept."""
        said = {
            name
            for name, parts in pages
            if LATE in on_day(day.isoformat(), name, trajectory, **parts)
        }
        thread = client.post(
            reverse("find-contribution"), {"code": code}, follow=True
        ).content.decode()
        return said | ({"the thread"} if LATE in thread else set())

    assert told(due) == set()
    assert told(due + timedelta(days=1)) == {name for name, _parts in pages} | {"the thread"}


def test_a_promised_day_that_was_kept_is_not_called_late(
    on_day, ideas, trajectory, cast, now, today
):
    ((contribution, _code),) = words_from(ideas, 1, at=now)
    after = answer_due(contribution) + timedelta(days=1)
    answered(contribution, by=cast.samira, at=now, on=today)

    for name, parts in (("process", {}), ("agreements", {}), ("take-part", {"key": ideas.key})):
        assert LATE not in on_day(after.isoformat(), name, trajectory, **parts)


def test_where_each_has_an_own_day_pages_say_that_not_everybody_was_answered_in_time(
    on_day, areas, cast, now, today
):
    received = load_changed("basis", "from: closed", "from: received", at=now)
    path = ground.a_trajectory(received, areas=list(areas.values()))
    ground.an_agreement(path)
    box = open_activity(
        fresh(path), phase="ophalen", planned=ground.IDEAS, by=cast.samira, at=now, on=today
    )
    ((contribution, _code),) = words_from(box, 1, at=now)
    after = (answer_due(contribution) + timedelta(days=1)).isoformat()

    for name, parts in (("process", {}), ("agreements", {}), ("take-part", {"key": box.key})):
        assert "Niet iedereen kreeg op tijd antwoord." in on_day(after, name, path, **parts)


def test_an_evening_that_was_is_no_way_to_take_part_and_its_page_says_when_it_was(
    on_day, ideas, evening, trajectory
):
    ways = {}
    for day in ("2027-02-18", "2027-02-19"):
        words = on_day(day, "process", trajectory)
        ways[day] = words.split("Op papier telt even zwaar.", 1)[1].split("Schrijf of bel", 1)[0]
    pages = {day: on_day(day, "take-part", trajectory, key=evening.key) for day in ways}

    assert ways["2027-02-18"].index(evening.title) < ways["2027-02-18"].index(ideas.title)
    assert evening.title not in ways["2027-02-19"]
    assert ideas.title in ways["2027-02-19"]
    assert "Kom langs" in pages["2027-02-18"]
    assert "Dit was op 18" not in pages["2027-02-18"]
    assert "Dit was op 18 februari 2027, De Schakel." in pages["2027-02-19"]
    assert "Kom langs" not in pages["2027-02-19"]


def test_an_evening_that_was_called_off_says_why_and_not_that_it_was(
    on_day, evening, trajectory, cast, now, today
):
    cancel_activity(evening, reason="Het hoogwater.", by=cast.samira, at=now)

    words = on_day("2027-02-19", "take-part", trajectory, key=evening.key)

    assert "De reden: Het hoogwater." in words
    assert "Dit was op 18" not in words
    assert "Kom langs" not in words


def test_what_closed_early_says_its_real_last_day_the_promised_one_and_why_on_every_page(
    on_day, ideas, evening, trajectory, cast, now, today
):
    close_activity(ideas, reason="Het geld is op.", by=cast.samira, at=now, on=today)
    cancel_activity(evening, reason="Het hoogwater.", by=cast.samira, at=now)

    pages = {
        name: on_day("2027-02-20", name, trajectory, **parts)
        for name, parts in (
            ("process", {}),
            ("take-part", {"key": ideas.key}),
            ("contribute", {"key": ideas.key}),
            ("paper-form", {"key": ideas.key}),
        )
    }
    of_evening = on_day("2027-02-20", "take-part", trajectory, key=evening.key)

    promised = "Beloofd was: tot en met 21 maart 2027. De reden: Het geld is op."
    closed = {
        name: "Gesloten op 9 februari 2027."  # under a heading that says that it was early
        if name in ("process", "take-part")
        else "Eerder gesloten dan beloofd: op 9 februari 2027."
        for name in pages
    }
    for name, words in pages.items():
        assert f"{closed[name]} {promised}" in words
        assert "kon tot en met 21 maart 2027" not in words
    assert pages["take-part"].count("Het geld is op.") == 1
    assert "Dit is gesloten." in pages["take-part"]
    assert "Dat kon tot en met 9 februari 2027." in pages["process"]
    for words in (of_evening, pages["process"]):
        assert "18 februari 2027, De Schakel. De reden: Het hoogwater." in words
    assert "Dit gaat niet door. Daarom staat hier niets." in of_evening
    assert "Na afloop leest u hier" not in of_evening


def test_colleagues_and_residents_read_the_same_last_day_of_an_evening(
    on_day, client, evening, trajectory, cast, sign_in
):
    public = on_day("2027-02-10", "take-part", trajectory, key=evening.key)
    client = sign_in(cast.samira)
    work = client.get(reverse("work-activities", args=[trajectory.case_number]))
    closing = client.get(reverse("work-close-activity", args=[trajectory.case_number, evening.key]))

    assert "Wanneer 18 februari 2027" in public
    assert "Meedoen tot en met" not in public
    assert "open tot en met 18 februari" in " ".join(work.content.decode().split())
    assert "open is tot en met 18 februari 2027" in closing.content.decode()


def test_an_evening_that_was_put_away_afterwards_was_still_held(
    on_day, evening, trajectory, cast, now, today, later
):
    after = later(10)
    close_activity(evening, reason="De avond was.", by=cast.samira, at=after, on=after.date())

    words = on_day("2027-02-22", "take-part", trajectory, key=evening.key)

    assert "Dit was op 18 februari 2027, De Schakel." in words


def test_where_only_an_evening_was_nothing_is_open_on_the_home_page(on_day, evening, trajectory):
    assert trajectory.title in on_day("2027-02-18", "home", None)
    assert trajectory.title not in on_day("2027-02-19", "home", None)


def test_a_paper_form_is_given_out_until_the_last_day_and_not_afterwards(on_day, ideas, trajectory):
    # The last day is a Sunday: what is on paper is brought on the Friday before.
    before = on_day("2027-03-19", "paper-form", trajectory, key=ideas.key)
    between = on_day("2027-03-20", "paper-form", trajectory, key=ideas.key)
    after = on_day("2027-03-22", "paper-form", trajectory, key=ideas.key)

    assert "Lever dit formulier in tot en met 19 maart 2027." in before
    assert "Meedoen tot en met 21 maart 2027" in before
    assert "Lever dit formulier in" not in between
    assert "Meedoen kon tot en met 21 maart 2027" in after
    for untrue in ("Lever dit formulier in", "Wat wilt u zeggen?", "Print dit formulier"):
        assert untrue in before
        assert untrue not in after


def test_a_paper_form_of_what_closed_early_says_why(on_day, ideas, trajectory, cast, now, today):
    close_activity(ideas, reason="Het hoogwater.", by=cast.samira, at=now, on=today)

    words = on_day("2027-02-10", "paper-form", trajectory, key=ideas.key)

    assert "De reden: Het hoogwater." in words
    assert "Lever dit formulier in" not in words


def test_on_the_last_day_a_page_says_that_it_is_the_last(on_day, ideas, trajectory):
    for name, of in (("process", trajectory), ("process-list", None), ("home", None)):
        assert "Nog 2 dagen" in on_day("2027-03-19", name, of)
        assert "Morgen is de laatste dag" in on_day("2027-03-20", name, of)
        assert "Vandaag is de laatste dag" in on_day("2027-03-21", name, of)


def test_with_an_evening_beside_it_every_page_says_until_when_the_door_is_open(
    on_day, ideas, evening, trajectory, client
):
    process = on_day("2027-02-15", "process", trajectory)
    page = client.get(reverse("process", args=[trajectory.slug])).content.decode()

    assert "Meedoen kan nu tot en met 21 maart 2027" in process
    assert "U kunt meedoen tot en met 21 maart 2027." in process
    assert "U doet mee Tot en met 21 maart 2027." in process
    assert f'href="{reverse("take-part", args=[trajectory.slug, ideas.key])}"' in page
    assert "18 februari 2027 Nog" not in process
    assert "Nog 34 dagen" in on_day("2027-02-15", "process-list", None)


def test_before_the_first_day_nobody_is_said_to_have_written_nothing(on_day, ideas, trajectory):
    ahead = on_day("2027-02-08", "take-part", trajectory, key=ideas.key)
    over = on_day("2027-03-22", "take-part", trajectory, key=ideas.key)

    assert "Hier is nog niets opgeschreven." in ahead
    assert "Hier schreef niemand iets." not in ahead
    assert "Hier schreef niemand iets." in over
