"""Mijn straat: what happens where somebody lives, and nothing kept of what was typed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import cancel_activity, move_activity
from speelruimte.activities.models import Activity
from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.places.actions import import_addresses
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.announcing import hold_back
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.public import processes
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.bare import a_trajectory
from tests.steps.beginning import trajectory_of
from tests.steps.refusing import refuses
from tests.steps.snapshots import from_snapshot
from tests.steps.taking_part import opened_ideas
from tests.steps.walking import finished, took_part

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)
STREETS = """\
straat;postcode;woonplaats;gebied
Lindelaan;9401AB;Lindewold;Centrum
Sluiskade;9402CD;Lindewold;Vaartzijde
Dorpsstraat;9403EF;Lindewold;Vaartzijde
Dorpsstraat;9404GH;Zandhuizen;Oosterveld
"""


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


@from_snapshot
def imported_streets(*, at):
    import_addresses(text=STREETS, file="straten.csv", by=None, at=at)


@pytest.fixture
def streets(areas, now):
    imported_streets(at=now)


@pytest.fixture
def taking_part(trajectory, cast, now, today, time_machine):
    """De Brink in the centre, while people take part."""
    time_machine.move_to(now, tick=False)
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    trajectory.ideas = opened_ideas(trajectory, by=leader, at=now, on=today)
    return trajectory


@pytest.fixture
def done(cast, areas, load_pack, now):
    """Another one in the centre, that walked the whole route."""
    trajectory = trajectory_of(
        load_pack("basis"), cast, areas, at=now, case_number="2027-0044", title="De oude brug"
    )
    trajectory = adopted_agreement(trajectory, cast, at=now)
    last = took_part(trajectory, cast, at=now)
    return finished(trajectory, cast, at=last)


def typed(client, words):
    """As from the home page, which everybody shares: it holds no token."""
    client.handler.enforce_csrf_checks = True
    return client.post(reverse("my-street"), {"where": words})


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Lindelaan 12", "/straat/lindelaan/"),
        ("9402 cd", "/straat/sluiskade/"),
        ("vaartzijde", "/buurt/vaartzijde/"),
        ("de Sluiskade", "/straat/sluiskade/"),
    ],
)
def test_what_is_typed_leads_to_an_address_that_names_the_street_only(
    client, streets, words, address
):
    answer = typed(client, words)

    assert (answer.status_code, answer.url) == (302, address)
    assert not answer.cookies


def test_of_more_streets_with_one_name_one_chooses(client, streets):
    asked = typed(client, "dorpsstraat")
    assert asked.status_code == 302
    answer = client.get(asked.url)

    html = answer.content.decode()
    assert "Welke bedoelt u?" in html
    assert "/straat/dorpsstraat/" in html
    assert "/straat/dorpsstraat-zandhuizen/" in html
    assert answer["Cache-Control"] == "no-store"


def test_of_a_street_that_is_not_there_it_is_said_before_one_that_looks_like_it(client, streets):
    asked = typed(client, "Lindenlaan")
    assert "linden" not in asked.url.lower()

    html = client.get(asked.url).content.decode()

    assert "De naam die u typte, kennen wij niet." in html
    assert "Bedoelt u deze?" in html
    assert "/straat/lindelaan/" in html
    assert "Welke bedoelt u?" not in html
    assert "kennen wij niet" not in client.get(typed(client, "dorpsstraat").url).content.decode()


def test_what_is_not_known_stays_typed_and_says_what_to_do(client, streets):
    answer = typed(client, "Nergensweg")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Nergensweg"' in html
    assert "Deze straat of postcode kennen we niet" in html
    assert "/buurt/oosterveld/" in html


def test_a_word_that_a_running_plan_names_leads_to_that_plan(client, streets, taking_part, done):
    Trajectory.objects.filter(pk=taking_part.pk).update(summary="Een speelplek aan de Kolk.")
    Trajectory.objects.filter(pk=done.pk).update(summary="Er was iets aan de Kolk.")

    answer = typed(client, "kolk")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze plannen gaan hierover" in html
    assert reverse("process", kwargs={"slug": taking_part.slug}) in html
    assert reverse("process", kwargs={"slug": done.slug}) not in html
    assert "Deze plannen gaan hierover" not in typed(client, "Nergensweg").content.decode()


def test_a_street_and_an_area_begin_with_the_next_meetings(client, streets, taking_part):
    activity = taking_part.activities.first()
    soon = activity.opens_on + timedelta(days=3)
    taking_part.activities.filter(pk=activity.pk).update(
        kind="", title="De wandeling", held_on=soon, held_at="19.30 uur", place="De kantine"
    )

    for address in (
        reverse("street", kwargs={"key": "lindelaan"}),
        reverse("neighbourhood", kwargs={"key": "centrum"}),
    ):
        page = client.get(address)
        html = page.content.decode()
        [row] = page.context["meetings"]
        assert (row["date"], row["title"]) == (soon, "De wandeling")
        assert row["text"] == f"{taking_part.title}. 19.30 uur, De kantine"
        assert html.index("Hier kunt u naartoe") < html.index("U kunt nu meedoen")
    elsewhere = client.get(reverse("neighbourhood", kwargs={"key": "vaartzijde"}))
    assert "Hier kunt u naartoe" not in elsewhere.content.decode()


def test_a_street_and_an_area_say_what_was_announced_and_does_not_go_on(
    client, streets, taking_part, cast, now
):
    activity = taking_part.activities.first()
    soon = activity.opens_on + timedelta(days=3)
    taking_part.activities.filter(pk=activity.pk).update(
        kind="", title="De wandeling", held_on=soon, held_at="19.30 uur", place="De kantine"
    )
    leads = somebody(cast, "project_leader", taking_part, at=now)

    def shown():
        addresses = (
            reverse("street", kwargs={"key": "lindelaan"}),
            reverse("neighbourhood", kwargs={"key": "centrum"}),
        )
        pages = [client.get(address).context["meetings"] for address in addresses]
        return [[(row["date"], row["title"]) for row in rows] for rows in pages]

    on, why = {"by": leads, "at": now}, "De zaal staat onder water."
    later = soon + timedelta(days=7)
    move_activity(Activity.objects.get(pk=activity.pk), held_on=later, reason=why, **on)
    assert shown() == 2 * [[(soon, "Verplaatst: De wandeling"), (later, "De wandeling")]]

    cancel_activity(Activity.objects.get(pk=activity.pk), reason=why, **on)
    called_off = [(day, "Gaat niet door: De wandeling") for day in (soon, later)]
    assert shown() == 2 * [called_off]
    elsewhere = client.get(reverse("neighbourhood", kwargs={"key": "vaartzijde"}))
    assert not elsewhere.context["meetings"]


def test_a_street_says_what_one_can_join(client, streets, taking_part):
    html = client.get(reverse("street", kwargs={"key": "lindelaan"})).content.decode()

    assert html.index("U kunt nu meedoen") < html.index(taking_part.title)
    for kind, said in (("street", "Deze straat staat niet"), ("neighbourhood", "Deze buurt staat")):
        page = client.get(reverse(kind, kwargs={"key": "nergensweg"}))
        assert page.status_code == 404
        assert said in page.content.decode()
        assert f'href="{reverse("my-street")}"' in page.content.decode()


def test_where_nothing_is_open_one_reads_what_runs_and_what_was_decided(
    client, streets, done, taking_part
):
    """A resident read that nothing ran in a street where answers were being written."""
    Trajectory.objects.filter(pk=taking_part.pk).update(step="result")
    taking_part.activities.update(closed_at=taking_part.activities.first().opened_at)

    html = client.get(reverse("neighbourhood", kwargs={"key": "centrum"})).content.decode()

    assert "Nu kunt u hier nergens aan meedoen. Hieronder staat wat er wel loopt." in html
    assert html.index("We werken eraan") < html.index(taking_part.title)
    assert html.index('id="besloten"') < html.rindex(done.title)
    elsewhere = client.get(reverse("neighbourhood", kwargs={"key": "de-lanen"})).content.decode()
    assert taking_part.title not in elsewhere


def test_what_names_the_street_comes_first_also_by_where_people_meet(
    client, streets, taking_part, done
):
    page = reverse("street", kwargs={"key": "lindelaan"})
    html = client.get(page).content.decode()
    assert "In uw straat" not in html

    taking_part.activities.update(place="Bij Nadia thuis, Lindelaan 22")
    Trajectory.objects.filter(pk=done.pk).update(summary="Over de Lindelaantjes.")
    html = client.get(page).content.decode()

    assert html.index("In uw straat: Lindelaan") < html.rindex(taking_part.title)
    assert html.rindex(taking_part.title) < html.index("In uw buurt: besloten")
    assert html.index("In uw buurt: besloten") < html.rindex(done.title)


def test_newer_plans_with_a_longer_name_push_out_none_that_names_the_street(
    client, streets, taking_part, done, monkeypatch
):
    monkeypatch.setattr("speelruimte.website.public.my_street.MOST_NAMING", 1)
    Trajectory.objects.filter(pk=done.pk).update(title="Hier, in de LINDELAAN", started_on=LONG_AGO)
    Trajectory.objects.filter(pk=taking_part.pk).update(title="De Lindelaantjes")

    html = client.get(reverse("street", kwargs={"key": "lindelaan"})).content.decode()

    assert "In uw straat: Lindelaan" in html
    assert "Hier, in de LINDELAAN" in html


def test_what_runs_in_the_street_itself_is_not_said_to_stand_below(client, streets, taking_part):
    closed = taking_part.activities.first().opened_at
    taking_part.activities.update(closed_at=closed, place="Lindelaan 22")
    Trajectory.objects.filter(pk=taking_part.pk).update(step="result")

    html = client.get(reverse("street", kwargs={"key": "lindelaan"})).content.decode()

    assert "Nu kunt u hier nergens aan meedoen." in html
    assert "Hieronder staat wat er wel loopt" not in html


def test_a_plan_that_stopped_is_not_called_decided(client, streets, done):
    Trajectory.objects.filter(pk=done.pk).update(
        step="stopped", stopped_reason="Er is geen geld meer."
    )

    html = client.get(reverse("neighbourhood", kwargs={"key": "centrum"})).content.decode()

    assert 'id="besloten"' not in html
    assert html.index('id="gestopt"') < html.rindex(done.title)


def test_the_home_page_asks_for_a_street_where_streets_are_known(client, streets):
    html = client.get("/").content.decode()

    assert 'action="/mijn-straat/"' in html
    assert "Uw postcode, straat of buurt" in html


def test_without_streets_the_home_page_asks_for_the_area(client, areas):
    html = client.get("/").content.decode()

    assert "Uw wijk of dorp" in html
    assert typed(client, "Vaartzijde").url == "/buurt/vaartzijde/"


@pytest.fixture
def leader(cast, trajectory, now, time_machine):
    time_machine.move_to(now, tick=False)
    return somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)


def seen_in(client, area):
    return client.get(reverse("neighbourhood", kwargs={"key": area})).content.decode()


def sought(client, words):
    return client.get(reverse("search"), {"q": words}).content.decode()


def step_of(trajectory, step):
    Trajectory.objects.filter(pk=trajectory.pk).update(step=step)


def test_a_plan_in_preparation_is_one_line_from_the_step_that_the_policy_names(
    client, trajectory, leader
):
    step_of(trajectory, "weighing")
    assert trajectory.title not in seen_in(client, "centrum")
    assert trajectory.title not in sought(client, "groen")

    step_of(trajectory, "plan")
    html = seen_in(client, "centrum")
    assert f"Wij denken na over ‘{trajectory.title}’." in html
    assert trajectory.summary not in html
    assert f"/trajecten/{trajectory.slug}/" not in html
    assert trajectory.title in client.get(reverse("process-list")).content.decode()
    assert trajectory.title not in seen_in(client, "de-lanen")
    html = sought(client, "groene centrum")
    assert f"Wij denken na over ‘{trajectory.title}’." in html
    assert "1 plan in voorbereiding gevonden." in html
    assert trajectory.title not in sought(client, "groen bankje")


def test_the_next_page_of_plans_is_reached_before_what_is_in_preparation(
    client, trajectory, leader, monkeypatch
):
    monkeypatch.setattr(processes, "PER_PAGE", 1)
    step_of(trajectory, "plan")
    for number in ("2027-0008", "2027-0009"):
        a_trajectory(trajectory.policy, route="college", case_number=number)

    html = client.get(reverse("process-list")).content.decode()

    assert html.index('rel="next"') < html.index('id="in-voorbereiding"')


def test_what_is_prepared_for_a_street_stands_apart_from_what_is_prepared_elsewhere(
    client, streets, trajectory, leader
):
    step_of(trajectory, "plan")
    page = reverse("street", kwargs={"key": "lindelaan"})
    assert 'id="in-uw-straat"' not in client.get(page).content.decode()

    title = "Een nieuw riool in de Lindelaan"
    Trajectory.objects.filter(pk=trajectory.pk).update(title=title)
    html = client.get(page).content.decode()

    assert "In voorbereiding: Lindelaan" in html
    assert html.index('id="in-uw-straat"') < html.index(f"Wij denken na over ‘{title}’.")
    assert html.count(title) == 1
    assert 'id="in-voorbereiding"' not in html
    assert html.index(title) < html.index("Nu kunt u hier nergens aan meedoen")


def test_a_leader_holds_a_plan_back_on_a_ground_until_a_day(
    browser_of, client, trajectory, leader, time_machine, now
):
    step_of(trajectory, "plan")
    page = reverse("work-hold-back", kwargs={"case_number": trajectory.case_number})
    desk = browser_of(leader)

    refused = desk.post(page, {"ground": "x", "until": "2027-02-20"})
    assert refused.status_code == 422
    assert trajectory.title in seen_in(client, "centrum")

    sent = {"ground": "De grond wordt nog aangekocht.", "until": "2027-02-20"}
    assert desk.post(page, sent).status_code == 302
    assert trajectory.title not in seen_in(client, "centrum")
    assert trajectory.title not in sought(client, "groen")
    entry = Entry.objects.get(verb="held_back")
    assert entry.facts["until"] == "2027-02-20"
    assert "aangekocht" not in str(entry.facts)

    assert desk.post(page, {"show": "1"}).status_code == 302
    assert trajectory.title in seen_in(client, "centrum")
    second_press = desk.post(page, {"show": "1"}, follow=True).content.decode()
    assert "Dit is al te zien. U hoeft niets te doen." in second_press

    desk.post(page, sent)
    time_machine.move_to(now + timedelta(days=11), tick=False)
    assert trajectory.title not in seen_in(client, "centrum")
    time_machine.move_to(now + timedelta(days=12), tick=False)
    assert trajectory.title in seen_in(client, "centrum")


def test_nobody_but_who_leads_holds_a_plan_back(cast, trajectory, leader, today, now):
    for person in (cast.stranger, cast.bos):
        with pytest.raises(RuleBroken):
            hold_back(trajectory, ground="Omdat het kan.", until=today, by=person, at=now, on=today)
    with pytest.raises(RuleBroken):
        hold_back(
            trajectory,
            ground="Voor altijd, het liefst.",
            until=today + timedelta(days=200),
            by=leader,
            at=now,
            on=today,
        )
    with refuses("too_long", field="ground"):
        hold_back(trajectory, ground="Nog niet. " * 300, until=today, by=leader, at=now, on=today)
