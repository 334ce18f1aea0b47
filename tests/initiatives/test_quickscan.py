import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import (
    add_to_idea,
    call_off_first_view,
    give_first_view,
    look_at_addition,
    write_letter,
)
from speelruimte.initiatives.models import FirstView
from speelruimte.initiatives.passing_on import pass_on_quickscans
from speelruimte.initiatives.queries import propose_account_holder, views_asked_of
from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.people.actions import grant_role
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.places.models import Subject
from speelruimte.route.actions import NotYet
from speelruimte.route.door import advance, ask_colleague, name_helper, send_quickscan_letter
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from tests.steps.door import LETTER, assessed_initiative, received_initiative
from tests.steps.refusing import refuses
from tests.steps.writing import changed_in_database


@pytest.fixture
def idea(load_pack, cast, areas, now, today):
    """A complex idea of which the first look has begun."""
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"], email="nadia@buurt.example", name="Nadia")
    assessed_initiative(idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad")
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    return idea


@pytest.fixture
def helped(idea, cast, now, today):
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
    return idea


def test_the_closest_account_holder_with_the_fewest_cases_is_proposed(
    idea, cast, areas, now, today
):
    def holder(person, **reach):
        grant_role(
            person, role=Role.ACCOUNT_HOLDER, by=cast.marleen, at=now, starts_on=today, **reach
        )

    assert propose_account_holder(idea, on=today).person == cast.ruben
    holder(cast.joris, area=areas["oosterveld"])
    assert propose_account_holder(idea, on=today).person == cast.ruben

    holder(cast.fatma, area=areas["centrum"])
    proposal = propose_account_holder(idea, on=today)
    assert proposal.person == cast.fatma
    assert "het gebied Centrum" in proposal.reason

    name_helper(idea, person=cast.fatma, by=cast.marleen, at=now, on=today)
    holder(cast.samira, area=areas["centrum"])
    proposal = propose_account_holder(idea, on=today)
    assert proposal.person == cast.samira
    assert "het minst van wie er passen" in proposal.reason

    subject = Subject.objects.create(key="groen", name="Groen")
    idea.subject = subject
    holder(cast.lotte, subject=subject)
    assert propose_account_holder(idea, on=today).person == cast.samira
    holder(cast.lotte, area=areas["centrum"], subject=subject)
    assert propose_account_holder(idea, on=today).person == cast.lotte


def test_nobody_is_proposed_where_nobody_fits(load_pack, cast, areas, today):
    load_pack("basis")
    idea = received_initiative(area=areas["centrum"])
    cast.ruben.grants.update(ends_on=today.replace(day=1))

    assert propose_account_holder(idea, on=today) is None


def test_a_proposal_is_kept_without_a_name(idea):
    assert idea.quickscan.proposal_reason.startswith("Accounthouder voor alle gebieden")
    assert "Ruben" not in idea.quickscan.proposal_reason


def test_the_letter_is_due_in_the_term_of_the_policy(idea):
    assert idea.quickscan.due_on.isoformat() == "2027-03-02"


def test_who_is_named_helps_in_this_case_and_hears_of_it(idea, cast, today, now):
    name_helper(idea, person=cast.joris, by=cast.marleen, at=now, on=today)

    assert Role.ACCOUNT_HOLDER in roles_of(cast.joris, on=today, case_number=idea.case_number)
    assert Role.ACCOUNT_HOLDER not in roles_of(cast.joris, on=today, case_number="2027-9999")
    assert Message.objects.get(kind="account_holder_named").person == cast.joris


def test_who_helped_before_hands_it_over(idea, cast, later, today, now):
    from datetime import timedelta

    name_helper(idea, person=cast.joris, by=cast.marleen, at=now, on=today)
    tomorrow = today + timedelta(days=1)

    name_helper(idea, person=cast.fatma, by=cast.marleen, at=later(1), on=tomorrow)

    after = tomorrow + timedelta(days=1)
    joris = type(cast.joris).objects.get(pk=cast.joris.pk)
    assert Role.ACCOUNT_HOLDER not in roles_of(joris, on=after, case_number=idea.case_number)
    idea.quickscan.refresh_from_db()
    assert idea.quickscan.account_holder == cast.fatma


def test_naming_the_same_colleague_again_changes_nothing(helped, cast, now, today):
    with refuses("named_already", kind=AlreadyDone):
        name_helper(helped, person=cast.ruben, by=cast.marleen, at=now, on=today)

    assert Entry.objects.filter(verb="account_holder_named").count() == 1


@pytest.mark.parametrize("who", ["ruben", "joris", "nadia", "stranger", "bos", "wim"])
def test_only_the_coach_names_an_account_holder(idea, cast, now, today, who):
    with pytest.raises(NotAllowed):
        name_helper(idea, person=cast.joris, by=getattr(cast, who), at=now, on=today)


def test_a_resident_is_no_account_holder(idea, cast, now, today):
    with refuses("not_an_official"):
        name_helper(idea, person=cast.henk, by=cast.marleen, at=now, on=today)


def test_a_colleague_is_asked_once_and_answers_once(helped, cast, now, later, today):
    view = ask_colleague(helped, colleague=cast.joris, by=cast.ruben, at=now, on=today)

    assert view.due_on.isoformat() == "2027-02-16"
    assert list(views_asked_of(cast.joris)) == [view]
    with refuses("asked_already", kind=AlreadyDone):
        ask_colleague(helped, colleague=cast.joris, by=cast.ruben, at=now, on=today)

    give_first_view(view, text="Kan goed.", by=cast.joris, at=later(1))

    assert list(views_asked_of(cast.joris)) == []
    with refuses("given_already", kind=AlreadyDone):
        give_first_view(view, text="Toch niet.", by=cast.joris, at=later(2))
    assert FirstView.objects.get().text == "Kan goed."
    assert Message.objects.get(kind="first_view_asked").person == cast.joris


@pytest.mark.parametrize("who", ["ruben", "marleen", "nadia", "stranger"])
def test_nobody_else_gives_a_colleagues_view(helped, cast, now, today, who):
    view = ask_colleague(helped, colleague=cast.joris, by=cast.ruben, at=now, on=today)

    with pytest.raises(NotAllowed):
        give_first_view(view, text="Kan goed.", by=getattr(cast, who), at=now)


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_a_view_says_something_and_not_too_much(helped, cast, now, today, text):
    view = ask_colleague(helped, colleague=cast.joris, by=cast.ruben, at=now, on=today)

    with pytest.raises(RuleBroken):
        give_first_view(view, text=text, by=cast.joris, at=now)


def test_the_letter_waits_until_it_is_written_and_somebody_helps(idea, cast, now, today):
    write_letter(idea, by=cast.marleen, at=now, on=today, chances="Hier is veel mogelijk.")

    with refuses("no_account_holder"):
        send_quickscan_letter(idea, by=cast.marleen, at=now, on=today)
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
    with refuses("empty"):
        send_quickscan_letter(idea, by=cast.marleen, at=now, on=today)


def test_the_letter_goes_out_once_and_then_stands(helped, cast, now, later, today):
    write_letter(helped, by=cast.ruben, at=now, on=today, **LETTER)
    send_quickscan_letter(helped, by=cast.ruben, at=now, on=today)

    with refuses("sent_already", kind=AlreadyDone):
        send_quickscan_letter(helped, by=cast.ruben, at=later(1), on=today)
    with refuses("sent_already", kind=AlreadyDone):
        write_letter(helped, by=cast.ruben, at=later(1), on=today, chances="Minder.")
    helped.quickscan.refresh_from_db()
    assert helped.quickscan.chances == LETTER["chances"]
    assert Message.objects.filter(kind="quickscan_letter").count() == 1


def test_before_a_letter_goes_out_its_sender_hears_what_is_not_in_it(helped, cast, now, today):
    who = {"by": cast.ruben, "at": now, "on": today}
    write_letter(helped, **LETTER, **who)
    views = [ask_colleague(helped, colleague=one, **who) for one in (cast.joris, cast.fatma)]
    added = add_to_idea(
        helped, text="En water.", by=None, at=now, idempotency_key=new_idempotency_key()
    )

    with refuses("letter_lacks_something") as refused:
        send_quickscan_letter(helped, **who)
    assert str(refused.value) == (
        f"Gevraagd en nog niet gegeven: de eerste blik van {cast.fatma.name}, {cast.joris.name}. "
        "Er is iets toegevoegd dat nog niemand las. "
        "Wacht daarop, of zeg dat u de brief toch verstuurt."
    )
    give_first_view(views[0], text="Kan goed.", by=cast.joris, at=now)
    call_off_first_view(views[1], reason="Fatma is ziek.", **who)
    with refuses("letter_lacks_something") as refused:
        send_quickscan_letter(helped, **who)
    assert "Gevraagd en nog niet gegeven" not in str(refused.value)
    look_at_addition(added, refused=False, **who)

    assert send_quickscan_letter(helped, **who).sent_at == now


def test_who_is_sure_sends_a_letter_without_what_was_asked(helped, cast, now, today):
    who = {"by": cast.ruben, "at": now, "on": today}
    write_letter(helped, **LETTER, **who)
    ask_colleague(helped, colleague=cast.joris, **who)

    assert send_quickscan_letter(helped, sure=True, **who).sent_at == now


def test_the_door_stays_closed_until_helper_views_and_letter_are_there(idea, cast, now, today):
    with pytest.raises(NotYet) as refused:
        advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)

    assert [gap.gate for gap in refused.value.missing] == [
        "account_holder_is_named",
        "first_views_are_given",
        "letter_is_sent",
    ]


def test_a_view_that_is_not_needed_after_all_holds_nothing_up(
    helped, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    by = {"by": cast.ruben, "at": now, "on": today}
    given = ask_colleague(helped, colleague=cast.joris, **by)
    give_first_view(given, text="Voor het verkeer maakt dit niets uit.", by=cast.joris, at=now)
    asked = ask_colleague(helped, colleague=cast.fatma, **by)
    desk, page = browser_of(cast.ruben), reverse("work-quickscan", args=[helped.case_number])
    off = reverse("work-call-off-view", args=[helped.case_number, asked.pk])
    assert off in desk.get(page).content.decode()
    assert browser_of(cast.joris).post(off).status_code == 403
    why = "Het verkeer verandert hier niet."
    with refuses("not_allowed"):
        call_off_first_view(asked, reason=why, by=cast.joris, at=now, on=today)
    with refuses("given_already", kind=AlreadyDone):
        call_off_first_view(given, reason=why, **by)
    for nothing in ("", "."):
        assert desk.post(off, {"off-reason": nothing}).status_code == 422
    assert views_asked_of(cast.fatma)

    told = desk.post(off, {"off-reason": why}, follow=True).content.decode()

    assert "wacht niemand meer" in told
    assert not views_asked_of(cast.fatma)
    assert why in browser_of(cast.fatma).get(page).content.decode()
    with refuses("called_off"):
        give_first_view(asked, text="Voor het groen maakt dit niets uit.", by=cast.fatma, at=now)
    with refuses("called_off_already", kind=AlreadyDone):
        call_off_first_view(asked, reason=why, **by)
    assert Entry.objects.filter(verb="first_view_called_off").count() == 1
    assert verify().faults == []
    assert (
        "Een eerste blik was toch niet nodig"
        in desk.get(reverse("work-initiative", args=[helped.case_number])).content.decode()
    )
    again = ask_colleague(helped, colleague=cast.fatma, **by)
    assert (again.pk, again.called_off_reason) == (asked.pk, "")
    assert views_asked_of(cast.fatma)


def test_a_view_and_a_letter_that_somebody_changes_in_the_database_are_found(
    helped, cast, now, today
):
    who = {"by": cast.ruben, "at": now, "on": today}
    view = ask_colleague(helped, colleague=cast.joris, **who)
    asked = ask_colleague(helped, colleague=cast.lotte, **who)
    give_first_view(view, text="Er ligt een gasleiding.", by=cast.joris, at=now)
    pass_on_quickscans(cast.lotte, to=cast.fatma, by=cast.marleen, at=now)
    write_letter(helped, **LETTER, **who)
    assert verify().beside == []

    for row, change in (
        (view, {"text": "Er ligt niets."}),
        (view, {"given_at": None, "text": ""}),
        (asked, {"due_on": today}),
        (helped.quickscan, {"chances": "Geen."}),
        (helped.quickscan, {"account_holder": cast.lotte}),
    ):
        with changed_in_database(row, **change):
            found = [said.split()[0] for said in verify().beside]
        assert found == [f"{row._meta.db_table}:{row.pk}"]
    assert verify().beside == []
