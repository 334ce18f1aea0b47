"""Two areas or subjects become one: nothing is lost, nothing counts twice, old addresses lead on."""

import json

import pytest
from demo.cast import welcome_cast
from django.urls import reverse

from speelruimte.initiatives.models import EarlierAssessment, Initiative
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.memory.models import SearchText
from speelruimte.notices.asked import confirm_notice, leave_notice
from speelruimte.notices.asked_links import Asking
from speelruimte.notices.models import AskedNotice
from speelruimte.people.actions import end_role, grant_role
from speelruimte.people.models import Grant
from speelruimte.people.naming import rename_places
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.places.actions import import_addresses, import_areas
from speelruimte.places.models import Area, Stretch, Subject
from speelruimte.places.queries import area_at
from speelruimte.route.merging import merge_places, pointing_at
from speelruimte.route.verification import verify
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Trajectory
from tests.steps.agreement import adopted_agreement
from tests.steps.at_once import at_once
from tests.steps.door import received_initiative
from tests.steps.refusing import refuses
from tests.steps.writing import changed_in_database

SQUARE = [[[6.5, 52.9], [6.6, 52.9], [6.6, 53.0], [6.5, 53.0], [6.5, 52.9]]]
BESIDE = [[[6.6, 52.9], [6.7, 52.9], [6.7, 53.0], [6.6, 53.0], [6.6, 52.9]]]
STREETS = """straat;postcode;van;tot;gebied
Lindelaan;9401AB;1;9;Centrum
Lindelaan;9401AB;11;21;Vaartzijde
Sluiskade;9402CD;;;Vaartzijde
"""


@pytest.fixture
def who(cast, now, today):
    return {"by": cast.wim, "at": now, "on": today}


@pytest.fixture
def merge(areas, who):
    """Vaartzijde goes into the centre."""
    return lambda: merge_places(areas["vaartzijde"], into=areas["centrum"], **who)


@pytest.fixture(autouse=True)
def _at_now(settings, time_machine, now):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)


@action
def assessed(idea, *, first, more, before, by, at):
    """As if it was assessed so, and otherwise before."""
    idea.area, idea.more_areas = first, more
    idea.save()
    earlier = {"reason": "Het lag elders.", "corrected_at": at, "area": before}
    wrote = (idea, idea.earlier_assessments.create(**earlier))
    record("assessment_corrected", about=idea.key, by=by, at=at, wrote=wrote)


def asking(area, email="henk@lindewold.example"):
    return Asking(email, f"area:{area}", "nl")


def test_everything_that_pointed_at_one_points_at_the_other_once(
    trajectory, areas, cast, merge, now, today
):
    gone, into = areas["vaartzijde"], areas["centrum"]
    idea, more = Initiative.objects.get(), ["vaartzijde", "centrum", "de-lanen"]
    assessed(idea, first=into, more=more, before=gone, by=cast.marleen, at=now)
    import_addresses(text=STREETS, file="straten.csv", by=None, at=now)
    for area in (gone, into):
        confirm_notice(asking(area.key), by=None, at=now)
        grant_role(
            cast.samira, role=Role.MODERATOR, area=area, by=cast.wim, at=now, starts_on=today
        )
    confirm_notice(asking("vaartzijde", "ada@lindewold.example"), by=None, at=now)
    assert dict(pointing_at(gone))["gevraagde berichten"] == 2

    beside = verify().beside
    trajectory.areas.set([gone, into])

    merge()

    assert pointing_at(gone) == []
    assert [*trajectory.areas.all()] == [into]
    assert Initiative.objects.first().area_keys == ("centrum", "de-lanen")
    assert sorted(Stretch.objects.values_list("postcode", "area", "first", "last")) == [
        ("9401AB", into.pk, 1, 21),
        ("9402CD", into.pk, None, None),
    ]
    assert AskedNotice.objects.count() == 2
    (grant,) = Grant.objects.filter(person=cast.samira, area=into)
    assert Role.MODERATOR in roles_of(cast.samira, on=today, areas=["centrum"])
    assert verify().faults == []
    assert verify().beside == beside
    entry = Entry.objects.get(verb="places_merged")
    assert (entry.about, entry.facts["into"]) == ("area:vaartzijde", "centrum")
    end_role(grant, by=cast.wim, at=now, ends_on=today)
    assert verify().beside == beside
    Grant.objects.filter(pk=grant.pk).update(ends_on=None)
    assert len(verify().beside) == len(beside) + 1, "a role that was ended and holds again"


def test_old_addresses_links_and_files_lead_to_the_other(
    client, browser_of, cast, areas, merge, now
):
    left = asking("vaartzijde")
    merge()

    def leads(address):
        return client.get(address)["Location"]

    neighbourhood = reverse("neighbourhood", args=["vaartzijde"])
    assert leads(neighbourhood) == reverse("neighbourhood", args=["centrum"])
    assert leads(reverse("ask-notice-buurt", args=["vaartzijde"])).endswith("/centrum/")
    for name in ("process-list", "archive"):
        address = reverse(name)
        assert leads(f"{address}?gebied=vaartzijde&stand=nu").startswith(
            f"{address}?gebied=centrum"
        )
    assert client.get(f"{reverse('process-list')}?gebied=centrum").status_code == 200
    confirm_notice(left, by=None, at=now)
    assert AskedNotice.objects.get().area == areas["centrum"]
    assert leave_notice(left, by=None, at=now) == 1
    import_addresses(text=STREETS, file="straten.csv", by=None, at=now)
    assert {stretch.area.key for stretch in Stretch.objects.all()} == {"centrum"}
    assert "vaartzijde" not in browser_of(cast.wim).get("/werk/gebieden/").content.decode().lower()


def test_a_file_from_before_makes_no_second_one_and_draws_both(areas, merge, now):
    merge()
    text = (
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"naam": "Centrum", "inwoners": 100}, "geometry":'
        f' {{"type": "Polygon", "coordinates": {SQUARE}}}}},'
        '{"type": "Feature", "properties": {"naam": "Vaartzijde", "inwoners": 40}, "geometry":'
        f' {{"type": "Polygon", "coordinates": {BESIDE}}}}}]}}'
    )

    for _time in range(2):
        import_areas(text=text, file="gebieden.geojson", by=None, at=now)

    assert Area.objects.count() == 3
    centre = Area.objects.get(key="centrum")
    assert centre.inhabitants == 140
    assert area_at(6.55, 52.95) == area_at(6.65, 52.95) == centre


def test_a_file_from_before_says_how_many_people_only_where_it_says_so_of_both(areas, merge, now):
    Area.objects.filter(key__in=["centrum", "vaartzijde"]).update(inhabitants=70)
    merge()
    shapes = {"Centrum": SQUARE, "Vaartzijde": BESIDE}
    features = [
        {
            "type": "Feature",
            "properties": {"naam": name},
            "geometry": {"type": "Polygon", "coordinates": shape},
        }
        for name, shape in shapes.items()
    ]
    drawn = json.dumps({"type": "FeatureCollection", "features": features})

    for text, inhabitants in (
        (drawn, 140),
        ("naam\nCentrum\nVaartzijde", 140),
        ("naam;inwoners\nCentrum;100\nVaartzijde;", None),
    ):
        import_areas(text=text, file="gebieden", by=None, at=now)
        assert Area.objects.get(key="centrum").inhabitants == inhabitants


def test_what_cannot_be_merged_is_refused_with_a_sentence(
    trajectory, areas, cast, merge, who, now, today
):
    gone, into = areas["vaartzijde"], areas["centrum"]
    with refuses("same_place"):
        merge_places(gone, into=gone, **who)
    with refuses("not_allowed"):
        merge_places(gone, into=into, **who | {"by": cast.marleen})
    given = {"by": cast.wim, "at": now, "starts_on": today}
    grant_role(cast.samira, role=Role.PROJECT_LEADER, area=gone, **given)
    moderator = grant_role(cast.samira, role=Role.MODERATOR, area=into, **given)
    with refuses("roles_would_meet") as refused:
        merge()
    assert cast.samira.name in refused.value.sentence
    assert pointing_at(gone) == [("roltoekenningen", 1)]
    moderator.delete()
    merge()
    with refuses("merged_meanwhile"):
        merge()
    with refuses("merged_meanwhile"):
        rename_places([("", gone, "Anders", "Vaartzijde")], **who)


def test_a_process_is_found_by_the_name_that_its_area_has_now(
    trajectory, cast, areas, merge, who, now
):
    trajectory.areas.set([areas["vaartzijde"]])
    adopted_agreement(trajectory, cast, at=now)
    assert "Vaartzijde" in SearchText.objects.get().words

    merge()
    assert "Centrum" in SearchText.objects.get().words
    rename_places([("", areas["centrum"], "Binnenstad", "Centrum")], **who)
    assert "Binnenstad" in SearchText.objects.get().words


@pytest.mark.once
def test_an_administrator_sees_what_goes_along_before_it_happens(browser_of, cast, trajectory, db):
    roads, traffic = (
        Subject.objects.create(key=key, name=key.capitalize()) for key in ("wegen", "verkeer")
    )
    trajectory.subject = roads
    trajectory.save(update_fields=["subject"])
    administrator = browser_of(cast.wim)
    choose = "/werk/gebieden/samenvoegen/onderwerp/"
    assert choose in administrator.get("/werk/gebieden/").content.decode()
    assert administrator.get(choose, {"gone": "wegen", "into": "wegen"}).status_code == 422

    sure = administrator.get(choose, {"gone": "wegen", "into": "verkeer"}, follow=True)

    page = sure.content.decode()
    assert "Weet u het zeker?" in page
    assert "<b>1</b>" in page
    assert Subject.objects.count() == 2
    address = sure.request["PATH_INFO"]
    assert administrator.post(address).status_code == 302
    trajectory.refresh_from_db()
    assert trajectory.subject == traffic
    assert administrator.post(address, follow=True).redirect_chain[-1][0] == choose
    assert browser_of(cast.marleen).get(choose).status_code == 403


def test_of_two_who_merge_the_other_way_round_one_is_told(own_database, now, today):
    wim = welcome_cast(by=None, at=now, on=today)["wim"]
    one, other = (
        Area.objects.create(key=name.lower(), name=name) for name in ("Centrum", "Vaartzijde")
    )
    who = {"by": wim, "at": now, "on": today}

    done = at_once(
        lambda: merge_places(one, into=other, **who), lambda: merge_places(other, into=one, **who)
    )

    refused = [outcome for outcome in done if isinstance(outcome, RuleBroken)]
    assert [refusal.code for refusal in refused] == ["merged_meanwhile"]
    assert Area.objects.count() == 1


def test_an_idea_about_what_went_into_another_since_the_form_was_made_is_about_the_other(
    policy, areas, merge
):
    gone, into = areas["vaartzijde"], areas["centrum"]
    merge()

    idea = received_initiative(area=gone, more_areas=[gone])

    assert (idea.area, idea.more_areas) == (into, [into.key])


@pytest.mark.parametrize("kind", ["area", "subject"])
def test_what_goes_into_another_is_held_by_the_journal_as_before(
    trajectory, cast, areas, who, kind
):
    model = Area if kind == "area" else Subject
    gone, into, third = (
        model.objects.get_or_create(key=key, defaults={"name": key})[0]
        for key in ("vaartzijde", "centrum", "de-lanen")
    )
    point_at(trajectory, kind, gone, by=cast.marleen, at=who["at"])
    beside = verify().beside

    merge_places(gone, into=into, **who)
    assert verify().beside == beside

    of_process = () if kind == "area" else (Trajectory,)
    for other in (*of_process, Initiative, EarlierAssessment):
        row = other.objects.get()
        assert getattr(row, kind) == into
        with changed_in_database(row, **{kind: third}):
            new = [said.split()[0] for said in verify().beside if said not in beside]
        assert new == [f"{other._meta.db_table}:{row.pk}"]


@action
def point_at(trajectory, kind, place, *, by, at):
    """As if all that belongs to this process was about this place."""
    idea = Initiative.objects.get()
    earlier = EarlierAssessment(initiative=idea, reason="Het lag elders.", corrected_at=at)
    rows = (idea, earlier) if kind == "area" else (trajectory, idea, earlier)
    for row in rows:
        setattr(row, kind, place)
        row.save()
    record("assessment_corrected", about=idea.key, by=by, at=at, wrote=rows)
