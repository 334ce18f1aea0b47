"""Everything somebody works on goes to a colleague."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from speelruimte.initiatives.actions import withdraw_initiative
from speelruimte.initiatives.models import FirstView, Initiative, Quickscan
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.people.actions import grant_role
from speelruimte.people.appointing import hand_over
from speelruimte.people.rights import cases_of, roles_of
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_days_of_hand_over
from speelruimte.policy.models import PolicyVersion
from speelruimte.route.agenda import tasks_for
from speelruimte.route.handing_over import (
    hand_over_work,
    prepare_hand_over,
    prepared_by,
    work_of,
)
from speelruimte.route.verification import verify
from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories.models import Trajectory
from tests.steps.bare import a_trajectory
from tests.steps.refusing import refuses


@pytest.fixture
def two_cases(cast, today, now):
    """Joris leads one case and moderates it too, and leads another."""
    started = today - timedelta(days=30)
    for role, case in (
        (Role.PROJECT_LEADER, "2027-0001"),
        (Role.MODERATOR, "2027-0001"),
        (Role.PROJECT_LEADER, "2027-0002"),
    ):
        grant_role(cast.joris, role=role, by=None, at=now, starts_on=started, case_number=case)


@pytest.fixture
def quickscan(cast, load_pack, now):
    initiative = Initiative.objects.create(
        case_number="2027-0003",
        policy=load_pack("heemstede-2020"),
        kind=Initiative.Kind.RESIDENT,
        step=Initiative.Step.QUICKSCAN,
        title="Boekenkast op het station",
        text="Een kast met boeken.",
        received_at=now,
        created_at=now,
        receipt_hash="hash",
        salt="zout",
    )
    return Quickscan.objects.create(initiative=initiative, account_holder=cast.joris)


def test_all_roles_in_cases_go_over_and_each_case_says_so_once(cast, two_cases, today, now):
    cases = hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert cases == ["2027-0001", "2027-0002"]
    assert cases_of(cast.joris, on=today) == frozenset()
    assert roles_of(cast.samira, on=today, case_number="2027-0001") >= {
        Role.PROJECT_LEADER,
        Role.MODERATOR,
    }
    entries = Entry.objects.filter(verb="work_handed_over")
    assert sorted(entries.values_list("case_number", flat=True)) == ["2027-0001", "2027-0002"]
    assert all("Joris" not in entry.text for entry in entries)


def test_yesterday_the_work_was_still_with_the_first(cast, two_cases, today, now):
    hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)
    cast.joris.__dict__.pop("_grants_on", None)

    assert cases_of(cast.joris, on=today - timedelta(days=1)) == {"2027-0001", "2027-0002"}


def test_a_role_that_holds_everywhere_stays(cast, two_cases, today, now):
    hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert roles_of(cast.joris, on=today) == {Role.OFFICIAL}


def test_who_has_the_role_already_gets_it_no_second_time(cast, two_cases, today, now):
    grant_role(
        cast.samira,
        role=Role.MODERATOR,
        by=None,
        at=now,
        starts_on=today,
        case_number="2027-0001",
    )
    hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert cast.samira.grants.filter(role=Role.MODERATOR, case_number="2027-0001").count() == 1


def test_a_role_that_begins_later_goes_over_as_it_is(cast, today, now):
    begins = today + timedelta(days=10)
    grant_role(
        cast.joris,
        role=Role.PROJECT_LEADER,
        by=None,
        at=now,
        starts_on=begins,
        case_number="2027-0009",
    )
    hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert cast.samira.grants.get(case_number="2027-0009").starts_on == begins
    assert not cast.joris.grants.filter(case_number="2027-0009").exists()


@pytest.mark.parametrize(
    ("to", "code"),
    [("joris", "same_person"), ("henk", "not_a_colleague"), ("stranger", "not_a_colleague")],
)
def test_work_goes_to_a_colleague(cast, two_cases, today, now, to, code):
    with refuses(code):
        hand_over(cast.joris, to=getattr(cast, to), by=cast.marleen, at=now, on=today)

    assert cases_of(cast.joris, on=today) == {"2027-0001", "2027-0002"}


def test_no_work_goes_to_an_account_that_is_off(cast, two_cases, today, now):
    cast.samira.is_active = False
    cast.samira.save()
    with refuses("account_is_off", field="to"):
        hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)


@pytest.mark.parametrize("by", ["joris", "samira", "dewit", "nadia"])
def test_only_administrator_and_coach_hand_work_over(cast, two_cases, today, now, by):
    with pytest.raises(NotAllowed):
        hand_over_work(cast.joris, to=cast.samira, by=getattr(cast, by), at=now, on=today)


def test_the_coach_passes_on_no_role_she_may_not_give(cast, two_cases, today, now):
    grant_role(
        cast.joris,
        role=Role.PORTFOLIO_HOLDER,
        by=None,
        at=now,
        starts_on=today,
        case_number="2027-0001",
    )
    with pytest.raises(NotAllowed, match="2027-0001"):
        hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert cases_of(cast.samira, on=today) == frozenset()
    hand_over(cast.joris, to=cast.samira, by=cast.wim, at=now, on=today)


def test_quickscans_and_views_still_asked_go_along(cast, quickscan, today, now):
    FirstView.objects.create(quickscan=quickscan, colleague=cast.joris, due_on=today)

    assert work_of(cast.joris, on=today) == [
        ("2027-0003", "Boekenkast op het station", ["quickscan", "eerste blik"])
    ]
    cases = hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    quickscan.refresh_from_db()
    assert cases == ["2027-0003"]
    assert quickscan.account_holder == cast.samira
    assert quickscan.views.get().colleague == cast.samira
    assert work_of(cast.joris, on=today) == []


def test_the_colleague_is_told_of_an_initiative_and_again_when_it_comes_back(
    cast, quickscan, today, now, later, settings
):
    hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)
    hand_over_work(cast.samira, to=cast.joris, by=cast.marleen, at=later(1), on=today)
    hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=later(2), on=today)

    assert send_due(at=later(3)).sent == 3
    assert [letter.to for letter in mail.outbox].count([cast.samira.email]) == 2
    assert "- Boekenkast op het station (2027-0003)" in mail.outbox[0].body
    assert f"Uw werk staat hier:\n{settings.SITE_ADDRESS}/werk/\n" in mail.outbox[0].body


def test_a_colleague_who_was_asked_too_gives_one_view(cast, quickscan, today, now):
    for colleague in (cast.joris, cast.samira):
        FirstView.objects.create(quickscan=quickscan, colleague=colleague, due_on=today)

    hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert [view.colleague for view in quickscan.views.all()] == [cast.samira]


def test_the_mail_tells_of_what_went_over_and_not_of_a_view_that_lapsed(
    cast, quickscan, two_cases, load_pack, today, now, later
):
    load_pack("basis")
    policy = PolicyVersion.objects.get(key="basis")
    a_trajectory(policy, route="college", case_number="2027-0001")
    Quickscan.objects.filter(pk=quickscan.pk).update(account_holder=cast.marleen)
    for colleague in (cast.joris, cast.samira):
        FirstView.objects.create(quickscan=quickscan, colleague=colleague, due_on=today)
    day = today + timedelta(days=2)

    over = hand_over_work(
        cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today, starts_on=day,
        cases=["2027-0001", quickscan.initiative.case_number],
        apart_reason="Er is hier maar één medewerker.",
    )  # fmt: skip

    assert quickscan.initiative.case_number in over
    send_due(at=later(1))
    body = mail.outbox[-1].body
    assert f"({quickscan.initiative.case_number})" not in body
    assert f"niet nodig bij: {quickscan.initiative.case_number}" in body
    assert "Notities" not in body


def test_where_only_a_view_lapsed_no_mail_says_that_there_is_work(
    cast, quickscan, today, now, later
):
    Quickscan.objects.filter(pk=quickscan.pk).update(account_holder=cast.marleen)
    for colleague in (cast.joris, cast.samira):
        FirstView.objects.create(quickscan=quickscan, colleague=colleague, due_on=today)

    hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)

    assert send_due(at=later(1)).sent == 0


def test_a_note_that_a_case_cannot_keep_is_refused_to_who_still_can_tell_it(
    cast, quickscan, today, now
):
    own = {"cases": [quickscan.initiative.case_number], "by": cast.joris, "at": now, "on": today}

    with refuses("no_place_for_a_note", field="note"):
        prepare_hand_over(cast.joris, starts_on=today, note="Bel hem eerst.", **own)
    prepare_hand_over(cast.joris, starts_on=today, **own)


def test_a_note_that_no_case_can_keep_is_refused_and_not_lost(cast, quickscan, today, now):
    with refuses("no_place_for_a_note", field="note") as refused:
        hand_over_work(
            cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today, note="Bel hem eerst."
        )

    assert "2027-0003" in refused.value.sentence
    quickscan.refresh_from_db()
    assert quickscan.account_holder == cast.joris


def test_nothing_to_hand_over_is_said(cast, today, now):
    with refuses("nothing_to_hand_over"):
        hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today)


def test_one_case_goes_on_a_day_to_come_with_one_mail_and_a_note(
    cast, two_cases, load_pack, today, now
):
    load_pack("basis")
    policy = PolicyVersion.objects.get()
    trajectory = a_trajectory(policy, route="college", case_number="2027-0001")
    day = today + timedelta(days=10)
    hand_over_work(
        cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today,
        cases=["2027-0001"], starts_on=day, note="Bel de wijkraad eerst.",
        apart_reason="Er is hier maar één medewerker.",
    )  # fmt: skip

    assert cases_of(cast.joris, on=today) == {"2027-0001", "2027-0002"}
    assert cases_of(cast.samira, on=day) == {"2027-0001"}
    cast.joris.__dict__.pop("_grants_on", None)
    assert cases_of(cast.joris, on=day) == {"2027-0002"}
    assert trajectory.notes.get().text == "Bel de wijkraad eerst."
    letter = compose_mail(Message.objects.get())
    assert trajectory.title in letter.text
    assert "2027-0002" not in letter.text
    with refuses("day_is_over", field="starts_on"):
        hand_over_work(
            cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today,
            starts_on=today - timedelta(days=1),
        )  # fmt: skip


def test_who_stands_in_has_the_same_work_for_a_while(cast, two_cases, today, now):
    until = today + timedelta(days=14)
    hand_over_work(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today, until=until)

    both = {"2027-0001", "2027-0002"}
    assert cases_of(cast.joris, on=today) == both
    assert cases_of(cast.samira, on=until) == both
    cast.samira.__dict__.pop("_grants_on", None)
    assert cases_of(cast.samira, on=until + timedelta(days=1)) == frozenset()
    assert list(_roles_that_were_not_given()) == []


def test_who_stood_in_and_then_takes_over_keeps_the_work(cast, two_cases, today, now):
    first, later = today + timedelta(days=5), today + timedelta(days=40)
    hand_over(
        cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today,
        until=today + timedelta(days=10),
    )  # fmt: skip
    hand_over(cast.joris, to=cast.samira, by=cast.marleen, at=now, on=first)

    assert cases_of(cast.joris, on=later) == frozenset()
    assert cases_of(cast.samira, on=later) == {"2027-0001", "2027-0002"}
    assert list(_roles_that_were_not_given()) == []


def test_nobody_stands_in_for_a_role_that_begins_when_the_other_is_back(
    cast, two_cases, today, now
):
    grant_role(
        cast.joris, role=Role.PROJECT_LEADER, by=None, at=now,
        starts_on=today + timedelta(days=30), case_number="2027-0009",
    )  # fmt: skip
    cases = hand_over(
        cast.joris, to=cast.samira, by=cast.marleen, at=now, on=today,
        until=today + timedelta(days=10),
    )  # fmt: skip

    assert cases == ["2027-0001", "2027-0002"]


def test_who_stands_in_does_so_for_a_day_at_least(today):
    check_days_of_hand_over(today, today, on=today)
    with refuses("ends_before_it_starts", field="until"):
        check_days_of_hand_over(today, today - timedelta(days=1), on=today)


def _roles_that_were_not_given():
    return [fault for fault in verify().faults if "2027-000" in fault and "rol" in fault]


def test_who_leaves_prepares_it_and_who_hands_over_completes_it(
    cast, two_cases, policy, today, now, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    a_trajectory(policy, route="college", case_number="2027-0002")
    desk, page = browser_of(cast.joris), reverse("work-prepare-hand-over")
    first = today + timedelta(days=10)
    typed = {"cases": ["2027-0002"], "note": "Bel de school.", "starts_on": first.isoformat()}
    assert page in desk.get(reverse("my-account")).content.decode()
    assert "U heeft nu geen werk" in browser_of(cast.fatma).get(page).content.decode()
    assert browser_of(cast.nadia).get(page).status_code == 403

    yesterday = (today - timedelta(days=1)).isoformat()
    assert desk.post(page, typed | {"starts_on": yesterday}).status_code == 422
    assert desk.post(page, typed | {"starts_on": "3027-01-01"}).status_code == 422
    assert desk.post(page, typed | {"cases": ["2027-0099"]}).status_code == 422
    assert desk.post(page, typed).status_code == 302
    assert desk.get(page).context["form"]["note"].value() == "Bel de school."
    with pytest.raises(NotAllowed):
        prepare_hand_over(
            cast.joris, cases=["2027-0002"], starts_on=first, by=cast.marleen, at=now, on=today
        )

    over = reverse("work-hand-over", args=[cast.joris.pk])
    for person in (cast.marleen, cast.wim):
        tasks = tasks_for(person, on=today).tasks
        assert [task.due_on for task in tasks if task.page == "hand-over"] == [first]
        assert over in browser_of(person).get(reverse("my-work")).content.decode()
    assert "hand-over" not in {task.page for task in tasks_for(cast.samira, on=today).tasks}
    form = browser_of(cast.marleen).get(over).context["form"]
    assert form["cases"].value() == ["2027-0002"]
    sent = typed | {"to": cast.samira.pk}
    assert browser_of(cast.marleen).post(over, sent).status_code == 302

    assert prepared_by(cast.joris) is None
    assert "Bel de school." in Trajectory.objects.get(case_number="2027-0002").notes.get().text
    assert cases_of(cast.samira, on=first) == {"2027-0002"}


def test_what_was_prepared_and_ended_meanwhile_waits_for_nobody(
    cast, quickscan, two_cases, policy, today, now
):
    a_trajectory(policy, route="college", case_number="2027-0002")
    door = quickscan.initiative
    prepare_hand_over(
        cast.joris,
        cases=["2027-0002", door.case_number],
        starts_on=today,
        by=cast.joris,
        at=now,
        on=today,
    )

    def waits():
        tasks = tasks_for(cast.marleen, on=today).tasks
        return [task.sentences[0] for task in tasks if task.page == "hand-over"]

    assert "overdracht van 2 zaken" in waits()[0]
    withdraw_initiative(door, by=None, at=now)
    assert "overdracht van 1 zaak" in waits()[0]

    hand_over_work(
        cast.joris, to=cast.samira, cases=["2027-0002"], by=cast.marleen, at=now, on=today
    )
    assert waits() == []
    assert prepared_by(cast.joris) is None


def test_who_has_no_work_reads_so_and_is_asked_nothing(cast, browser_of):
    for who, page in (
        (cast.iris, reverse("work-prepare-hand-over")),
        (cast.wim, reverse("work-hand-over", args=[cast.iris.pk])),
    ):
        for answer in (browser_of(who).get(page), browser_of(who).post(page, {})):
            said = answer.content.decode()
            assert "geen werk om over" in said or "geen lopend werk" in said
            assert "id_cases" not in said


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("wim", Role.PROJECT_LEADER),
        ("wim", Role.COLLEGE_SECRETARY),
        ("wim", "quickscan"),
        ("marleen", Role.PROJECT_LEADER),
        ("marleen", "quickscan"),
    ],
)
def test_nobody_hands_work_over_to_oneself(who, what, cast, quickscan, today, now):
    with_official = {"by": None, "at": now, "starts_on": today}
    grant_role(cast.wim, role=Role.OFFICIAL, **with_official)
    if what != "quickscan":
        grant_role(cast.joris, role=what, case_number="2027-0001", **with_official)
    person = getattr(cast, who)
    cases = ["2027-0003" if what == "quickscan" else "2027-0001"]

    with refuses("role_to_oneself", field="to"):
        hand_over_work(cast.joris, to=person, cases=cases, by=person, at=now, on=today)
    if what != "quickscan":
        with refuses("role_to_oneself", field="to"):
            hand_over(cast.joris, to=person, cases=cases, by=person, at=now, on=today)
    assert not person.grants.exclude(case_number="").exists()
