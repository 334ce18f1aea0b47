"""What pages say beside each other agrees: numbers add up, and no sentence denies the next."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.activities.actions.moderate import leave_unseen
from speelruimte.activities.models import Activity, Contribution
from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.outcome_words import outcome_sentence
from speelruimte.memory.actions import archive_trajectory
from speelruimte.memory.findable import keep_all_findable
from speelruimte.memory.search import Piece
from speelruimte.notices.links import sign
from speelruimte.people.presenting import change_contact
from speelruimte.policy.schema import WayOfDeciding
from speelruimte.promise import Promise, PromiseKey
from speelruimte.route.actions import move_on
from speelruimte.route.contributions import refuse_and_tell
from speelruimte.trajectories.deciding import Decider
from speelruimte.trajectories.models import Step
from speelruimte.website.components.answers import marked
from speelruimte.website.kinds.budget.vote_words import rule_words
from speelruimte.website.public.home import _counts
from speelruimte.website.public.promise_words import promise_rows
from tests.steps.agreement import adopted_agreement, fresh, planning, written_plan
from tests.steps.answers import decided, grouped
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.taking_part import words_from
from tests.steps.walking import everything_opened


def text_of(page):
    return " ".join(strip_tags(page.content.decode().replace("<", " <")).split())


def counted():
    return {row["label"]: int(row["value"].replace(".", "")) for row in _counts()}


@pytest.fixture
def at_adoption(trajectory, cast, now, today):
    planning(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now)
    return move_on(fresh(trajectory), to=Step.ADOPTION, on=today, by=cast.samira, at=now)


def test_what_came_in_is_the_sum_of_what_became_of_it(trajectory, cast, now):
    adopted = adopted_agreement(trajectory, cast, at=now)
    ideas = everything_opened(adopted, by=cast.samira, at=now)["ideas"]
    words_from(ideas, 3, at=now)
    first = Contribution.objects.order_by("pk").first()
    refuse_and_tell(first, ground="personal_data", by=cast.lotte, at=now)

    numbers = counted()
    received = numbers.pop("keer inbreng")
    assert received == 3
    assert sum(numbers.values()) == received
    assert numbers["wachten nog op antwoord"] == 2
    assert numbers["niet geplaatst, teruggenomen of gewist"] == 1


def test_themes_of_a_process_and_what_lies_in_none_are_all_that_came_in(
    trajectory, cast, now, today, client
):
    adopted = adopted_agreement(trajectory, cast, at=now)
    ideas = everything_opened(adopted, by=cast.samira, at=now)["ideas"]
    said = [words for words, _code in words_from(ideas, 5, at=now)]
    lead = {"by": cast.samira, "at": now, "on": today}
    grouped(fresh(adopted), said[:3], title="Bomen", **lead)

    bars = client.get(reverse("process", args=[adopted.slug])).context["themes"]

    assert [(bar["label"], bar["value"]) for bar in bars] == [
        ("Bomen", 3),
        ("Nog niet ingedeeld", 2),
    ]


def test_what_got_an_answer_of_its_own_is_called_so_with_the_way_there_and_not_forgotten(
    trajectory, cast, now, today, client
):
    adopted = adopted_agreement(trajectory, cast, at=now)
    ideas = everything_opened(adopted, by=cast.samira, at=now)["ideas"]
    said = [words for words, _code in words_from(ideas, 3, at=now)]
    lead = {"by": cast.samira, "at": now, "on": today}
    grouped(fresh(adopted), said[:2], title="Bomen", **lead)
    answer_contribution(said[2], verdict="not", reason="Dit is van een ander plan.", **lead)

    bars = client.get(reverse("process", args=[adopted.slug])).context["themes"]

    assert [(bar["label"], bar["value"]) for bar in bars] == [("Bomen", 2), ("Eigen antwoord", 1)]
    assert bars[-1]["url"] == reverse("answered-alone", args=[adopted.slug])


def test_a_question_about_a_plan_is_a_mail_that_names_it(
    trajectory, cast, now, client, time_machine
):
    time_machine.move_to(now, tick=False)
    adopted = adopted_agreement(trajectory, cast, at=now)
    change_contact({"email": "samen@lindewold.example"}, by=cast.wim, at=now)

    [one] = client.get(reverse("process", args=[adopted.slug])).context["people"]

    assert one["url"].startswith("mailto:samen@lindewold.example?")
    assert one["url"].endswith(f"?subject={quote(f'Vraag over: {adopted.title}')}")


def test_home_shows_the_theme_that_was_answered_and_how_often_it_was_written_about(
    client, policy, cast, now, today
):
    path = a_trajectory(policy, route="college", step=Step.RESULT)
    lead = {"by": cast.marleen, "at": now, "on": today}
    activity = an_activity(path)
    said = [words(activity, text) for text in ("Wat kost een lamp?", "Geen lamp, graag.")]
    theme = grouped(path, said, title="Licht langs het pad", **lead)
    answer_theme(theme, verdict="taken_over", reason="In negen bochten komt licht.", **lead)
    path.step = Step.DECISION
    path.save()
    decided(path, **lead | {"by": cast.iris})

    [said_and_did] = client.get(reverse("home")).context["said"]

    assert said_and_did["theme"] == "Licht langs het pad"
    assert said_and_did["often"] == "2 keer hierover geschreven"
    assert "Wat kost een lamp?" not in str(said_and_did)


@pytest.mark.parametrize("verdict", ["not", "partly"])
def test_a_decision_that_follows_the_answers_does_not_say_that_all_was_taken_over(
    client, policy, cast, now, today, verdict
):
    path = a_trajectory(policy, route="college", step=Step.RESULT)
    lead = {"by": cast.marleen, "at": now, "on": today}
    theme = grouped(path, [words(an_activity(path))], title="Licht", **lead)
    answer_theme(theme, verdict=verdict, reason="Dat is te duur.", **lead)
    path.step = Step.DECISION
    path.save()
    decided(path, **lead | {"by": cast.iris})

    page = text_of(client.get(reverse("decision", args=[path.slug])))

    assert "Is iets niet of voor een deel overgenomen? Dan staat bij dat antwoord waarom." in page
    assert "nergens afgeweken" not in page


@pytest.mark.parametrize(
    ("step", "called"),
    [
        (Step.ADOPTION, "De afspraken worden nu vastgesteld"),
        (Step.FEEDBACK, "Er is een besluit"),
        (Step.STOPPED, "Gestopt op"),
        (Step.MEMORY, "Afgerond op"),
    ],
)
def test_what_is_found_is_called_what_it_is(client, policy, now, today, step, called):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART, title="Fietsroute")
    path.step = step
    path.stopped_reason = "Er is geen geld." if step == Step.STOPPED else ""
    path.save()
    if step in (Step.STOPPED, Step.MEMORY):
        archive_trajectory(path, by=None, at=now, on=today)
    keep_all_findable(by=None, at=now)

    [row] = client.get(reverse("search"), {"q": "fietsen"}).context["rows"]

    assert row["stands"].startswith(called)


def test_words_that_nobody_looked_at_when_it_stopped_are_not_said_to_have_been_read(
    client, policy, cast, now
):
    said = words(an_activity(a_trajectory(policy, route="college")), "Een bank.", state="waiting")
    left = leave_unseen(said, answer="Er is geen geld meer.", by=cast.marleen, at=now)

    page = text_of(client.get(reverse("linked", args=[sign("contribution", left.public_key)])))
    assert "Dit plan stopte voordat iemand uw inbreng las" in page
    assert "Ons antwoord Er is geen geld meer." in page
    for refused in (
        "besliste een medewerker",
        "Lees hoe wij bepalen wat op de site komt",
        "niet mee eens",
        "intrekken",
        "Geef een e-mailadres",
        "Wij veranderden niets aan uw tekst",
    ):
        assert refused not in page, refused


def test_what_nobody_read_before_it_stopped_has_a_number_of_its_own_on_the_home_page(
    trajectory, cast, now, today
):
    adopted = adopted_agreement(trajectory, cast, at=now)
    ideas = everything_opened(adopted, by=cast.samira, at=now)["ideas"]
    Activity.objects.filter(pk=ideas.pk).update(moderate_first=True)
    words_from(Activity.objects.get(pk=ideas.pk), 3, at=now)
    first = Contribution.objects.order_by("pk").first()
    leave_unseen(first, answer="Wij stoppen.", by=cast.marleen, at=now)

    numbers = counted()
    assert numbers["niet bekeken voordat een plan stopte"] == 1
    assert "niet geplaatst, teruggenomen of gewist" not in numbers


def test_before_anything_is_adopted_a_process_does_not_say_that_nothing_is_open(
    client, at_adoption
):
    words = text_of(client.get(reverse("process", args=[at_adoption.slug])))
    assert "Nog niet bekend. De afspraken daarover worden nu vastgesteld." in words
    assert "Hier is niets meer open" not in words
    assert "Er staat nog niets vast" not in words


def test_a_word_that_was_found_stands_in_its_sentence_without_spaces_around_it():
    pieces = [Piece("Waar mag "), Piece("vuurwerk", is_hit=True), Piece(", <en> waar niet?")]
    assert marked(pieces) == "Waar mag <mark>vuurwerk</mark>, &lt;en&gt; waar niet?"


@pytest.mark.parametrize("rule", ["equal-shares-add1"])
def test_equal_shares_do_not_promise_that_the_money_is_spent(rule):
    said = " ".join(str(sentence) for sentence in rule_words(rule)["how"])
    assert "tot het geld op is" not in said
    assert "voordat er meer wordt uitgegeven dan er is" in said


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("de initiatiefnemers zelf", "de initiatiefnemers zelf"),
        ("Het college", "het college"),
        ("burgemeester en wethouders", "burgemeester en wethouders"),
        ("B en W", "B en W"),
    ],
)
def test_a_sentence_about_who_decides_reads_well_for_one_body_and_for_many_people(label, within):
    decider = Decider("wie", label, WayOfDeciding.BODY, None)

    (row,) = promise_rows([Promise(PromiseKey.READ_FIRST, decider=decider)])

    assert row["text"].endswith(f"gelezen door {within}.")


@pytest.mark.parametrize("outcome", Initiative.Outcome.values)
def test_what_came_of_an_idea_is_a_sentence(outcome):
    assert re.fullmatch(r"[A-Z].+\.", outcome_sentence(Initiative(outcome=outcome)))
