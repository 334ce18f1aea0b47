"""What one reads where words stood that were refused, taken back or wiped since, and on which ground
they may be refused.
"""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import disagree, refuse_contribution
from speelruimte.decisions.actions import take_back
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.route.contributions import look_again_and_tell, publish_and_tell, refuse_and_tell
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.stopping import stop_and_answer
from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.odd_policy import load_kraaiendal
from tests.steps.refusing import refuses

SAID = "Het hek is te hoog."
WHY = "Dit is reclame voor uw zaak."
GROUND = "Je kraste naar een ander. Zeg het nog eens, maar zacht."
GONE = "Deze inbreng staat hier niet meer</h1>"
MAIL = "els@lindewold.example"


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def waits(policy, cast, now):
    """Own words that wait for a look, while people take part."""
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(made)
    return words(an_activity(made, closed_at=None), SAID, state="waiting", name="Els", email=MAIL)


@pytest.fixture
def stood(waits, cast, now):
    """The same, once everybody could read them."""
    publish_and_tell(waits, by=cast.lotte, at=now)
    return waits


def public_page(client, sent):
    page = client.get(reverse("contribution", args=[sent.trajectory.slug, sent.public_key]))
    html = " ".join(page.content.decode().split())
    assert page.status_code == 404
    assert SAID not in html
    assert WHY not in html
    return html


def own_page(client, sent):
    page = client.post(reverse("find-contribution"), {"code": sent.code}, follow=True)
    return " ".join(page.content.decode().split())


def test_where_refused_words_stood_everybody_reads_since_when_they_do_not(client, stood, cast, now):
    refuse_and_tell(stood, ground="advertising", reason=WHY, by=cast.lotte, at=now)

    html = public_page(client, stood)

    assert GONE in html
    assert "Op 9 februari 2027 besliste een medewerker dat deze inbreng niet op de website" in html
    assert f'href="{reverse("policy")}#huisregels"' in html
    assert "Iemand anders kijkt dan opnieuw." in html


def test_where_words_stood_that_their_writer_took_back_or_had_wiped_it_says_so(
    client, stood, now, settings
):
    settings.PAGE_CACHE = False
    take_back(stood, by=stood.contact, at=now)
    html = public_page(client, stood)
    assert GONE in html
    assert "De schrijver trok deze inbreng in." in html
    forget_oneself(stood, words=True, by=None, at=now)
    html = public_page(client, stood)
    assert "De woorden zijn gewist." in html


def test_of_words_that_never_stood_there_nothing_is_said(client, waits, cast, now):
    refuse_and_tell(waits, ground="advertising", reason=WHY, by=cast.lotte, at=now)

    assert GONE not in public_page(client, waits)


def test_who_wrote_what_was_refused_reads_that_no_other_answer_comes(client, stood, cast, now):
    refuse_and_tell(stood, ground="advertising", reason=WHY, by=cast.lotte, at=now)

    said = (
        "Dit is ons antwoord. Een ander antwoord op deze inbreng komt er niet, tenzij u het er niet "
        "mee eens bent."
    )
    page = own_page(client, stood)
    assert said in page
    assert "komt er niet." not in page  # somebody else looks when they ask
    assert said in compose_mail(Message.objects.get(kind="contribution_refused")).text
    again = disagree(stood, text="Ik verkoop niets.", by=None, at=now)
    assert "Dit is ons antwoord." not in own_page(client, stood)  # somebody else still looks
    look_again_and_tell(again, answer="Het blijft reclame.", by=cast.marleen, at=now)
    assert "Een ander antwoord op deze inbreng komt er niet." in own_page(client, stood)


def test_once_words_were_placed_after_all_nobody_is_sent_on_with_a_complaint(
    client, stood, cast, now
):
    refuse_and_tell(stood, ground="advertising", reason=WHY, by=cast.lotte, at=now)
    said = disagree(stood, text="Ik verkoop niets.", by=None, at=now)
    publish_and_tell(stood, by=cast.marleen, at=now)
    look_again_and_tell(said, answer="U hebt gelijk.", by=cast.marleen, at=now)

    html = own_page(client, stood)

    assert "Dien dan een klacht in" not in html
    assert (
        "Op 9 februari 2027 besliste een medewerker dat uw inbreng niet op de site komt. Daarna is "
        "zij toch geplaatst."
    ) in html


def test_the_mail_of_a_plan_that_stopped_promises_no_answer_to_what_was_refused(
    stood, cast, now, today
):
    refuse_and_tell(stood, ground="advertising", reason=WHY, by=cast.lotte, at=now)
    plan = fresh(stood.trajectory)
    said = {"reason": "Er is geen geld meer.", "answer": "Wij stoppen hiermee."}
    stop_and_answer(plan, **said, by=cast.marleen, at=now, on=today)

    mail = compose_mail(Message.objects.get(kind="trajectory_stopped")).text

    assert "Lees hier ons antwoord" not in mail
    assert "Waarom niet, schreven wij u toen. Een ander antwoord komt er niet." in mail
    assert "Wat u schreef en waarom het niet op de website kwam, leest u hier:" in mail


@pytest.fixture
def in_the_nest(db, cast, now):
    """Words under a policy that names on which ground they may be refused."""
    nest = load_kraaiendal(at=now)
    made = a_trajectory(nest, route="samen", step=Step.TAKING_PART)
    return words(an_activity(made, closed_at=None), SAID)


def test_where_the_policy_names_grounds_nothing_else_is_one(in_the_nest, cast, now):
    with refuses("no_ground", field="ground"):
        refuse_contribution(in_the_nest, reason="Wij vinden dit niet fijn.", by=cast.lotte, at=now)

    why = {"ground": "krassen", "reason": "Het gaat om de tweede zin."}
    refuse_contribution(in_the_nest, **why, by=cast.lotte, at=now)

    assert in_the_nest.refusal_reason == f"{GROUND}\n\nHet gaat om de tweede zin."


def test_the_form_asks_for_a_ground_and_keeps_what_was_typed(in_the_nest, cast, browser_of):
    page = reverse("work-refuse", args=[in_the_nest.public_key])
    browser = browser_of(cast.lotte)
    assert "Een andere reden" not in browser.get(page).content.decode()

    sent = browser.post(page, {"reason": "Wij vinden dit niet fijn."})

    assert sent.status_code == 422
    assert "Wij vinden dit niet fijn." in sent.content.decode()
    assert "ground" in sent.context["form"].errors
    in_the_nest.refresh_from_db()
    assert in_the_nest.state == "published"
