"""Who plans an evening types its hour and place once: from there they stand everywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from speelruimte.agreements.models import Moment, PlannedMethod
from speelruimte.agreements.queries import open_version
from speelruimte.route.actions import move_on
from speelruimte.trajectories.models import Step
from tests.steps.agreement import adopt_by_all, fresh
from tests.steps.story import story

__all__ = ["story"]


def read(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def planned(story, cast, sign_in, now, today, time_machine, settings):
    """A plan that is written, with the forms of its phases: ``press`` fills one in."""
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    story.planning()
    version = story.written_plan()
    desk, case = sign_in(cast.samira), version.trajectory.case_number
    phase = version.phases.get()
    pages = {
        "method": reverse("work-phase", args=[case, phase.key]),
        "moment": reverse("work-phases", args=[case]),
    }

    def press(name, **typed):
        typed = {f"{name}-{field}": value for field, value in typed.items()}
        return desk.post(pages[name], typed | {"do": name})

    return version, desk, pages, press


def test_an_hour_and_a_place_are_typed_once_and_stand_wherever_the_plan_is_read(
    planned, cast, client, now, today
):
    version, desk, pages, press = planned
    day = today + timedelta(days=9)
    evening = {"method": "evening", "title": "De avond", "held_on": str(day), "held_at": "19:30"}
    told = {"day": str(day), "what": "Wij vertellen het", "held_at": "20u15", "place": "Het Anker"}

    assert press("method", **evening, place="De Schakel").status_code == 302
    assert press("moment", **told).status_code == 302

    on, case = date_format(day, "j F Y"), version.trajectory.case_number
    for page in pages.values():
        assert f"<b>De avond</b>, {on}, 19.30 uur, De Schakel" in read(desk.get(page))
    assert f"<b>{on}, 20.15 uur</b> Wij vertellen het, Het Anker" in read(desk.get(pages["moment"]))
    trajectory = fresh(version.trajectory)
    moved = move_on(trajectory, to=Step.ADOPTION, on=today, by=cast.samira, at=now)
    adopt_by_all(open_version(moved), cast, at=now)
    activities = reverse("work-activities", args=[case])
    assert f"{on}, 19.30 uur, De Schakel" in read(desk.get(activities))

    method = PlannedMethod.objects.get(title="De avond")
    named = {"phase": method.phase.key, "planned": method.key}
    desk.post(reverse("work-open-activity", args=[case]), named)

    opened = trajectory.activities.get(planned=method.key)
    assert (opened.held_at, opened.place) == ("19.30 uur", "De Schakel")
    slug = trajectory.slug
    process = read(client.get(reverse("process", args=[slug])))
    agreements = read(client.get(reverse("agreements", args=[slug])))
    rows = {row["title"]: row["text"] for row in client.get("/").context["calendar"]}
    assert f"{on}, 19.30 uur, De Schakel" in process
    assert f"<b>De avond</b>, {on}, 19.30 uur, De Schakel" in agreements
    assert rows["De avond"] == f"{trajectory.title}. 19.30 uur, De Schakel"
    assert rows["Wij vertellen het"] == f"{trajectory.title}. 20.15 uur, Het Anker"
    work = read(desk.get(reverse("my-work")))
    assert "Wij vertellen het, 20.15 uur, Het Anker" in work


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("method", {"method": "evening", "held_on": "{day}", "place": "De Schakel"}),
        ("moment", {"day": "{day}", "what": "Wij vertellen het", "place": "De Schakel"}),
    ],
)
def test_what_names_no_hour_is_refused_beside_its_field_and_nothing_typed_is_lost(
    planned, today, name, typed
):
    _version, _desk, _pages, press = planned
    typed = {field: value.format(day=today + timedelta(days=9)) for field, value in typed.items()}

    refused = press(name, **typed, held_at="na het eten")

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Schrijf op hoe laat, bijvoorbeeld: 19.30 uur." in html
    assert 'value="na het eten"' in html
    assert 'value="De Schakel"' in html
    assert not PlannedMethod.objects.filter(place="De Schakel").exists()
    assert not Moment.objects.filter(place="De Schakel").exists()


def test_the_form_of_a_moment_shows_its_hour_and_place_and_changes_them(planned, today):
    version, desk, _pages, press = planned
    day = today + timedelta(days=9)
    press("moment", day=str(day), what="Wij vertellen het", held_at="20.15", place="Het Anker")
    moment = Moment.objects.get(version=version, what="Wij vertellen het")
    page = reverse("work-moment", args=[version.trajectory.case_number, moment.pk])

    form = desk.get(page).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"day": str(day), "held_at": "21:00"}
    answer = desk.post(page, typed)

    moment.refresh_from_db()
    assert answer.status_code == 302
    assert (moment.held_at, moment.place) == ("21.00 uur", "Het Anker")
