"""What a colleague entered for the municipality itself: found again, mended, and ended when twice."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import withdraw_initiative
from speelruimte.initiatives.actions.correcting import mend_own_plan
from speelruimte.initiatives.models import Initiative
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.people.receipts import new_code
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.door import (
    advance,
    answer_out_of_scope,
    end_as_duplicate,
    resume_duplicate,
    withdraw_and_tell,
)
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.verification import verify
from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories.models import Passage
from tests.steps.bare import a_trajectory, an_initiative
from tests.steps.door import assessed_initiative, received_initiative
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def plan(load_pack, cast):
    load_pack("basis")
    return received_initiative(kind="municipality", by=cast.joris, title="Het plijn")


def test_who_entered_it_finds_it_and_mends_a_typo_until_somebody_looked(plan, cast, browser_of):
    desk, page = browser_of(cast.joris), reverse("work-mend-plan", args=[plan.case_number])
    case = reverse("work-initiative", args=[plan.case_number])
    (entered,) = desk.get(reverse("my-work")).context["entered"]
    assert entered["url"] == case
    assert page in desk.get(case).content.decode()
    assert browser_of(cast.fatma).get(page).status_code == 403
    shown = desk.get(page).context["form"]
    typed = {"title": "Het plein", "text": plan.text, "etag": shown["etag"].value()}

    assert desk.post(page, typed).status_code == 302
    assert Initiative.objects.get().title == "Het plein"
    assert desk.post(page, typed | {"title": "Het Plein"}).status_code == 422  # another window
    assert verify().faults == []

    assessed_initiative(Initiative.objects.get(), coach=cast.marleen)
    assert page not in desk.get(case).content.decode()
    with pytest.raises(NotAllowed):
        mend_own_plan(plan, title="Anders", text="Anders.", by=cast.joris, at=plan.received_at)


def test_what_was_entered_twice_ends_in_the_other_and_who_came_with_it_reads_where(
    plan, cast, browser_of, now, today
):
    twice = received_initiative(email="els@lindewold.example")
    desk = browser_of(cast.marleen)
    page = reverse("work-end", args=[twice.case_number, "dubbel"])
    assert page in desk.get(reverse("work-initiative", args=[twice.case_number])).content.decode()

    assert desk.post(page, {"same_as": twice.pk}).status_code == 422
    asked = desk.post(page, {"same_as": plan.pk})
    assert "Weet u het zeker? Er is nog niets afgerond." in asked.content.decode()
    assert Initiative.objects.open().count() == 2
    assert desk.post(page, {"same_as": plan.pk, "sure": "1"}).status_code == 302

    twice.refresh_from_db()
    assert (twice.outcome, twice.passed_to) == ("duplicate", plan.case_number)
    assert plan.case_number in twice.outcome_reason
    assert Message.objects.filter(kind="initiative_answered").count() == 1
    other = reverse("work-initiative", args=[plan.case_number])
    assert other in desk.get(reverse("work-initiative", args=[twice.case_number])).content.decode()
    with refuses("not_the_same"):
        who = {"by": cast.marleen, "at": now, "on": today}
        end_as_duplicate(plan, same_as=twice, **who)
    assert verify().faults == []


def test_what_was_not_entered_twice_after_all_goes_on_and_who_came_with_it_reads_why(
    plan, cast, browser_of, client, now, later, today
):
    twice = received_initiative(email="els@lindewold.example")
    who = {"by": cast.marleen, "on": today}
    with refuses("not_entered_twice"):
        resume_duplicate(twice, reason="Dit gaat over een andere straat.", at=now, **who)
    end_as_duplicate(twice, same_as=plan, at=now, **who)
    answered = Initiative.objects.get(pk=twice.pk).outcome_reason
    desk, page = browser_of(cast.marleen), reverse("work-resume", args=[twice.case_number])
    assert page in desk.get(reverse("work-initiative", args=[twice.case_number])).content.decode()
    assert browser_of(cast.samira).post(page, {"reason": "Wij willen dit."}).status_code == 403
    assert desk.post(page, {"reason": "."}).status_code == 422

    why = "Dit gaat over een andere straat."
    assert desk.post(page, {"reason": why}).status_code == 302

    twice.refresh_from_db()
    assert (twice.step, twice.outcome, twice.passed_to) == ("signal", "", "")
    mail = compose_mail(Message.objects.get(kind="initiative_resumed"))
    assert (mail.to, why in mail.text) == ("els@lindewold.example", True)
    own = reverse("linked", args=[sign("initiative", twice.case_number)])
    html = client.get(own).content.decode()
    assert why in html
    assert answered in html
    assert "Het geldt niet meer" in html
    assert verify().faults == []
    end_as_duplicate(twice, same_as=plan, reason="Het is toch één straat.", at=later(1), **who)
    assert Message.objects.filter(kind="initiative_answered").count() == 2
    html = client.get(own).content.decode()
    assert "Het is toch één straat." in html
    assert "Het geldt niet meer" not in html


@pytest.fixture
def chain(load_pack, cast, later, today):
    """One idea ended in another, and that in a third; with an address each."""
    load_pack("basis")
    ideas = [
        received_initiative(email=f"{name}@lindewold.example") for name in ("ans", "bea", "cor")
    ]
    for hours, (twice, kept) in enumerate(pairwise(ideas), start=1):
        end_as_duplicate(twice, same_as=kept, by=cast.marleen, at=later(hours), on=today)
    return ideas


def own_idea(client, idea):
    html = client.get(
        reverse("linked", args=[sign("initiative", idea.case_number)])
    ).content.decode()
    return " ".join(html.split())


def told_of_kept():
    owed = Message.objects.filter(kind="kept_idea_ended").order_by("pk")
    return [(mail.to, mail.text) for mail in map(compose_mail, owed)]


def test_whose_idea_ended_in_one_that_ended_in_another_is_told_where_we_go_on(chain, client):
    first, second, kept = chain

    said = f"zaaknummer {second.case_number} voegden wij bij dat met zaaknummer {kept.case_number}."

    [(to, text)] = told_of_kept()
    assert (to, said in text) == ("ans@lindewold.example", True)
    assert said in own_idea(client, first)
    assert "Wat er daarna gebeurde" not in own_idea(client, second)


@pytest.mark.parametrize("how", ["out_of_scope", "withdrawn", "wiped"])
def test_when_the_idea_that_was_kept_ends_whose_idea_ended_in_it_hears_and_reads_it(
    chain, cast, client, later, today, how
):
    Message.objects.all().delete()
    kept, at = chain[-1], later(3)
    reason = "Een melding doet u bij de balie."
    if how == "out_of_scope":
        outside = parsed_policy(kept.policy).scope.outside[0].key
        more = {"reason": reason, "outside": outside}
        answer_out_of_scope(kept, by=cast.marleen, at=at, on=today, **more)
    elif how == "withdrawn":
        withdraw_and_tell(kept, by=None, at=at)
    else:
        forget_oneself(kept, words=True, by=None, at=at)
    said = {"out_of_scope": f"Voor het idee met zaaknummer {kept.case_number} is een andere weg."}
    untold = f"Wie met zaaknummer {kept.case_number} kwam, trok dat idee in."

    told = told_of_kept()
    assert [to for to, _text in told] == ["ans@lindewold.example", "bea@lindewold.example"]
    for idea, (_to, text) in zip(chain, told, strict=False):
        page = own_idea(client, idea)
        assert said.get(how, untold) in text
        assert said.get(how, untold) in page
        assert (reason in text, reason in page) == ((how == "out_of_scope",) * 2)


def test_of_an_idea_that_goes_along_the_page_shows_its_own_days_and_what_does_not_follow(
    policy, client, now
):
    running = a_trajectory(policy, route="college", step="taking_part")
    Passage.objects.create(
        trajectory=running, step="adoption", entered_at=now - timedelta(days=200)
    )
    Passage.objects.create(
        trajectory=running, step="taking_part", entered_at=now - timedelta(days=100)
    )
    idea = an_initiative(policy, kind="resident", case_number="2027-0777")
    ended = {"step": "ended", "outcome": "joined", "ended_at": now}
    Initiative.objects.filter(pk=idea.pk).update(received_at=now, **ended)
    running.initiatives.add(idea)

    page = own_idea(client, idea)

    assert "In dit plan gaat uw idee mee" in page
    assert "Uw woorden tellen in dat plan niet mee als inbreng" in page
    route = page.partition("De weg van uw idee")[2].partition("</section>")[0]
    assert "9 februari 2027" in route
    assert "2026" not in route


def test_in_a_first_look_it_goes_on_where_it_was(plan, cast, now, today):
    who = {"by": cast.marleen, "at": now, "on": today}
    twice = received_initiative()
    assessed_initiative(twice, coach=cast.marleen)
    advance(twice, to="quickscan", **who)
    end_as_duplicate(twice, same_as=plan, **who)
    assert resume_duplicate(twice, reason="Dit is een andere straat.", **who).step == "quickscan"


def test_nothing_ends_in_what_goes_no_further(plan, cast, browser_of, now, today):
    twice = received_initiative()
    withdraw_initiative(plan, by=None, at=now)
    page = reverse("work-end", args=[twice.case_number, "dubbel"])

    assert browser_of(cast.marleen).post(page, {"same_as": plan.pk}).status_code == 422
    with refuses("not_the_same"):
        end_as_duplicate(twice, same_as=plan, by=cast.marleen, at=now, on=today)


def test_a_plan_that_is_over_is_no_promise_to_go_on_and_asks_an_answer_of_ones_own(
    policy, cast, browser_of, client, now, today
):
    over = a_trajectory(policy, route="college", step="stopped", stopped_reason="Geen geld meer.")
    other = over.initiatives.get()
    Initiative.objects.filter(pk=other.pk).update(step="ended", outcome="opened", ended_at=now)
    Passage.objects.create(trajectory=over, step="taking_part", entered_at=now)
    twice = received_initiative(email="els@lindewold.example")
    desk, page = browser_of(cast.marleen), reverse("work-end", args=[twice.case_number, "dubbel"])
    assert "(afgerond)" in desk.get(page).content.decode()

    refused = desk.post(page, {"same_as": other.pk, "sure": "1"})

    assert refused.status_code == 422
    assert "daar gaan wij niet verder" in refused.content.decode()
    with refuses("other_is_over", field="reason"):
        stale = Initiative.objects.get(pk=other.pk)
        end_as_duplicate(twice, same_as=stale, by=cast.marleen, at=now, on=today)
    own = {"same_as": other.pk, "reason": "Dit plan stopte: er is geen geld.", "sure": "1"}
    assert desk.post(page, own).status_code == 302
    html = client.get(reverse("linked", args=[sign("initiative", twice.case_number)]))
    assert f"/trajecten/{over.slug}/" in html.content.decode()


def test_only_what_was_passed_on_says_to_whom(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(
        policy,
        kind="resident",
        receipt_hash=receipt_hash,
        step="ended",
        outcome="passed_on",
        outcome_reason="Dit is van het waterschap.",
        passed_to="het waterschap",
        ended_at=now,
    )

    def read():
        page = client.post(reverse("find-contribution"), {"code": code}, follow=True)
        return page.content.decode()

    assert "Wij stuurden uw idee door naar het waterschap." in read()
    Initiative.objects.filter(pk=idea.pk).update(outcome="duplicate", passed_to="2027-0002")
    assert "Dit is van het waterschap." in read()
    assert "Wij stuurden uw idee door" not in read()


def test_in_the_middle_of_a_first_look_it_can_turn_out_to_be_entered_twice(plan, cast, now, today):
    twice = received_initiative(kind="municipality", by=cast.joris)
    Initiative.objects.filter(pk=twice.pk).update(step="quickscan")

    ended = end_as_duplicate(twice, same_as=plan, by=cast.marleen, at=now, on=today)

    assert ended.outcome == "duplicate"
