import json
import re
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from speelruimte.activities.kinds.budget.actions import cast_ballot, close_vote
from speelruimte.activities.kinds.budget.counts import CountRules, outcome_text
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.connections.pabulib import parse
from speelruimte.shared.fingerprints import in_groups
from speelruimte.website.kinds.budget.outcome_words import outcome_shown
from speelruimte.website.kinds.budget.vote_words import euro, rule_words
from tests.analysis.small_votes import vote_of_the_demo
from tests.conftest import NOW
from tests.steps.answers import decided
from tests.steps.voting import prepared_vote, voted, voted_on_paper

CHOICES = (["1", "3"], ["2", "6"], ["3", "5", "6"], ["4"])


@pytest.fixture(autouse=True)
def _on_a_day_of_voting(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def address(activity):
    here = {"slug": activity.trajectory.slug, "key": activity.key}
    return lambda name: reverse(name, kwargs=here)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("&euro;", "€")


def test_a_vote_is_announced_before_it_is_prepared(activity, address, client):
    response = client.get(address("vote"))

    assert response.status_code == 200
    assert "bereidt deze stemming nog voor" in words(response)
    assert "bereidt deze stemming nog voor" in words(client.get(address("vote-paper")))
    assert client.get(address("vote-form")).status_code == 404
    assert client.get(address("vote-outcome")).status_code == 404


def test_before_opening_one_can_read_the_plans_but_not_vote(activity, address, client, cast, now):
    prepared_vote(activity, by=cast.samira, at=now)

    page = words(client.get(address("vote")))

    assert "nog niet open" in page
    assert "Moestuin bij de school" in page
    assert client.get(address("vote-form")).status_code == 404


def test_a_ballot_to_print_names_plans_and_rules_and_has_no_place_for_a_name_or_code(
    open_vote_of, address, client
):
    open_vote_of(maximum=3)

    response = client.get(address("vote-paper"))

    for said in ("3. Moestuin bij de school (€ 5.000)", "Kies hoogstens 3 plannen.", "19 februari"):
        assert said in words(response).replace("\N{NO-BREAK SPACE}", " ")
    assert b"<form" not in response.content
    assert b"sr-paper__lines" not in response.content
    assert address("vote-paper") in client.get(address("vote")).content.decode()


def test_the_page_says_what_it_is_about_and_holds_no_form(open_vote_of, address, client):
    who = "Iedereen van 12 jaar en ouder in Oosterveld."
    vote = open_vote_of(minimum=2, maximum=4, rest="next-time", who=who).vote

    response = client.get(address("vote"))
    page = words(response)

    for said in (
        "€ 40.000",
        "Nieuwe lampen in het park",
        "€ 15.000",
        "Gelijke delen, aangevuld",
        "Het plan met de meeste stemmen gaat voor.",
        "Kies minstens 2 plannen. Kies hoogstens 4 plannen.",
        "19 februari 2027",
        "Liever op papier?",
        "Uw stem is daarna definitief",
        f"Wie mag stemmen {who}",
        "bewaren we voor de volgende keer",
        f"Vingerafdruk van de regels in het logboek: {in_groups(vote.fixed.fingerprint)}",
    ):
        assert said in page, said
    assert f"Wie mag stemmen: {who}" in words(client.get(address("vote-form")))
    assert "<form" not in response.content.decode()
    assert "csrf" not in response.content.decode()


def test_after_the_last_day_the_page_tells_of_voting_in_the_past(
    open_vote_of, address, client, later, time_machine
):
    open_vote_of()
    before = words(client.get(address("vote")))
    time_machine.move_to(later(11), tick=False)
    client.cookies["sessionid"] = "passes the page cache by"
    after = words(client.get(address("vote")))

    assert "Stemmen tot en met 19 februari 2027" in before
    assert "Stemmen kon tot en met 19 februari 2027" in after
    for invitation in (
        "Liever op papier?",
        "Neem uw stemcode mee",
        "Zo stemt u",
        "Pak uw stemcode",
    ):
        assert invitation in before, invitation
        assert invitation not in after, invitation
    assert "Moestuin bij de school" in after
    assert "Uw stem is geheim" in after


@pytest.mark.parametrize("rule", ["equal-shares-add1u", "equal-shares", "greedy"])
def test_the_outcome_shows_why_and_can_be_counted_again(
    open_vote_of, address, client, cast, moments, rule
):
    opened = open_vote_of(rights=20, rule=rule, maximum=3)
    voted(opened.vote, codes=opened.codes[:9], choices=CHOICES, on=moments.voting)
    voted_on_paper(
        opened.vote,
        codes=opened.codes[9:11],
        choices=(["1"], ["1", "2", "3", "4"]),
        by=cast.lotte,
        on=moments.voting,
    )
    outcome = close_vote(opened.vote, by=cast.samira, at=moments.closing)

    response = client.get(address("vote-outcome"))
    page = words(response)

    assert "10 stemmen telden mee" in page
    last_day = date_format(opened.vote.activity.last_day, "j F Y")
    assert f"Stemmen kon tot en met {last_day}" in " ".join(page.split())
    assert "1 × Er zijn te veel plannen gekozen (hoogstens 3)." in page
    assert outcome.ballots_fingerprint in page
    assert f"--rule {rule} --ties votes" in page
    assert "Ronde 1" in page
    drawn = "sr-round__picture" in response.content.decode()
    assert drawn == (rule != "greedy")
    assert 'style="' not in response.content.decode()
    file = parse(client.get(address("vote-ballots")).content)
    assert len(file.votes) == 10
    there = {"equal-shares-add1u": "unknown", "equal-shares": "equalshares", "greedy": "greedy"}
    assert file.meta["rule"] == there[rule]
    assert (rule in file.meta.get("comment", "")) == (there[rule] == "unknown")
    assert "De uitslag is er" in words(client.get(address("vote")))
    closed = words(client.get(address("vote-form")))
    assert "De stemming is gesloten. Stemmen kan niet meer." in closed
    assert "Naar de uitslag" in closed


def test_the_outcome_is_told_per_plan_in_real_money_most_votes_first(
    open_vote_of, address, client, cast, moments
):
    opened = open_vote_of(rights=10, rest="decided")
    choices = [["4"]] * 4 + [["1", "4"]] + [["1"]] * 3 + [["3"]] * 2
    voted(opened.vote, codes=opened.codes, choices=choices, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    page = words(client.get(address("vote-outcome"))).replace("\N{NO-BREAK SPACE}", " ")

    for said in (
        "Daarom kan een plan met 2 stemmen winnen van een plan met 5 stemmen.",
        "6 van de 10 stemmers zien minstens één plan van hun keuze doorgaan.",
        "1. Bankjes langs de vaart 4 stemmen € 8.000 gekozen 3. Moestuin bij de school 2 stemmen",
        "Uitgegeven: € 13.000. Over: € 27.000. Over geld dat overblijft, beslist wie het besluit",
        "4. Pumptrack Het kost € 30.000. De groep die dit koos, had samen € 29.995 rekengeld: "
        "5 keer € 5.999. Dat was te weinig, ook als niemand iets aan een ander plan gaf. "
        "Van de 5 mensen die dit kozen, kreeg 1 wel een ander plan van zijn keuze. 5 stemmen",
        "2. Nieuwe lampen in het park Niemand koos dit plan.",
        "We tellen met rekengeld. Niemand betaalt echt.",
        "geven samen € 8.000 rekengeld. Ieder hoogstens € 2.000.",
        "Stemmers met minstens één plan van hun keuze 6 6 6 8",
    ):
        assert said in page, said
    for lie in ("betaalt", "betalen", "hadden samen nog"):
        assert lie not in page.replace("Niemand betaalt echt", ""), lie


@pytest.mark.parametrize(
    ("rule", "plan", "reason"),
    [
        (
            "equal-shares-add1",
            "2",
            "Het kost € 15.000. De groep die dit koos, gaf ook rekengeld aan andere plannen. Na ronde 3 "
            "had die groep samen nog € 14.992,30. Dat was € 7,70 te weinig. Iedereen",
        ),
        (
            "equal-shares-add1",
            "8",
            "Het kost € 6.000. De groep die dit koos, had samen € 3.117,75 rekengeld: 8 keer ongeveer "
            "€ 389,72. Dat was te weinig, ook als niemand iets aan een ander plan gaf. Iedereen",
        ),
        (
            "equal-shares-add1u",
            "2",
            "Dat was € 7,70 te weinig. Ook in de laatste rondes paste het niet: na ronde 5 was er nog "
            "€ 9.000 te besteden. Iedereen",
        ),
        ("greedy", "4", "Het kost € 30.000. Na ronde 1 was er nog € 28.000 te besteden. Van de 36"),
    ],
)
def test_why_a_plan_lost_is_what_happened_in_the_count(rule, plan, reason):
    instance = vote_of_the_demo()
    rules = CountRules(
        budget=instance.budget,
        costs=tuple((one.id, one.cost) for one in instance.plans),
        rule=rule,
        tie_rule="votes",
        rest="",
    )
    names = {one.id: f"Plan {one.id}" for one in instance.plans}
    text = outcome_text(rules, names, choices=instance.ballots, invalid_reasons=[], received={})

    shown = outcome_shown(None, json.loads(text))

    said = {row["title"]: row["text"].replace("\N{NO-BREAK SPACE}", " ") for row in shown.unpaid}
    assert reason in said[f"{plan}. Plan {plan}"]


def test_from_the_decision_back_to_the_ballots(
    open_vote_of, trajectory, address, client, cast, moments
):
    opened = open_vote_of(rights=3)
    voted(opened.vote, codes=opened.codes, choices=(["1"], ["1", "3"]), on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    trajectory.step, trajectory.decision_route = "decision", "college"
    trajectory.save()
    decided(
        trajectory,
        funded=outcome_of(opened.vote)["funded"],
        by=cast.iris,
        at=moments.closing,
        on=moments.closing.date(),
    )

    page = client.get(reverse("decision", kwargs={"slug": trajectory.slug}))

    assert address("vote-outcome") in page.content.decode()
    assert "3 geldige stemmen" in words(page)
    assert address("vote-ballots") in client.get(address("vote-outcome")).content.decode()


def test_markup_in_a_plan_is_shown_and_never_run(activity, address, client, cast, now, moments):
    from tests.steps.voting import opened_vote

    name = "<script>alert('plan')</script>"
    opened = opened_vote(
        activity,
        by=cast.samira,
        at=now,
        rights=1,
        plans=(("1", name, 1_000), ("2", name, 2_000)),
    )
    pages = [client.get(address("vote")), client.get(address("vote-form"))]
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    pages.append(client.get(address("vote-outcome")))

    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()


def test_beside_other_rules_it_is_said_by_name_which_one_holds(
    open_vote_of, address, client, cast, moments
):
    opened = open_vote_of()
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    html = client.get(address("vote-outcome")).content.decode()
    rule = rule_words(opened.vote.rule)["name"]
    assert f"Ter vergelijking. Alleen ‘{rule}’ geldt: dat was vooraf afgesproken." in html
    rows = opened.vote.plans.count() + len(["Samen", "Stemmers"])
    assert html.count(f'data-head="{rule} (geldt)"') == rows
    assert html.count('(geldt)"') == rows


def test_an_outcome_without_votes_is_a_page_too(open_vote_of, address, client, cast, moments):
    vote = open_vote_of(rights=2).vote
    close_vote(vote, by=cast.samira, at=moments.closing)

    assert "Geen enkel plan kon geld krijgen" in words(client.get(address("vote-outcome")))


def test_the_worked_example_adds_up(activity, address, client):
    page = words(client.get(address("vote-explained")))

    assert "Er is € 100 voor 5 buren. Ieder krijgt € 20" in page
    assert "Dus: Speelhuisje en Bloembak." in page
    assert "Dan waren het Speelhuisje en Schommel geworden." in page


def test_the_worked_example_shows_what_is_compared_where_it_differs_from_what_each_gives(
    activity, address, client
):
    page = words(client.get(address("vote-explained")))

    assert "ieder geeft € 15 rekengeld. Dat is 25 cent per euro die het kost." in page
    assert "ieder geeft € 5 rekengeld. Dat is 50 cent per euro die het kost." in page
    assert "meer dan aan Bloembak, maakt niet uit" in page


def test_each_round_says_by_what_it_was_compared_and_the_last_ones_that_they_go_by_votes(
    open_vote_of, address, client, cast, moments
):
    opened = open_vote_of(rights=9)
    voted(opened.vote, codes=opened.codes, choices=CHOICES, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    facts = outcome_of(opened.vote)
    rates = [
        Fraction(row["price"]) / Fraction(row["cost"]) for row in facts["rounds"] if row["price"]
    ]

    page = words(client.get(address("vote-outcome")))

    assert rates == sorted(rates)
    for rate in rates:
        most = euro(rate * 1000).replace("\N{NO-BREAK SPACE}", " ")
        assert f"Dat is hoogstens {most} voor elke € 1.000 die het plan kost." in page
    by_votes = any(not row["price"] for row in facts["rounds"])
    assert ("De laatste rondes gaan anders." in page) is by_votes
    assert "naar verhouding" not in page


def test_pages_of_a_vote_ask_the_database_for_little(
    open_vote_of, address, client, cast, moments, django_assert_max_num_queries
):
    opened = open_vote_of(rights=9)
    with django_assert_max_num_queries(12):
        client.get(address("vote") + "?x=1")
    voted(opened.vote, codes=opened.codes, choices=CHOICES, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    with django_assert_max_num_queries(12):
        client.get(address("vote-outcome") + "?x=1")


def test_a_page_of_another_kind_of_activity_or_trajectory_is_not_here(
    open_vote_of, activity, address, client
):
    open_vote_of()
    activity.kind = "ideas"
    activity.save()

    assert client.get(address("vote")).status_code == 404
    assert client.get("/trajecten/bestaat-niet/stemmen/wijkbudget/").status_code == 404
