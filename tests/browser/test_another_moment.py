"""Pages and answers that the demo shows at another moment, or to who it has no window for."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.agreements.test_light_change import adopted, mended  # noqa: F401
from tests.browser.looking import WIDTHS, WindowOn, look, look_here
from tests.initiatives.test_correcting import idea, who  # noqa: F401
from tests.route.test_asking_to_stop import recorder, running  # noqa: F401
from tests.steps.agreement import adopted_agreement
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.browsing import signed_in_client
from tests.steps.door import assessed_initiative, quickscan_done, received_initiative
from tests.weighing.test_fresh_look import square  # noqa: F401

from speelruimte.places.actions import import_addresses
from speelruimte.trajectories.models import Step
from speelruimte.website.public.own_actions import OWN_ACTIONS

pytestmark = pytest.mark.once


@pytest.fixture
def window_of(chromium, settings, time_machine, now):
    """A window for one of the cast, or for a visitor: ``window_of()``."""
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    opened = []

    def open_window(person=None):
        opened.append(WindowOn(chromium, signed_in_client(person) if person else Client()))
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()


def seen(window, path):
    """What is wrong with a page."""
    return look(window, path, "wie het aangaat")


def sent(window, path, **typed):
    """What is wrong with the answer to a form."""
    window.resized(WIDTHS[0])
    window.send(path, typed)
    return look_here(window, f"antwoord van {path}")


def test_taking_back_what_was_promised_and_never_opened_is_accessible(
    window_of, trajectory, cast, now
):
    process = adopted_agreement(trajectory, cast, at=now)
    planned = process.versions.latest("number").phases.get().methods.get()
    page = reverse(
        "work-cancel-planned", args=[process.case_number, planned.phase.key, planned.key]
    )
    window = window_of(cast.samira)

    faults = seen(window, page)
    assert "Zeg dat het niet doorgaat" in window.page.inner_text("main")
    assert faults + sent(window, page, reason="x") == []


def test_looking_again_who_decides_is_accessible(
    window_of,
    square,  # noqa: F811
    cast,
):
    page = reverse("work-who-decides-again", args=[square.case_number])
    window = window_of(cast.marleen)

    faults = seen(window, page)
    assert "Wie beslist vanaf nu?" in window.page.inner_text("main")
    assert faults + sent(window, page, reason="x") == []


def test_mending_a_typo_in_an_own_plan_is_accessible(window_of, load_pack, cast):
    load_pack("basis")
    plan = received_initiative(kind="municipality", by=cast.joris)
    page = reverse("work-mend-plan", args=[plan.case_number])
    window = window_of(cast.joris)

    faults = seen(window, page)
    assert faults + sent(window, page, title="", text="") == []


def test_asking_whether_it_may_stop_and_recording_the_answer_are_accessible(
    window_of,
    running,  # noqa: F811
    recorder,  # noqa: F811
    cast,
):
    ask = reverse("work-stop", args=[running.case_number])
    answer = reverse("work-stop-decision", args=[running.case_number])
    leader, body = window_of(cast.samira), window_of(recorder)

    faults = seen(leader, ask) + sent(leader, ask, reason="Er is geen geld meer voor dit plan.")
    faults += seen(leader, ask) + seen(body, answer) + sent(body, answer, answer="x")
    assert faults == []


def test_following_a_wrong_letter_with_the_good_one_is_accessible(
    window_of,
    idea,  # noqa: F811
    cast,
):
    assessed_initiative(idea, coach=cast.marleen, competent="college", criteria=["veel-partijen"])
    quickscan_done(idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris)
    page = reverse("work-correct-letter", args=[idea.case_number])
    window = window_of(cast.marleen)

    faults = seen(window, page)
    assert faults + sent(window, page, reason="") == []


def test_asking_for_one_mail_and_the_two_links_in_it_are_accessible(
    window_of, trajectory, cast, now
):
    adopted_agreement(trajectory, cast, at=now)
    rows = "straat;postcode;woonplaats;gebied\nLindelaan;9401AB;Lindewold;Centrum\n"
    import_addresses(text=rows, file="straten.csv", by=None, at=now)
    window = window_of()
    street = window.client.post(reverse("my-street"), {"where": "Lindelaan"}, follow=True)
    faults = seen(window, street.redirect_chain[-1][0])
    ask = re.search(r'href="(/bericht/straat/[^"]+)"', street.content.decode())[1]

    faults += seen(window, ask) + sent(window, ask, email="geen adres")
    window.client.post(ask, {"email": "henk@lindewold.example"})
    faults += seen(window, reverse("notice-asked"))
    yes, no = (re.search(rf"/bericht/{word}/\S+", mail.outbox[0].body)[0] for word in ("ja", "nee"))
    faults += seen(window, yes) + sent(window, yes)
    faults += seen(window, no) + sent(window, no)
    assert faults == []


def test_a_no_to_a_small_change_is_accessible(
    window_of,
    adopted,  # noqa: F811
    cast,
    now,
):
    phase = adopted.phases.get()
    mended(adopted, cast, now, days={phase.key: phase.ends_on + timedelta(days=14)})
    page = reverse("agreement-objection", args=[adopted.trajectory.slug])
    window = window_of(cast.henk)

    faults = seen(window, page)
    faults += sent(window, page, reason="x") + sent(window, page, reason="Dat is te lang.")
    assert faults == []


@pytest.mark.parametrize("own", OWN_ACTIONS, ids=lambda own: own.name)
def test_what_one_does_with_the_code_is_accessible_before_it_and_when_it_is_refused(
    window_of, load_pack, own
):
    load_pack("basis")
    page = reverse(own.name)
    window = window_of()

    faults = seen(window, page)
    assert faults + sent(window, page, code="niet-de-code") == []


@pytest.mark.parametrize("name", ["add-words", "give-address", "withdraw", "forget-me"])
def test_what_one_does_with_own_words_is_accessible(window_of, policy, name):
    process = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    own = words(an_activity(process, closed_at=None))
    window = window_of()

    faults = sent(window, reverse(name), code=own.code, begin="1")
    assert own.text in window.page.inner_text("main")
    assert faults + sent(window, reverse(name), code=own.code) == []
