"""The body that decides holds its decision over: to another day, with a reason, told to who waits."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.decisions.models import Result
from speelruimte.journal.models import Entry
from speelruimte.memory.findable import keep_all_findable
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.promise import process_promise
from speelruimte.route.agenda import before_the_bodies
from speelruimte.route.falling_due import falls_due
from speelruimte.route.later_days import hold_over_decision, make_later
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from speelruimte.trajectories.texts import canonical_text_of_later
from speelruimte.website.days import day_words, short_day
from speelruimte.website.timeline import timeline_of
from tests.activities.ground import leads
from tests.steps.agreement import fresh
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

pytestmark = pytest.mark.django_db
WHY = "Het college wil eerst weten wat het kost."
MEETS = date(2027, 2, 16)  # on a Tuesday


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


def lies_before_the_college(policy, leader, now, *, promised_on, **more):
    """Its outcome lies there since a week, and somebody with an address waits for the decision."""
    path = a_trajectory(policy, route="college", step=Step.DECISION, **more)
    an_agreement(path, decided_on=promised_on)
    leads(leader, path)
    words(an_activity(path), email="wacht@lindewold.example")
    with writing_by_hand(because="an outcome is offered by actions that ask for a whole story"):
        Result.objects.create(
            trajectory=path,
            summary="Er komen bankjes.",
            kept=[],
            offered_to="college",
            offered_on=now.date() - timedelta(days=7),
        )
    keep_all_tasks(by=None, at=now)
    return fresh(path)


@pytest.fixture
def path(policy, cast, now, today):
    return lies_before_the_college(policy, cast.samira, now, promised_on=today)


@pytest.fixture
def secretary(cast, now, today):
    return {"by": cast.iris, "at": now, "on": today}


@pytest.fixture
def said(today):
    return {"decided_on": today, "later_on": MEETS, "reason": WHY}


def test_who_records_for_the_body_holds_it_over_and_who_waits_gets_a_mail(
    path, cast, browser_of, today
):
    desk = browser_of(cast.iris)
    page = reverse("work-hold-over", args=[path.case_number])
    decision = reverse("work-decision", args=[path.case_number])
    assert page in desk.get(decision).content.decode()
    typed = {"decided_on": today, "later_on": MEETS, "reason": WHY}

    assert desk.post(page, typed | {"reason": "."}).status_code == 422
    assert desk.post(page, typed).status_code == 302
    assert desk.post(page, typed).status_code == 302  # the same button once more

    later = LaterDay.objects.get()
    assert (later.body, later.held_over_on, later.later_on) == ("college", today, MEETS)
    (mail,) = Message.objects.filter(kind="day_later")
    assert mail.contact.email == "wacht@lindewold.example"
    text = compose_mail(mail).text
    assert f"Het is aangehouden door het college, op {day_words(today)}." in text
    assert f"Het komt nu uiterlijk op {day_words(MEETS)}." in text
    assert WHY in text
    for reader in (cast.iris, cast.samira):
        html = browser_of(reader).get(decision).content.decode()
        assert f"aangehouden door het college. Het komt nu uiterlijk op {day_words(MEETS)}" in html
        assert WHY in html


def test_the_page_is_for_who_records_for_the_body_that_decides(policy, path, cast, browser_of):
    page = reverse("work-hold-over", args=[path.case_number])
    assert browser_of(cast.iris).get(page).status_code == 200
    for other in (cast.samira, cast.marleen, cast.teun, cast.bos):
        assert browser_of(other).get(page).status_code == 403, other.name
        decision = reverse("work-decision", args=[path.case_number])
        assert page not in browser_of(other).get(decision).content.decode(), other.name

    of_nobody = a_trajectory(policy, route="zelf", step=Step.DECISION, case_number="2027-0002")
    page = reverse("work-hold-over", args=[of_nobody.case_number])
    for person in (cast.iris, cast.marleen):
        assert browser_of(person).get(page).status_code == 403, person.name


def test_what_was_held_over_is_read_wherever_the_day_stood(
    path, cast, client, browser_of, secretary, said, today, now
):
    hold_over_decision(path, **said, **secretary)

    public = client.get(reverse("process", args=[path.slug])).content.decode()
    day, becomes = day_words(today), day_words(MEETS)
    assert f"Het besluit is aangehouden door het college, op {day}." in public
    assert f"Dit wordt later: uiterlijk op {becomes}. De reden: {WHY}" in public
    assert "Het besluit komt eraan" not in public
    keep_all_findable(by=None, at=now)
    for name, query in (("process-list", {}), ("search", {"q": "Vaart"})):
        listed = client.get(reverse(name), query).content.decode()
        assert "Het besluit is aangehouden" in listed, name
        assert "Het besluit komt eraan" not in listed, name
    (row,) = [row for row in timeline_of(fresh(path)) if "aangehouden" in row["title"]]
    title = f"Het besluit is aangehouden door het college. Nu uiterlijk op {becomes}"
    assert (row["title"], row["why"]) == (title, WHY)
    for person in (cast.iris, cast.samira, cast.dewit):
        html = browser_of(person).get(reverse("my-work")).content.decode()
        assert "aangehouden door het college" in html, person.name
        assert WHY in html, person.name
    (lying,) = browser_of(cast.iris).get(reverse("my-work")).context["docket"]["now"]
    assert f"Aangehouden op {short_day(today, today=today)}: {WHY}" in lying["note"]


def test_the_first_day_stays_the_measure(path, cast, secretary, said, today, now):
    hold_over_decision(path, **said, **secretary)
    on = MEETS - timedelta(days=1)

    def decided_on(day):
        promises = process_promise(fresh(path), day=day).promises
        return next(promise for promise in promises if promise.key == "decided_on")

    promise = decided_on(on)
    assert (promise.day, promise.is_late, promise.later.day) == (today, True, MEETS)
    assert (promise.later.held_over_by, promise.later.held_over_on) == ("het college", today)
    after = now + timedelta(days=7)
    decided(fresh(path), decided_on=MEETS, other_day="", by=cast.iris, at=after, on=MEETS)
    promise = decided_on(MEETS)
    assert (promise.day, promise.is_late, promise.kept_on, promise.later) == (
        today, True, MEETS, None
    )  # fmt: skip


def test_the_journal_holds_who_held_it_over_and_until_when(path, secretary, said, today):
    later = hold_over_decision(path, **said, **secretary)

    entry = Entry.objects.get(verb="decision_held_over")
    assert entry.facts["body"] == "college"
    assert entry.facts["held_over_on"] == today.isoformat()
    assert entry.facts["text_fingerprint"] == fingerprint(canonical_text_of_later(later.pk))
    assert WHY not in str(entry.facts)
    for changed in (
        {"held_over_on": today - timedelta(days=1)},
        {"body": "raad"},
        {"later_on": MEETS + timedelta(days=1)},
        {},
    ):
        was = {name: getattr(later, name) for name in changed}
        with writing_by_hand(because="somebody changes the row in the database"):
            LaterDay.objects.filter(pk=later.pk).update(**changed)
        said_of_it = [fault for fault in verify().faults if f"later:{later.pk}" in str(fault)]
        assert bool(said_of_it) == bool(changed), changed
        with writing_by_hand(because="it is put back"):
            LaterDay.objects.filter(pk=later.pk).update(**was)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2027, 2, 9), "not_later"),  # promised, and today
        (date(2027, 2, 8), "not_later"),
        (date(2027, 2, 14), "day_of_rest"),  # a Sunday
        (date(2027, 3, 29), "day_of_rest"),  # Easter Monday
    ],
)
def test_the_new_day_is_a_later_one_on_which_a_body_meets(path, secretary, said, day, code):
    with refuses(code, field="later_on"):
        hold_over_decision(path, **said | {"later_on": day}, **secretary)


def test_it_is_held_over_on_a_day_on_which_it_lay_there(path, secretary, said, today):
    for day, code in (
        (today + timedelta(days=1), "day_to_come"),
        (today - timedelta(days=8), "before_it_lay"),
        (path.started_on - timedelta(days=1), "before_it_began"),
    ):
        with refuses(code, field="decided_on"):
            hold_over_decision(path, **said | {"decided_on": day}, **secretary)
    hold_over_decision(path, **said | {"decided_on": today - timedelta(days=7)}, **secretary)


def test_answers_still_come_before_the_decision(path, cast, secretary, said, now, today):
    make = {"by": cast.samira, "at": now, "on": today, "reason": WHY}
    make_later(path, what="decision", later_on=MEETS + timedelta(days=14), **make)
    make_later(fresh(path), what="answers", later_on=date(2027, 2, 26), **make)
    with refuses("before_the_answers", field="later_on"):
        hold_over_decision(fresh(path), **said | {"later_on": date(2027, 2, 26)}, **secretary)
    hold_over_decision(fresh(path), **said | {"later_on": date(2027, 2, 27)}, **secretary)


def test_others_hold_nothing_over(path, cast, said, now, today):
    for person in (cast.samira, cast.marleen, cast.teun, cast.bos):
        with refuses("not_allowed"):
            hold_over_decision(path, **said, by=person, at=now, on=today)


def test_nothing_is_held_over_before_it_lies_there_or_once_it_was_decided(
    path, cast, secretary, said, today
):
    Trajectory.objects.filter(pk=path.pk).update(step=Step.RESULT)
    with refuses("not_in_this_step"):
        hold_over_decision(fresh(path), **said, **secretary)
    Trajectory.objects.filter(pk=path.pk).update(step=Step.DECISION)
    decided(fresh(path), decided_on=today, **secretary)
    with refuses("nobody_waits"):
        hold_over_decision(fresh(path), **said, **secretary)


def test_where_no_body_decides_who_leads_says_that_it_becomes_later(policy, cast, said, now, today):
    path = a_trajectory(policy, route="zelf", step=Step.DECISION)
    an_agreement(path, decided_on=today)
    for person in (cast.marleen, cast.iris):
        with refuses("no_body_decides"):
            hold_over_decision(path, **said, by=person, at=now, on=today)


def test_a_colleague_who_was_second_reads_it_and_keeps_what_was_typed(
    path, cast, browser_of, secretary, said, today
):
    hold_over_decision(path, **said, **secretary)
    page = reverse("work-hold-over", args=[path.case_number])
    typed = {"decided_on": today, "later_on": MEETS + timedelta(days=7), "reason": "Iets anders."}

    late = browser_of(cast.iris).post(page, typed)

    assert late.status_code == 422
    html = late.content.decode()
    assert "dat is al vastgelegd" in html
    assert "Iets anders." in html
    assert WHY in html
    with refuses("held_over_already", field="decided_on"):
        hold_over_decision(path, **said | {"reason": "Iets anders."}, **secretary)
    with pytest.raises(AlreadyDone):
        hold_over_decision(path, **said, **secretary)


def test_what_was_typed_stays_where_a_colleague_recorded_the_decision_first(
    path, cast, browser_of, secretary, today
):
    desk, page = browser_of(cast.iris), reverse("work-hold-over", args=[path.case_number])
    assert desk.get(page).status_code == 200
    decided(path, decided_on=today, **secretary)

    late = desk.post(page, {"decided_on": today, "later_on": MEETS, "reason": WHY})

    assert late.status_code == 422
    assert "Hier wacht niemand meer op." in late.content.decode()
    assert WHY in late.content.decode()
    assert desk.get(page).status_code == 302


def test_it_is_held_over_once_more_and_the_last_time_holds(path, cast, said, now, today):
    first = {"by": cast.iris, "at": now, "on": today}
    hold_over_decision(path, **said, **first)
    again = {"by": cast.iris, "at": now + timedelta(days=7), "on": MEETS}
    more = {"decided_on": MEETS, "later_on": MEETS + timedelta(days=14), "reason": WHY}
    last = hold_over_decision(fresh(path), **more, **again)
    assert held_over_decision(fresh(path)) == last
    assert LaterDay.objects.count() == 2

    who = {"by": cast.samira, "at": now, "on": MEETS}
    later_on = MEETS + timedelta(days=21)
    make_later(fresh(path), what="decision", later_on=later_on, reason=WHY, **who)
    assert held_over_decision(fresh(path)) is None
    (lying,) = before_the_bodies(on=MEETS).results
    assert (lying.held_over, lying.held_over_on) == ("", None)


def test_who_records_and_who_leads_are_reminded_of_the_new_day(path, secretary, said):
    hold_over_decision(path, **said, **secretary)
    due = [each for each in falls_due(MEETS) if each.day == MEETS]
    assert {(str(each.role), each.body, each.page) for each in due} == {
        ("college_secretary", "college", "decision"),
        ("project_leader", "", "decision"),
    }


def test_who_chooses_a_day_in_another_year_is_asked_whether_that_is_meant(
    path, cast, browser_of, today
):
    desk, page = browser_of(cast.iris), reverse("work-hold-over", args=[path.case_number])
    typed = {"decided_on": today, "later_on": MEETS.replace(year=2029), "reason": WHY}
    asked = desk.post(page, typed).content.decode()
    assert "dat is meer dan een half jaar later. Klopt dat?" in asked
    assert not LaterDay.objects.exists()
    assert desk.post(page, typed | {"sure": "1"}).status_code == 302


def test_my_work_asks_as_often_of_many_that_were_held_over(
    policy, path, cast, browser_of, secretary, said, today, now, django_assert_max_num_queries
):
    hold_over_decision(path, **said, **secretary)
    readers = [browser_of(person) for person in (cast.iris, cast.dewit, cast.samira)]
    asked = []
    for reader in readers:
        reader.get(reverse("my-work"))  # the first page of a session writes when it was seen
        with CaptureQueriesContext(connection) as queries:
            reader.get(reverse("my-work"))
        asked.append(len(queries))
    for number in range(2, 5):
        more = {"promised_on": today, "case_number": f"2027-000{number}"}
        hold_over_decision(
            lies_before_the_college(policy, cast.samira, now, **more), **said, **secretary
        )
    for reader, number in zip(readers, asked, strict=True):
        with django_assert_max_num_queries(number):
            reader.get(reverse("my-work"))
