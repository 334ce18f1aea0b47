"""What was promised for a day comes later: said to who waits, and the promised day stays the measure."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from speelruimte.decisions.models import Decision
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.promise import answer_due, evaluation_due, first_answer_due, process_promise
from speelruimte.route.contributions import mend_address_and_tell
from speelruimte.route.falling_due import falls_due
from speelruimte.route.later_days import make_later
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from speelruimte.website.days import day_words, short_day
from tests.activities.ground import leads
from tests.steps.agreement import fresh
from tests.steps.answers import answered
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.door import received_initiative
from tests.steps.refusing import refuses

pytestmark = pytest.mark.django_db
What = LaterDay.What
WHY = "De verkeersmeting duurde langer dan we dachten."


def a_decision(trajectory, day):
    """Decided by whom the policy names, without the way there."""
    return Decision.objects.create(
        trajectory=trajectory,
        body="college",
        what="Er komt een pad.",
        reasons="Mensen vroegen erom.",
        decided_on=day,
        recorded_at=timezone.now(),
    )


def who(person, moment):
    return {"by": person, "at": moment, "on": moment.date()}


def test_whoever_came_with_an_idea_reads_by_when_and_why_and_gets_one_mail(
    load_pack, cast, browser_of, client, now, time_machine
):
    load_pack("basis")
    idea = received_initiative(email="bewoner@lindewold.example")
    due = first_answer_due(idea)
    time_machine.move_to(now + timedelta(days=(due - now.date()).days + 1), tick=False)
    desk, later = browser_of(cast.marleen), due + timedelta(days=21)
    page = reverse("work-later-first-answer", args=[idea.case_number])
    assert page in desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()

    assert "Beloofd: het antwoord op het idee, uiterlijk op" in desk.get(page).content.decode()
    assert desk.post(page, {"reason": ".", "later_on": later}).status_code == 422
    assert desk.post(page, {"reason": WHY, "later_on": due}).status_code == 422
    assert desk.post(page, {"reason": WHY, "later_on": later}).status_code == 302

    mend_address_and_tell(idea, email="elders@lindewold.example", at=timezone.now())
    receipt = compose_mail(Message.objects.filter(kind="signal_received").latest("pk")).text
    assert f"U zou uiterlijk op {day_words(due)} van ons horen. Dit wordt later" in receipt
    assert f"uiterlijk op {day_words(later)}. De reden: {WHY}" in receipt
    own = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    said = own.content.decode()
    assert day_words(due) in said
    assert f"Dit wordt later: uiterlijk op {day_words(later)}. De reden: {WHY}" in said
    [message] = Message.objects.filter(kind="day_later")
    assert WHY in (mail := compose_mail(message).text)
    assert day_words(later) in mail
    assert first_answer_due(idea) == due
    assert WHY not in str(Entry.objects.get(verb="day_made_later").facts)
    assert WHY in desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    assert later in {owed.day for owed in falls_due(later)}

    time_machine.move_to(now + timedelta(days=(later - now.date()).days + 1), tick=False)
    said = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    assert "Ook dat is niet gehaald." in said.content.decode()


@pytest.fixture
def path(policy, cast):
    """People wait for answers along the Vaart."""
    made = a_trajectory(policy, route="college")
    an_agreement(made)
    leads(cast.samira, made)
    return made


def test_who_waits_for_an_answer_hears_it_and_who_has_one_does_not(path, cast, now):
    ideas = an_activity(path)
    waiting = words(ideas, email="wacht@lindewold.example")
    done = words(ideas, email="klaar@lindewold.example")
    due = answer_due(waiting)
    answered(done, by=cast.samira, at=now, on=now.date())
    late = now + timedelta(days=(due - now.date()).days + 2)
    later = late.date() + timedelta(days=10)
    said = {"what": What.ANSWERS, "later_on": later, "reason": WHY}

    with refuses("not_allowed"):
        make_later(path, **said, **who(cast.bos, late))
    for day in (due, late.date()):  # promised already, and today
        with refuses("not_later", field="later_on"):
            make_later(path, **said | {"later_on": day}, **who(cast.samira, late))
    make_later(path, **said, **who(cast.samira, late))
    with pytest.raises(AlreadyDone):
        make_later(path, **said, **who(cast.samira, late))

    [message] = Message.objects.filter(kind="day_later")
    assert message.contact.email == "wacht@lindewold.example"
    assert "het antwoord op uw inbreng" in compose_mail(message).text
    for moment, says in (
        (late, f"Dit wordt later: uiterlijk op {day_words(later)}. De reden: {WHY}"),
        (late + timedelta(days=11), f"uiterlijk op {day_words(later)}. Ook dat is niet gehaald."),
    ):
        mend_address_and_tell(waiting, email=f"{moment.day}@lindewold.example", at=moment)
        again = Message.objects.filter(kind="contribution_received").latest("pk")
        assert says in compose_mail(again).text
    [promise] = [
        promise
        for promise in process_promise(fresh(path), day=late.date()).promises
        if promise.later
    ]
    assert (promise.day, promise.is_late) == (due, True)
    assert (promise.later.day, promise.later.reason, promise.later.is_late) == (later, WHY, False)


def test_everybody_who_waits_for_an_answer_hears_it_also_whose_words_nobody_read_yet(
    path, cast, now
):
    ideas = an_activity(path)
    due = answer_due(words(ideas, email="gelezen@lindewold.example"))
    words(ideas, email="ongelezen@lindewold.example", state="waiting")
    words(
        ideas, email="geplaatst@lindewold.example", state="redacted", redaction_reason="Een naam."
    )
    words(ideas, email="weg@lindewold.example", state="withdrawn")
    later = due + timedelta(days=10)

    make_later(path, what=What.ANSWERS, later_on=later, reason=WHY, **who(cast.samira, now))

    letters = Message.objects.filter(kind="day_later")
    assert {letter.contact.email.partition("@")[0] for letter in letters} == {
        "gelezen",
        "ongelezen",
        "geplaatst",
    }
    assert all(WHY in compose_mail(letter).text for letter in letters)


def test_who_works_on_the_answers_reads_that_it_was_said_to_be_later(path, cast, browser_of, now):
    waiting = words(an_activity(path), email="wacht@lindewold.example")
    later = answer_due(waiting) + timedelta(days=10)
    page = reverse("work-answers", args=[path.case_number])
    desk, said = browser_of(cast.samira), f"uiterlijk op {day_words(later)}"
    assert said not in desk.get(page).content.decode()

    make_later(path, what=What.ANSWERS, later_on=later, reason=WHY, **who(cast.samira, now))

    assert said in desk.get(page).content.decode()


def test_who_chooses_a_day_more_than_half_a_year_later_is_asked_first(
    path, cast, browser_of, now, time_machine
):
    time_machine.move_to(now, tick=False)
    words(an_activity(path), email="wacht@lindewold.example")
    page = reverse("work-later-answers", args=[path.case_number])
    desk, far = browser_of(cast.samira), now.date().replace(year=now.year + 9)
    typed = {"reason": WHY, "later_on": far}

    asked = desk.post(page, typed)

    assert "dat is meer dan een half jaar later. Klopt dat?" in asked.content.decode()
    assert WHY in asked.content.decode()
    assert not LaterDay.objects.exists()
    assert desk.post(page, typed | {"sure": "1"}).status_code == 302
    assert LaterDay.objects.get().later_on == far


def test_where_nobody_waits_nothing_becomes_later(path, cast, now):
    for what in What:
        if what is What.DECISION:
            continue
        with refuses("nobody_waits"):
            later = now.date() + timedelta(days=900)
            make_later(path, what=what, later_on=later, reason=WHY, **who(cast.samira, now))


def test_looking_back_later_is_said_and_stands_on_my_work_and_to_residents_beside_the_first_day(
    path, cast, browser_of, client, now, time_machine
):
    decided_on = now.date()
    a_decision(path, decided_on)
    Trajectory.objects.filter(pk=path.pk).update(step=Step.EVALUATION)
    keep_all_tasks(by=None, at=now)
    due = evaluation_due(fresh(path))
    time_machine.move_to(now + timedelta(days=(due - decided_on).days - 3), tick=False)
    later, desk = due + timedelta(days=30), browser_of(cast.samira)
    page = reverse("work-later-evaluation", args=[path.case_number])
    assert page in desk.get(reverse("work-evaluation", args=[path.case_number])).content.decode()

    assert desk.post(page, {"reason": WHY, "later_on": later}).status_code == 302

    (task,) = [
        row
        for group in desk.get(reverse("my-work")).context["task_groups"]
        for row in group["tasks"]
        if row["url"] == reverse("work-evaluation", args=[path.case_number])
    ]
    assert task["when"] == short_day(due)
    assert f"later gezegd: uiterlijk op {day_words(later)}" in task["text"]
    assert WHY in client.get(reverse("process", args=[path.slug])).content.decode()
    [promise] = [one for one in process_promise(fresh(path), day=due).promises if one.later]
    assert (promise.day, promise.later.day) == (due, later)


def test_answers_stay_before_the_decision_whichever_of_the_two_becomes_later(policy, cast, now):
    decided_on = now.date() + timedelta(days=30)
    made = a_trajectory(policy, route="college")
    an_agreement(made, decided_on=decided_on)
    leads(cast.samira, made)
    words(an_activity(made), email="wacht@lindewold.example")
    samira = who(cast.samira, now)
    answers = {"what": What.ANSWERS, "reason": WHY}
    decision = {"what": What.DECISION, "reason": WHY}

    for later in (decided_on, decided_on + timedelta(days=9)):
        with refuses("after_the_decision", field="later_on"):
            make_later(made, **answers, later_on=later, **samira)
    make_later(made, **decision, later_on=decided_on + timedelta(days=20), **samira)
    make_later(made, **answers, later_on=decided_on + timedelta(days=9), **samira)

    with refuses("before_the_answers", field="later_on"):
        make_later(fresh(made), **decision, later_on=decided_on + timedelta(days=9), **samira)
    make_later(fresh(made), **decision, later_on=decided_on + timedelta(days=10), **samira)
    a_decision(made, decided_on)
    make_later(fresh(made), **answers, later_on=decided_on + timedelta(days=11), **samira)
