"""The calendar of the home page: all that is due soon, also when that is much."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines

from speelruimte.agreements.models import PlannedMethod
from speelruimte.promise import answer_due
from speelruimte.route.models import OpenTask
from speelruimte.trajectories.models import Step
from tests.steps.bare import a_trajectory, an_activity, an_agreement


def test_all_of_the_coming_two_weeks_stands_in_the_calendar(client, policy, time_machine, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path, announced_on=date(2026, 12, 12), decided_on=date(2026, 12, 30))
    for number, day in enumerate((1, 2, 3, 7, 9), start=1):
        an_activity(
            path,
            key=f"avond-{number}",
            planned=f"avond-{number}",
            title=f"Avond {number}",
            closed_at=None,
            held_on=date(2026, 12, day),
            held_at="19.30 uur",
            place="De kantine",
        )

    page = client.get("/")
    html, days = page.content.decode(), [row["date"].day for row in page.context["calendar"]]

    assert all(f"Avond {number}" in html for number in range(1, 6))
    assert "19.30 uur, De kantine" in html
    assert "Avond in de kantine" in html
    assert days == [1, 2, 3, 7, 9, 12]


def test_within_a_day_the_calendar_goes_by_the_hour(client, policy, time_machine, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path)
    for number, at in enumerate(("19.30 uur", "", "Vanaf 9:15", "10 uur"), start=1):
        key, title = f"avond-{number}", f"Avond {number}"
        meets = {"held_on": date(2026, 12, 9), "held_at": at}
        an_activity(path, key=key, planned=key, title=title, closed_at=None, **meets)

    rows = client.get("/").context["calendar"]
    titles = [row["title"] for row in rows if row["date"] == date(2026, 12, 9)]
    assert titles == ["Avond 3", "Avond 4", "Avond 1", "Avond 2"]


def test_the_calendar_leads_to_the_meeting_itself_and_says_that_hour_and_place_follow(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path, announced_on=date(2026, 12, 12), decided_on=date(2026, 12, 30))
    meeting = an_activity(
        path, key="avond", title="De avond", closed_at=None, held_on=date(2026, 12, 7)
    )

    rows = {row["title"]: row for row in client.get("/").context["calendar"]}
    process = client.get(f"/trajecten/{path.slug}/").content.decode()

    assert rows["De avond"]["url"].endswith(f"/{path.slug}/meedoen/{meeting.key}/")
    assert client.get(rows["De avond"]["url"]).status_code == 200
    assert rows["De avond"]["text"] == f"{path.title}. Tijd en plek volgen."
    assert rows["Avond in de kantine"]["text"] == path.title
    assert rows["Besluit"]["text"] == path.title
    assert "Is het een bijeenkomst?" not in process


def test_a_moment_of_which_hour_and_place_are_known_says_them(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    known = {"announced_at": "19.30 uur", "announced_in": "De kantine"}
    an_agreement(path, announced_on=date(2026, 12, 12), **known)
    an_activity(path, key="avond", closed_at=None, held_on=date(2026, 12, 12), held_at="20 uur")

    rows = [row for row in client.get("/").context["calendar"] if row["date"].day == 12]
    process = client.get(f"/trajecten/{path.slug}/").content.decode()
    agreements = client.get(f"/trajecten/{path.slug}/afspraken/").content.decode().split()

    assert rows[0]["title"] == "Avond in de kantine"  # 19.30 stands before 20
    assert rows[0]["text"] == f"{path.title}. 19.30 uur, De kantine"
    assert "19.30 uur, De kantine" in process
    assert "12 december 2026, 19.30 uur</b> Avond in de kantine, De kantine" in " ".join(agreements)


def in_calendar(client):
    rows = client.get("/").context["calendar"]
    return [(row["date"], row["title"], row["url"]) for row in rows]


def test_the_calendar_holds_the_day_by_which_answers_were_promised_to_what_is_open(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path)
    activity = an_activity(path, closed_at=None, closes_on=date(2026, 12, 1))

    due = answer_due(activity)

    assert (due, "Laatste dag voor onze antwoorden", f"/trajecten/{path.slug}/") in in_calendar(
        client
    )


def test_the_calendar_holds_what_was_promised_where_nothing_is_open(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    written = a_trajectory(policy, route="college", step=Step.RESULT)
    wall = a_trajectory(policy, route="college", step=Step.INFORMING, case_number="2027-0002")
    for number, (process, page) in enumerate(((written, "answers"), (wall, "waiver"))):
        OpenTask.objects.create(
            trajectory=process,
            role="official",
            page=page,
            sentences={},
            number=1,
            position=number,
            due_on=date(2026, 12, 3 + number),
        )

    assert in_calendar(client) == [
        (date(2026, 12, 3), "Laatste dag voor onze antwoorden", f"/trajecten/{written.slug}/"),
        (date(2026, 12, 4), "Laatste dag: u hoort wat er gebeurt", f"/trajecten/{wall.slug}/"),
    ]


def drawn(**row):
    """The legend below one row of a year."""
    rows = [{"label": "Pad", "summary": "Pad.", "periods": [], **row}]
    template = "{% period_chart rows first 12 'Jaar.' 'jaar' %}"
    html = engines["django"].from_string(template).render({"rows": rows, "first": date(2027, 1, 1)})
    return html.partition('class="sr-legend"')[2]


def test_the_legend_of_the_year_explains_what_is_drawn_and_nothing_else():
    period = {"start": date(2027, 2, 1), "end": date(2027, 3, 1)}

    assert "gepland" in drawn(periods=[period | {"kind": "planned"}])
    open_now = drawn(periods=[period | {"kind": "open"}])
    assert "u kunt meedoen" in open_now
    assert "gepland" not in open_now
    assert "besluit" not in open_now
    assert "voorbij" in drawn(periods=[period | {"kind": "done"}])
    assert "besluit" in drawn(decision=date(2027, 4, 1))
    assert drawn() == ""


def test_the_start_and_the_evenings_of_a_plan_of_which_nothing_is_open_yet_are_said_on_home_and_page(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2027-03-10T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path, followed_by="meedenken")

    page = client.get("/")
    rows = {row["title"]: (row["date"], row["text"]) for row in page.context["calendar"]}
    process = client.get(f"/trajecten/{path.slug}/")
    comes = [(row["when"], row["title"], row["text"]) for row in process.context["next"]]
    html = " ".join(process.content.decode().split())

    assert rows["Meedoen begint"] == (date(2027, 3, 20), f"{path.title}. Samen kiezen")
    held = (date(2027, 3, 25), f"{path.title}. 19.30 uur, De kantine")
    assert rows["Avond in de kantine"] == held
    assert [row["label"] for row in page.context["year"]["rows"]] == [path.title]
    assert ("20 maart 2027", "‘Samen kiezen’ begint", "Vanaf deze dag kunt u meedoen.") in comes
    assert ("25 maart 2027", "Avond in de kantine", "19.30 uur, De kantine") in comes
    assert "Nu hier" not in html
    assert "Hierna: Meedoen (stap 7 van 12)." in html
    (step,) = (step for step in process.context["steps"] if step["nr"] == 7)
    assert step["day"] == "vanaf 20 maart 2027"
    assert "Ophalen, van 1 november 2026 tot en met 31 december 2026. Bewoners: meepraten." in html
    assert "Samen kiezen, van 20 maart 2027 tot en met 20 april 2027. Bewoners: meedenken." in html


def test_what_runs_is_here_on_the_route(client, policy, time_machine):
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path)
    an_activity(path, closed_at=None, closes_on=date(2026, 12, 1))

    html = " ".join(client.get(f"/trajecten/{path.slug}/").content.decode().split())
    assert "Nu: Meedoen (stap 7 van 12)." in html
    assert "Nu hier" in html


def called_off(path, **more):
    """What the plan names and will not be held, as calling it off before it opened keeps it."""
    moment = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    return an_activity(
        path, closed_at=moment, closed_reason="De zaal is dicht.", cancelled_at=moment, **more
    )


def second_phase_of(client, path):
    """What home and the page of the process say of the second phase and its evening."""
    home = {row["title"]: row["text"] for row in client.get("/").context["calendar"]}
    comes = client.get(f"/trajecten/{path.slug}/").context["next"]
    return home, {row["title"] for row in comes}


@pytest.mark.parametrize("is_opened", [False, True])
def test_what_is_opened_ahead_of_its_phase_stays_announced(
    client, policy, time_machine, settings, is_opened
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2027-03-10T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path, followed_by="meedenken")
    if is_opened:
        days = {"opens_on": date(2027, 3, 20), "closes_on": date(2027, 4, 20)}
        held = {"held_on": date(2027, 3, 25), "held_at": "19.30 uur", "place": "De kantine"}
        where = {"phase": "kiezen", "planned": "avond", "kind": "", "key": "avond"}
        title = "Avond in de kantine"
        an_activity(path, **where, **days, **held, title=title, closed_at=None)

    home, comes = second_phase_of(client, path)

    assert home["Meedoen begint"] == f"{path.title}. Samen kiezen"
    assert home["Avond in de kantine"] == f"{path.title}. 19.30 uur, De kantine"
    assert {"‘Samen kiezen’ begint", "Avond in de kantine"} <= comes
    assert client.get("/").context["year"] is not None


def test_a_phase_of_which_all_was_called_off_does_not_begin(client, policy, time_machine, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to("2027-03-10T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    version = an_agreement(path, followed_by="meedenken")
    days = {"opens_on": date(2027, 3, 20), "closes_on": date(2027, 4, 20)}
    methods = PlannedMethod.objects.filter(phase__version=version, phase__key="kiezen")
    keys = list(methods.values_list("key", flat=True))
    for key in keys:
        called_off(path, phase="kiezen", planned=key, key=key, **days)

    home, comes = second_phase_of(client, path)

    assert keys
    assert "Meedoen begint" not in home
    assert "‘Samen kiezen’ begint" not in comes
