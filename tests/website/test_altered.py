# ruff: noqa: F811  (fixtures come in by name)
"""What goes otherwise than was announced says so wherever it was announced; a colleague has a form."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.models import Activity, Alteration
from speelruimte.route.altering import close_and_tell, follow_and_tell, reopen_and_tell
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.writing import writing_by_hand
from tests.website.test_after_the_last_day import _no_page_cache, on_day  # noqa: F401

WHY = "De zaal staat onder water."
BEFORE = "Aangekondigd was: 18 februari 2027, De Schakel."


@pytest.fixture
def leader(sign_in, cast, trajectory, time_machine, today):
    time_machine.move_to(f"{today}T10:00:00+01:00", tick=False)
    return sign_in(cast.samira)


def press(leader, page, trajectory, *parts, **typed):
    return leader.post(reverse(f"work-{page}", args=[trajectory.case_number, *parts]), typed)


def test_a_cancelled_evening_says_so_on_its_page_the_process_home_and_in_the_timeline(
    leader, ideas, evening, trajectory, on_day
):
    press(leader, "cancel-activity", trajectory, evening.key, reason=WHY)
    work = leader.get(reverse("work-activities", args=[trajectory.case_number]))

    page = on_day("2027-02-10", "take-part", trajectory, key=evening.key)
    process = on_day("2027-02-10", "process", trajectory)
    home = on_day("2027-02-10", "home", None)
    for words in (page, process):
        assert f"Gaat niet door: {evening.title}" in words
        assert f"{BEFORE} De reden: {WHY}" in words
    assert "Kom langs" not in page
    assert "Meedoen tot en met" not in page
    assert f"‘{evening.title}’ gaat niet door" in process.split("Afspraken en wat er veranderde")[1]
    assert f"Gaat niet door: {evening.title}" in home
    assert WHY in work.content.decode()
    assert (
        "Dit gaat niet door U kunt nog meedoen tot en met 21 maart 2027. Schrijf wat u vindt"
        in page
    )
    assert "Hier is ruimte voor u." in page
    for untrue in ("Hier was ruimte", "Meedoen is nu gesloten", "We lezen wat u schreef"):
        assert untrue not in page
    later = on_day("2027-03-22", "take-part", trajectory, key=evening.key)
    assert "Hier was ruimte voor u. Meedoen is nu gesloten." in later
    assert "U kunt meedoen" not in later


def test_beside_the_locked_agreement_it_says_what_goes_otherwise(
    leader, evening, trajectory, on_day
):
    press(leader, "cancel-activity", trajectory, evening.key, reason=WHY)

    for name, more in (("agreements", {}), ("agreement-version", {"number": 1})):
        page = on_day("2027-02-10", name, trajectory, **more)
        text = page.split("De hele tekst")[1]
        assert f"Gaat niet door: {evening.title}" in text
        assert f"{BEFORE} De reden: {WHY}" in text


def test_a_moved_evening_says_where_to_come_and_what_was_announced_first(
    leader, evening, trajectory, on_day
):
    new = {"held_on": "2027-03-04", "held_at": "20.00 uur", "place": "Het Anker"}

    press(leader, "move-activity", trajectory, evening.key, reason=WHY, **new)

    page = on_day("2027-02-10", "take-part", trajectory, key=evening.key)
    home = on_day("2027-02-10", "home", None)
    assert "Kom langs 4 maart 2027, 20.00 uur, Het Anker" in page
    assert f"Nieuw: 4 maart 2027, 20.00 uur, Het Anker. {BEFORE} De reden: {WHY}" in page
    assert f"Verplaatst: {evening.title}" in home
    after = on_day("2027-03-05", "process", trajectory)
    assert "Verplaatst:" not in after
    locked = on_day("2027-03-05", "agreements", trajectory).split("De hele tekst")[1]
    assert f"Nieuw: 4 maart 2027, 20.00 uur, Het Anker. {BEFORE} De reden: {WHY}" in locked


def test_ideas_closed_early_and_opened_again_say_both(ideas, trajectory, cast, now, today, on_day):
    who = {"by": cast.samira, "at": now}
    close_and_tell(ideas, reason=WHY, on=today, **who)
    closed = on_day("2027-02-10", "process", trajectory)
    reopen_and_tell(ideas, reason="Het water is weg.", **who)

    page = on_day("2027-02-10", "take-part", trajectory, key=ideas.key)

    assert f"Eerder gesloten: {ideas.title}" in closed
    assert f"‘{ideas.title}’ is eerder gesloten dan beloofd" in closed
    assert f"Weer open: {ideas.title}" in page
    assert WHY in page.split("Eerder aangekondigd")[1]


def test_each_notice_keeps_the_day_it_was_published_with_when_the_agreement_makes_it_shorter(
    ideas, trajectory, cast, now, today, on_day
):
    who, sooner = {"by": cast.samira, "at": now}, date(2027, 2, 20)
    close_and_tell(ideas, reason=WHY, on=today, **who)
    reopen_and_tell(ideas, reason="Het water is weg.", **who)
    ground.a_longer_agreement(trajectory, ends_on=sooner)
    before, version = trajectory.versions.order_by("number")
    follow_and_tell(version, before=before, **who)

    open_still = on_day("2027-02-10", "take-part", trajectory, key=ideas.key)
    process = on_day("2027-02-10", "process", trajectory)
    close_and_tell(Activity.objects.get(), reason="Het is genoeg.", on=sooner, **who)
    closed = on_day("2027-02-20", "take-part", trajectory, key=ideas.key)

    shorter = (
        f"Sluit eerder: {ideas.title} Nu tot en met 20 februari 2027. "
        "Beloofd was: tot en met 21 maart 2027. De reden: Meer tijd."
    )
    assert shorter in open_still
    assert shorter in process
    assert f"‘{ideas.title}’ sluit eerder" in process
    assert (
        "Beloofd was: tot en met 20 februari 2027. Eerst was beloofd: tot en met 21 maart 2027."
    ) in closed.split("Eerder aangekondigd")[0]
    earlier = closed.split("Eerder aangekondigd")[1]
    assert shorter in earlier
    assert f"Weer open: {ideas.title} Tot en met 21 maart 2027." in earlier


def test_what_was_never_opened_is_taken_back_from_the_list_of_what_was_promised(
    leader, trajectory, on_day
):
    parts = ("ophalen", ground.EVENING)
    page = leader.get(reverse("work-activities", args=[trajectory.case_number])).content.decode()
    address = reverse("work-cancel-planned", args=[trajectory.case_number, *parts])
    assert address in page

    refused = press(leader, "cancel-planned", trajectory, *parts, reason="x")
    assert refused.status_code == 422
    assert "Schrijf een zin." in refused.content.decode()
    press(leader, "cancel-planned", trajectory, *parts, reason=WHY)

    words = on_day("2027-02-10", "take-part", trajectory, key=Activity.objects.get().key)
    assert f"{BEFORE} De reden: {WHY}" in words


def test_who_calls_the_last_meeting_off_reads_before_that_nothing_is_left_and_can_move_it(
    leader, ideas, evening, trajectory
):
    page = reverse("work-cancel-activity", args=[trajectory.case_number, evening.key])
    last = "Hierna is er niets meer met: elkaar ontmoeten."
    move = f'href="{reverse("work-move-activity", args=[trajectory.case_number, evening.key])}"'

    before = leader.get(page).content.decode()
    assert last in before
    assert move in before
    done = leader.post(page, {"reason": WHY}, follow=True).content.decode()
    assert "Plan iets anders" in done

    vote = reverse("work-cancel-planned", args=[trajectory.case_number, "ophalen", ground.VOTE])
    assert "Hierna is er niets meer met" not in leader.get(vote).content.decode()


def test_the_form_is_for_whom_the_policy_names(sign_in, cast, evening, trajectory):
    client = sign_in(cast.lotte)

    for page in ("cancel-activity", "move-activity", "reopen-activity"):
        address = reverse(f"work-{page}", args=[trajectory.case_number, evening.key])
        assert client.get(address).status_code == 403
    assert not Alteration.objects.exists()


@pytest.fixture
def calendar(client, time_machine):
    """What the calendar of home says on a day of each of its days: its title and its text."""

    def said(day):
        time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
        rows = client.get(reverse("home")).context["calendar"]
        return {row["date"].isoformat(): (row["title"], row["text"]) for row in rows}

    return said


def test_each_day_that_was_announced_keeps_its_notice_in_the_calendar(
    leader, evening, trajectory, calendar
):
    first = evening.held_on.isoformat()
    for new in ("2027-03-04", "2027-03-11"):
        press(leader, "move-activity", trajectory, evening.key, reason=WHY, held_on=new)

    told = (f"Verplaatst: {evening.title}", f"{trajectory.title}. Nieuw: 11 maart 2027")
    moved = calendar("2027-02-10")
    assert moved[first] == moved["2027-03-04"] == told
    assert moved["2027-03-11"][0] == evening.title

    press(leader, "cancel-activity", trajectory, evening.key, reason=WHY)
    gone = (f"Gaat niet door: {evening.title}", trajectory.title)
    days = (first, "2027-03-04", "2027-03-11")
    assert [calendar("2027-02-10")[day] for day in days] == [gone] * 3

    press(leader, "reopen-activity", trajectory, evening.key, reason=WHY)
    assert calendar("2027-02-10") == moved

    at_first = {"held_on": first, "place": evening.place}
    asked = press(leader, "move-activity", trajectory, evening.key, reason=WHY, **at_first)
    sure = {"asked_of": asked.context["form"]["asked_of"].value()}
    press(leader, "move-activity", trajectory, evening.key, reason=WHY, **at_first, **sure)
    back = calendar("2027-02-10")
    assert back[first][0] == evening.title
    assert back["2027-03-11"][0] == f"Verplaatst: {evening.title}"


def test_an_evening_that_goes_on_is_shown_as_long_before_as_one_that_does_not(
    leader, evening, ideas, trajectory, calendar, policy
):
    new = "2027-03-18"
    press(leader, "move-activity", trajectory, evening.key, reason=WHY, held_on=new)
    other = a_trajectory(policy, route="college", step="taking_part", case_number="2027-0090")
    for number in range(12):  # as many days as the calendar holds, and all of them soon
        last_day = {"key": f"les-{number}", "planned": f"les-{number}", "closed_at": None}
        an_activity(other, **last_day, closes_on=date(2027, 2, 11 + number // 2))

    assert calendar("2027-02-10")[new][0] == evening.title
    press(leader, "cancel-activity", trajectory, evening.key, reason=WHY)
    assert calendar("2027-02-10")[new][0] == f"Gaat niet door: {evening.title}"
    press(leader, "reopen-activity", trajectory, evening.key, reason=WHY)
    assert calendar("2027-02-10")[new][0] == evening.title


def test_before_the_last_day_that_no_longer_holds_the_calendar_leaves_no_evening_out(
    leader, evening, trajectory, calendar, policy
):
    other = a_trajectory(policy, route="college", step="taking_part", case_number="2027-0090")
    for number in range(1, 21):
        meets = {
            "held_on": date(2027, 2, 10) + timedelta(number),
            "closes_on": date(2027, 4, 1),
            "kind": "",
        }
        named = {"key": f"avond-{number}", "planned": f"avond-{number}", "title": f"A {number}"}
        an_activity(other, **meets, **named, closed_at=None)
    usual = calendar("2027-02-10")
    assert len(usual) < 20

    press(leader, "move-activity", trajectory, evening.key, reason=WHY, held_on="2027-03-18")
    press(leader, "cancel-activity", trajectory, evening.key, reason=WHY)

    days = calendar("2027-02-10")
    assert days["2027-03-18"][0] == f"Gaat niet door: {evening.title}"
    assert len(days) == 21


@pytest.mark.parametrize(
    ("noted", "typed", "said"),
    [
        (date(2027, 2, 18), ("2027-02-17", "20.00 uur"), "Dit is eerder dan aangekondigd."),
        (date(2027, 2, 18), ("2027-02-18", "19.00 uur"), "Dit is eerder dan aangekondigd."),
        (date(2027, 2, 15), ("2027-03-04", "20.00 uur"), "over minder dan een week"),
        (date(2027, 2, 15), ("2027-02-15", "21.00 uur"), "over minder dan een week"),
    ],
)
def test_who_moves_a_meeting_forward_or_at_short_notice_is_asked_once_and_told_who_misses_it(
    leader, evening, trajectory, noted, typed, said
):
    with writing_by_hand(because="what was announced is the starting point"):
        Activity.objects.update(held_on=noted, held_at="20.00 uur")
    day, hour = typed
    typed = {"reason": WHY, "held_on": day, "held_at": hour}

    asked = press(leader, "move-activity", trajectory, evening.key, **typed)

    assert asked.status_code == 422
    page = asked.content.decode()
    assert said in page
    assert "Wie geen adres achterliet, krijgt geen bericht" in page
    assert WHY in page
    assert not Alteration.objects.exists()
    mark = asked.context["form"]["asked_of"].value()
    assert (
        press(leader, "move-activity", trajectory, evening.key, **typed, asked_of=mark).status_code
        == 302
    )
    evening.refresh_from_db()
    assert (evening.held_on.isoformat(), evening.held_at) == (day, hour)


def test_another_place_on_the_same_moment_is_not_asked_about(leader, evening, trajectory):
    typed = {"reason": WHY, "held_on": "2027-02-18", "place": "Het Anker"}

    assert press(leader, "move-activity", trajectory, evening.key, **typed).status_code == 302


@pytest.mark.parametrize(
    ("new", "said"), [("2027-03-14", "Dat is een zondag."), ("2027-03-19", "")]
)
def test_a_new_day_that_is_hard_to_come_to_is_asked_about_before_the_mails_go_out(
    leader, evening, trajectory, new, said
):
    first = press(leader, "move-activity", trajectory, evening.key, reason=WHY, held_on=new)

    assert first.status_code == (422 if said else 302)
    assert said in first.content.decode()
    assert Alteration.objects.exists() != bool(said)
    if said:
        form = first.context["form"]
        again = {name: form[name].value() for name in ("held_on", "reason", "asked_of")}
        other = press(
            leader, "move-activity", trajectory, evening.key, **again | {"held_on": "2027-03-07"}
        )
        assert other.status_code == 422
        press(leader, "move-activity", trajectory, evening.key, **again)
    evening.refresh_from_db()
    assert evening.held_on.isoformat() == new
