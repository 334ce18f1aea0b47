"""Where the policy says so, the bodies that adopted the agreement decide whether it may stop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.activities.actions import end_activity
from speelruimte.agreements.models import Adoption
from speelruimte.decisions.models import StopQuestion
from speelruimte.decisions.queries import may_stop
from speelruimte.decisions.stopped import LetStop, bodies_that_stopped
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.people.erasing import GONE, erase_in_row
from speelruimte.people.roles import Role
from speelruimte.policy.schema import TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.asking_to_stop import ask_to_stop, decide_on_stopping
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from tests.activities.ground import leads
from tests.steps.agreement import adopted_agreement, fresh, offered, somebody
from tests.steps.bare import a_trajectory, a_waiver
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.browsing import main_of
from tests.steps.recording import adopt
from tests.steps.refusing import refuses
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.writing import changed_in_database, writing_by_hand

WHY = "Er is geen geld meer voor dit plan."
OLD = "  gates:\n"
OWN_SENTENCE = "Alleen wie de afspraken vaststelde, mag stoppen."
NEW = (
    "  gates:\n    - {gate: stopping_decided, source: heemstede#quickscan, "
    f"sentence: '{OWN_SENTENCE}'}}\n"
)


@pytest.fixture
def running(cast, areas, now, today):
    """People take part under a policy by which the body that adopted decides about stopping."""
    version = load_changed("basis", OLD, NEW, at=now)
    trajectory = adopted_agreement(trajectory_of(version, cast, areas, at=now), cast, at=now)
    opened_ideas(trajectory, by=cast.samira, at=now, on=today)
    return fresh(trajectory)


@pytest.fixture
def recorder(running, cast, now):
    """Who records for the body that adopted it."""
    (body,) = set(Adoption.objects.exclude(body="").values_list("body", flat=True))
    return cast.teun if body == "raad" else somebody(cast, Role.COLLEGE_SECRETARY, running, at=now)


@pytest.fixture
def lead(cast, now, today):
    return {"by": cast.samira, "at": now, "on": today}


def test_it_stops_only_once_the_body_said_so_and_each_finds_the_work(
    running, recorder, cast, lead, now, today, browser_of, client, time_machine
):
    time_machine.move_to(now, tick=False)
    page = reverse("work-stop", args=[running.case_number])
    decide = reverse("work-stop-decision", args=[running.case_number])
    desk = browser_of(cast.samira)
    with pytest.raises(NotYet, match="nog niet besloten"):
        stop_and_answer(running, reason=WHY, answer=WHY, **lead)
    assert fresh(running).step == Step.TAKING_PART
    assert browser_of(cast.lotte).get(page).status_code == 403
    assert OWN_SENTENCE in desk.get(page).content.decode()
    assert desk.post(page, {"reason": "."}).status_code == 422
    assert desk.post(page, {"reason": WHY}).status_code == 302
    assert "Hier is nog niet over besloten" in desk.get(page).content.decode()
    assert "<form" not in main_of(desk.get(page))
    assert "stop-decision" in {task.page for task in tasks_for(recorder, on=today).tasks}
    with refuses("asked_already", kind=AlreadyDone):
        ask_to_stop(running, reason=WHY, **lead)

    said = {"agrees": "yes", "answer": "Dat geld komt niet terug.", "decided_on": today}
    assert browser_of(cast.samira).post(decide, said).status_code == 200
    assert StopQuestion.objects.get().agrees is None
    assert WHY in browser_of(recorder).get(decide).content.decode()
    assert browser_of(recorder).post(decide, said | {"answer": "x"}).status_code == 422
    assert browser_of(recorder).post(decide, said).status_code == 302

    assert "stop" in {task.page for task in tasks_for(cast.samira, on=today).tasks}
    public = client.get(reverse("process", args=[running.slug])).content.decode()
    assert "Dit plan mag stoppen: dat is besloten door" in public
    assert said["answer"] in public
    stop_and_answer(fresh(running), reason=WHY, answer=WHY, **lead)
    assert fresh(running).step == Step.STOPPED


MAY_STOP = "Er is besloten dat dit plan mag stoppen. Zolang het niet is gestopt, kunt u meedoen."


def test_what_is_asked_lies_before_who_records_and_who_sits_in_the_body_until_it_decided(
    running, recorder, cast, lead, now, today, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    address = reverse("work-stop-decision", args=[running.case_number])

    def lying(person):
        return [row for row in browser_of(person).get(reverse("my-work")).context["docket"]["now"]]

    members = [cast.bos] if recorder == cast.teun else [cast.dewit]
    others = [cast.dewit] if recorder == cast.teun else [cast.bos]
    assert [lying(person) for person in (recorder, *members)] == [[], []]
    (question,) = ask_to_stop(running, reason=WHY, **lead)

    for person in (recorder, *members):
        (row,) = lying(person)
        assert (row["title"], row["url"]) == (running.title, address)
        assert "Gevraagd is of dit mag stoppen" in row["note"]
    for member in members:
        assert "read-stop-decision" in {task.page for task in tasks_for(member, on=today).tasks}
        assert WHY in browser_of(member).get(address).content.decode()
    for other in others:
        assert "read-stop-decision" not in {task.page for task in tasks_for(other, on=today).tasks}
    said = {"agrees": False, "answer": "Wij willen dit plan.", "decided_on": today}
    decide_on_stopping(question, by=recorder, at=now, **said)
    assert [lying(person) for person in (recorder, *members)] == [[], []]


def test_once_the_bodies_let_it_stop_that_stands_beside_the_way_to_take_part(
    running, recorder, lead, now, today, client, settings, time_machine
):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    activity = running.activities.get()

    def said():
        page = client.get(reverse("process", args=[running.slug])).content.decode()
        part = client.get(reverse("take-part", args=[running.slug, activity.key])).content.decode()
        return [MAY_STOP in page, MAY_STOP in part]

    answer = {"answer": WHY, "decided_on": today, "by": recorder, "at": now}
    (first,) = ask_to_stop(running, reason=WHY, **lead)
    assert said() == [False, False]
    decide_on_stopping(first, agrees=False, **answer)
    assert said() == [False, False]
    (second,) = ask_to_stop(fresh(running), reason=WHY, **lead)
    decide_on_stopping(second, agrees=True, **answer)
    assert said() == [True, True]
    stop_and_answer(fresh(running), reason=WHY, answer=WHY, **lead)
    assert said() == [False, False]


THEIRS, MINE = "De oude brug houdt het nog lang vol.", "Wij hebben er geen mensen voor."


def test_the_reason_of_the_body_is_told_as_its_own_and_that_of_who_leads_apart(
    running, recorder, cast, areas, lead, now, today, client, settings, time_machine
):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    [(written, _code)] = words_from(
        running.activities.get(), 1, at=now, name="Henk", email="henk@lindewold.example"
    )
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    decide_on_stopping(question, agrees=True, answer=THEIRS, decided_on=today, by=recorder, at=now)
    stop_and_answer(fresh(running), reason=MINE, answer=WHY, **lead)

    stopped = fresh(running)
    body = policy_of(stopped).body(question.body).label
    both = f"De reden van {body}: {THEIRS} Wie dit plan leidt, schrijft: {MINE}"
    for letter in Message.objects.filter(kind__endswith="_stopped"):
        assert both in " ".join(compose_mail(letter).text.split())
    assert Message.objects.filter(kind="trajectory_stopped").count() == 1
    mine = reverse("linked", args=[sign("contribution", written.public_key)])
    pages = [reverse(name, args=[stopped.slug]) for name in ("process", "agreements")]
    for page in (*pages, mine):
        html = client.get(page, follow=True).content.decode()
        assert both in " ".join(strip_tags(html.replace("<br>", " ")).split()), page


def test_once_taking_part_is_closed_too_the_top_says_that_it_is_to_stop_and_the_task_has_a_day(
    running, recorder, cast, lead, now, today, client, settings, time_machine, browser_of
):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    for activity in running.activities.filter(closed_at=None):
        end_activity(activity, reason=WHY, **lead)
    address = reverse("process", args=[running.slug])
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    assert "mag stoppen. U hoort het" not in client.get(address).content.decode()
    decide_on_stopping(question, agrees=True, answer=THEIRS, decided_on=today, by=recorder, at=now)

    html = client.get(address).content.decode()
    said = "Er is besloten dat dit plan mag stoppen. U hoort het als het is gestopt."
    top = html.partition('aria-labelledby="ruimte"')[0]
    assert said in top
    assert "Stopt het, dan komt er geen besluit. Wie meedeed, leest dan waarom." in top
    assert "schrijven de antwoorden" not in top
    desk = main_of(browser_of(cast.samira).get(reverse("work-process", args=[running.case_number])))
    assert desk.index("Wat hieronder staat, hoeft dan niet meer.") < desk.index('id="poort"')
    assert "hoeft dan niet meer" not in main_of(
        browser_of(recorder).get(reverse("work-process", args=[running.case_number]))
    )
    first, *others = fresh(running).open_tasks.filter(role=Role.PROJECT_LEADER).order_by("position")
    assert first.page == "stop"
    assert others
    for task in others:
        assert "Dit wacht: rondt u het traject af, dan hoeft het niet meer." in str(task.sentences)
    due = promised_day(policy_of(running), TermKey.RESULT_TOLD, today)
    assert {row.page: row.due_on for row in fresh(running).open_tasks.all()}["stop"] == due
    stop_and_answer(fresh(running), reason=MINE, answer=WHY, **lead)
    assert said not in client.get(address).content.decode()


def test_as_long_as_one_body_did_not_let_it_stop_nothing_is_said(running, recorder, lead, today):
    with writing_by_hand(because="two bodies that adopted are what this test is about"):
        for body, agrees in (("raad", True), ("college", None)):
            decided = {
                "agrees": agrees,
                "answer": WHY,
                "decided_on": today,
                "recorded_at": lead["at"],
            }
            StopQuestion.objects.create(
                trajectory=running,
                body=body,
                reason=WHY,
                asked_at=lead["at"],
                **(decided if agrees else {}),
            )

    def is_said():
        return Trajectory.objects.annotate(said=may_stop()).get(pk=running.pk).said

    assert not is_said()
    with writing_by_hand(because="the second body decides"):
        StopQuestion.objects.filter(agrees=None).update(
            agrees=True, answer=WHY, decided_on=today, recorded_at=lead["at"]
        )
    assert is_said()


def test_after_a_no_it_goes_on_and_can_be_asked_anew(running, recorder, cast, lead, now, today):
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    no = {"agrees": False, "answer": "Wij willen dit plan.", "decided_on": today, "at": now}
    with pytest.raises(NotAllowed):
        decide_on_stopping(question, by=cast.samira, **no)
    decide_on_stopping(question, by=recorder, **no)
    with refuses("recorded_already", kind=AlreadyDone):
        decide_on_stopping(question, by=recorder, **no)

    with pytest.raises(NotYet):
        stop_and_answer(fresh(running), reason=WHY, answer=WHY, **lead)
    assert ask_to_stop(fresh(running), reason=WHY, **lead)


def test_no_body_decides_about_it_on_a_day_before_it_was_asked(
    running, recorder, cast, lead, now, today
):
    running.started_on = today - timedelta(days=30)
    running.save(update_fields=["started_on"])
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    said = {"agrees": True, "answer": "Dat geld komt niet terug.", "by": recorder, "at": now}

    with refuses("before_it_lay", field="decided_on"):
        decide_on_stopping(question, decided_on=today - timedelta(days=1), **said)

    assert decide_on_stopping(question, decided_on=today, **said).agrees


def test_what_was_sent_about_one_question_never_answers_the_next(
    running, recorder, lead, now, today, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    (first,) = ask_to_stop(running, reason=WHY, **lead)
    desk, decide = browser_of(recorder), reverse("work-stop-decision", args=[running.case_number])
    assert f'name="question" value="{first.pk}"' in desk.get(decide).content.decode()
    asked = first.pk
    said = {"agrees": "no", "answer": "Wij willen dit plan.", "decided_on": today}
    assert desk.post(decide, said | {"question": asked}).status_code == 302
    (second,) = ask_to_stop(fresh(running), reason=WHY, **lead)

    assert desk.post(decide, said | {"question": asked}).status_code == 302
    refused = desk.post(decide, said | {"question": asked, "agrees": "yes"})
    assert refused.status_code == 422
    assert "Dit besluit is al vastgelegd" in refused.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.agrees, second.agrees) == (False, None)


def test_under_another_policy_who_leads_stops_it(trajectory, cast, lead, now):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leads(cast.samira, trajectory)
    with refuses("asked_already", kind=AlreadyDone):
        ask_to_stop(trajectory, reason=WHY, **lead)
    assert move_on(fresh(trajectory), to=Step.STOPPED, reason=WHY, **lead)


OTHERWISE = {
    "body": "straat",
    "reason": "Zomaar.",
    "asked_at": timedelta(days=-30),
    "agrees": True,
    "answer": "Het mag stoppen.",
    "decided_on": timedelta(days=-30),
    "decision_number": "2027-999",
    "recorded_at": timedelta(days=-30),
}


def _beside():
    """What verifying says of questions about stopping."""
    return [said for said in verify().beside if said.startswith("decisions_stopquestion:")]


def test_what_a_body_decided_about_stopping_is_held_by_the_journal(
    running, recorder, cast, lead, now, today
):
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    assert _beside() == []
    no = {"agrees": False, "answer": "Wij willen dit plan.", "decided_on": today, "at": now}
    question = decide_on_stopping(question, by=recorder, decision_number="2027-12", **no)
    assert _beside() == []
    other = fresh(running)
    other.pk, other.case_number, other.slug = None, "2027-9999", "een-ander-plan"
    with writing_by_hand(because="a process to hang the question under"):
        other.save(force_insert=True)

    for column, value in ({"trajectory": other} | OTHERWISE).items():
        stood = getattr(question, column)
        to = stood + value if isinstance(value, timedelta) else value
        with changed_in_database(question, **{column: to}):
            found = _beside()
        assert [question._meta.db_table in said for said in found] == [True], column
    assert _beside() == []

    erase_in_row(question, changes={"answer": GONE}, by=cast.samira, at=now, locked=False)
    assert _beside() == []


def said_on(client, page):
    """The words of a page."""
    return " ".join(strip_tags(client.get(page, follow=True).content.decode()).split())


def test_everybody_reads_on_which_day_it_stopped_and_which_body_decided_so_when(
    running, recorder, cast, lead, now, today, client
):
    [(written, _code)] = words_from(
        running.activities.first(), 1, at=now, email="els@lindewold.example"
    )
    (question,) = ask_to_stop(running, reason=WHY, **lead)
    said = {"agrees": True, "answer": "Dat geld komt niet terug.", "decided_on": today}
    decide_on_stopping(question, **said, by=recorder, at=now)
    later = {"at": now + timedelta(days=3), "on": today + timedelta(days=3)}
    stop_and_answer(fresh(running), reason=WHY, answer=WHY, by=cast.samira, **later)

    stopped = fresh(running)
    assert bodies_that_stopped(stopped) == (LetStop(question.body, today),)
    body = str(policy_of(stopped).body(question.body).label)
    who = f"Dat is besloten door {body}, op {day_words(today)}."
    how = f"Gestopt op {day_words(today + timedelta(days=3))}. {who}"
    link = reverse("linked", args=[sign("contribution", written.public_key)])
    for page in (
        reverse("process", args=[running.slug]),
        reverse("agreements", args=[running.slug]),
        reverse("take-part", args=[running.slug, running.activities.first().key]),
        link,
    ):
        assert how in said_on(client, page), page
    letters = Message.objects.filter(kind__in=["trajectory_stopped", "adopted_stopped"])
    assert {letter.kind for letter in letters} == {"trajectory_stopped", "adopted_stopped"}
    for letter in letters:
        assert who in " ".join(compose_mail(letter).text.split())


def test_a_body_that_said_no_before_it_said_yes_let_it_stop_on_the_day_of_its_yes(
    running, recorder, lead, now, today
):
    said = {"answer": "Wij zagen het aan.", "by": recorder}
    (first,) = ask_to_stop(running, reason=WHY, **lead)
    decide_on_stopping(first, agrees=False, decided_on=today, at=now, **said)
    later = {"at": now + timedelta(days=2), "on": today + timedelta(days=2)}
    (second,) = ask_to_stop(fresh(running), reason=WHY, by=lead["by"], **later)
    assert bodies_that_stopped(fresh(running)) == ()
    decide_on_stopping(second, agrees=True, decided_on=later["on"], at=later["at"], **said)
    stop_and_answer(fresh(running), reason=WHY, answer=WHY, by=lead["by"], **later)

    assert bodies_that_stopped(fresh(running)) == (LetStop(second.body, later["on"]),)


def test_where_no_body_was_asked_who_leads_decided_it(trajectory, cast, lead, now, client):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened_ideas(trajectory, **lead)
    stop_and_answer(fresh(trajectory), reason=WHY, answer=WHY, **lead)

    assert bodies_that_stopped(fresh(trajectory)) == ()
    how = f"Gestopt op {day_words(lead['on'])}. Dat is besloten door wie dit plan leidt."
    assert how in said_on(client, reverse("process", args=[trajectory.slug]))


def test_a_body_that_took_its_agreement_away_stopped_it(trajectory, cast, now, today, client):
    version = offered(trajectory, cast, at=now)
    said = {"outcome": "rejected", "reason": "Dit plan past hier niet.", "decided_on": today}
    adopt(version, body="raad", by=cast.teun, at=now + timedelta(hours=1), **said)

    stopped = fresh(trajectory)
    assert stopped.step == Step.STOPPED
    assert bodies_that_stopped(stopped) == (LetStop("raad", today),)
    how = f"Dat is besloten door de gemeenteraad, op {day_words(today)}."
    assert how in said_on(client, reverse("process", args=[trajectory.slug]))


def test_of_what_was_waived_it_is_said_too_that_it_stopped_and_why(
    policy, cast, now, today, client
):
    path = a_trajectory(policy, route="college", step=Step.INFORMING)
    with writing_by_hand(because="only what pages say of it is asked"):
        a_waiver(path)
    move_on(path, to=Step.STOPPED, reason=WHY, by=cast.marleen, at=now, on=today)

    for name in ("process", "agreements"):
        said = said_on(client, reverse(name, args=[path.slug]))
        assert f"Gestopt op {day_words(today)}. Dat is besloten door wie dit plan leidt." in said
        assert WHY in said
        assert "Het is een spoedgeval." in said
        assert "Door het stoppen geldt dit niet meer." in said
        assert "Wat u wel van ons hoort" not in said
