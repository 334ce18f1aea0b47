"""A way that no file of the product knows is walked from the plan to the decision, and told."""

import re
from dataclasses import fields, replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as product
from django.urls import reverse
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity, open_activity
from speelruimte.activities.kind import Kind, KindResult, kind_of, kinds
from speelruimte.activities.queries import writer_of
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.intake import Reach, Words
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.promise.promises import PromiseKey, promises_of
from speelruimte.route.case import Case
from speelruimte.route.contributions import receive_contribution
from speelruimte.route.later_gates import everyone_has_an_answer
from speelruimte.shared.errors import RuleBroken
from speelruimte.toolbox.methods import all_methods
from speelruimte.trajectories.models import Step
from speelruimte.website import asking
from speelruimte.website.kind_pages import ChoiceWords, KindPages, PrivacyNote, all_pages, pages_of
from tests.activities import ground
from tests.kinds import toy, urls
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.answers import decided, result_offered, told
from tests.steps.beginning import trajectory_of
from tests.steps.refusing import refuses
from tests.steps.taking_part import said
from tests.steps.walking import (
    decider,
    everything_closed,
    everything_opened,
    goes,
    journal_is_whole,
)

# How one way of the product speaks, and no page that all ways share.
MONEY_OR_VOTES = re.compile(r"€|\bbetaald\b|\bstem(men|ming|bewijs)?\b", re.IGNORECASE)

# The names that only one way of the product gives a value of its own. This list may only shrink.
ONE_USER = {
    *("code_note", "meant_elsewhere", "choice", "privacy"),
    *("check_can_alter", "end", "result", "verbs", "free_text", "frozen", "findable"),
    *("laid_acts", "faults", "blind_spots"),
    *("locks", "standing", "counted", "timeline", "page"),
}


@pytest.fixture
def trajectory(db, areas, cast):
    trajectory = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
    # The evening of the plan is something of a way from outside, as an own toolbox would say.
    ground.an_agreement(trajectory, ways={ground.EVENING: {"way": "motto"}})
    return trajectory


@pytest.fixture
def with_toy(settings):
    settings.KINDS = [*product.KINDS, "tests.kinds.toy.KIND"]
    settings.KIND_PAGES = [*product.KIND_PAGES, "tests.kinds.toy.PAGES"]
    # Read above, with the ways of the product: addresses are gathered once, when they are imported.
    settings.ROOT_URLCONF = urls.__name__


def opened(trajectory, cast, now, today, planned=ground.EVENING):
    return open_activity(
        trajectory, phase="ophalen", planned=planned, by=cast.samira, at=now, on=today
    )


def test_a_way_that_nobody_knows_does_not_open(trajectory, cast, now, today):
    with pytest.raises(RuleBroken, match="motto") as refused:
        opened(trajectory, cast, now, today)
    assert refused.value.code == "unknown_way"
    assert not trajectory.activities.exists()


@pytest.fixture
def square(with_toy, load_pack, cast, areas, now, monkeypatch):
    """De Brink with an adopted plan that names a method of the toy way, planned as any other."""
    toolbox = (*all_methods(), toy.METHOD)
    monkeypatch.setattr("speelruimte.toolbox.methods.all_methods", lambda: toolbox)
    at_its_weighing = trajectory_of(load_pack("basis"), cast, areas, at=now)
    return adopted_agreement(at_its_weighing, cast, at=now, methods=("motto",))


def sends_a_motto(client, activity, words):
    page = reverse(
        pages_of(activity).page, kwargs={"slug": activity.trajectory.slug, "key": activity.key}
    )
    assert activity.title in client.get(page).content.decode()
    return client.post(
        page, {"motto": words, "idempotency_key": new_idempotency_key()}
    ).content.decode()


def test_a_way_from_outside_walks_from_plan_to_decision(
    square, cast, client, browser_of, monkeypatch, now, today
):
    clock = SimpleNamespace(now=lambda: now, localdate=lambda: today)
    monkeypatch.setattr(asking, "timezone", clock)
    activity = everything_opened(square, by=cast.samira, at=now)["motto"]
    with pytest.raises(RuleBroken, match="nog geen motto"):
        close_activity(activity, by=cast.samira, at=now, on=today, reason="Het is klaar.")

    assert f"/motto/{activity.key}/" in client.get(f"/trajecten/{square.slug}/").content.decode()
    code = sends_a_motto(client, activity, "Ruim baan voor iedereen")
    work = browser_of(cast.samira).get(f"/werk/trajecten/{square.case_number}/meedoen/")
    assert "Naar de motto’s" in work.content.decode()
    for page in ("work-import", "work-enter"):
        here = {"case_number": square.case_number, "key": activity.key}
        assert reverse(page, kwargs=here) in work.content.decode()
    paper = rf'/motto/{activity.key}/"\s*>Formulier op papier'
    assert re.search(paper, work.content.decode())
    # A letter with a link leads to the same sheet as the code.
    who = kind_of("motto").looks_back_as(square.pk, code)
    assert who == writer_of(square.contributions.get())
    assert kind_of("ideas").looks_back_as(square.pk, "SR-0000-0000-0000") is None

    at = everything_closed(square, by=cast.samira)
    lead = {"by": cast.samira, "at": at, "on": localdate(at)}
    goes(fresh(square), by=cast.samira, at=at)
    result_offered(fresh(square), **lead)
    goes(fresh(square), by=cast.samira, at=at)
    secretary = lead | {"by": decider(square, cast, at=at)}
    form = browser_of(secretary["by"]).get(f"/werk/trajecten/{square.case_number}/besluit/")
    form = form.content.decode()
    assert "Dit motto wordt het" in form
    assert not MONEY_OR_VOTES.search(form)
    with refuses("not_among_the_options"):
        decided(fresh(square), **secretary, funded=["2"], departs=True)
    with refuses("departs_from_the_count"):
        decided(fresh(square), **secretary, funded=[])
    decided(fresh(square), **secretary, funded=["1"])
    goes(fresh(square), by=cast.samira, at=at)
    told(fresh(square), **lead)

    assert goes(fresh(square), by=cast.samira, at=at).step == Step.EVALUATION
    page = client.get(f"/trajecten/{square.slug}/besluit/").content.decode()
    assert "Lees alle motto’s" in page
    assert "Dit motto wordt het" in page
    assert not MONEY_OR_VOTES.search(page), "the decision speaks of another way"
    assert journal_is_whole()


def test_words_do_not_belong_to_a_vote_and_no_answer_is_promised_for_one(
    trajectory, cast, now, today
):
    vote = opened(trajectory, cast, now, today, planned=ground.VOTE)
    with pytest.raises(RuleBroken) as refused:
        said(vote, "Een bankje.", at=now, by=cast.samira, channel="paper")
    assert refused.value.code == "takes_no_words"
    promised = [
        promise for promise in promises_of(trajectory, None) if promise.key is PromiseKey.ANSWER_BY
    ]
    assert vote.title not in {promise.activity for promise in promised}


@pytest.mark.parametrize(("planned", "promised"), [(ground.IDEAS, True), (ground.EVENING, False)])
def test_a_letter_and_the_page_of_the_code_promise_what_the_way_promises(
    with_toy, trajectory, cast, client, now, today, planned, promised
):
    activity = opened(trajectory, cast, now, today, planned=planned)
    receipt = receive_contribution(
        activity,
        words=Words(text="Ruim baan."),
        reach=Reach(name="Henk", email="henk@lindewold.example"),
        by=None,
        at=now,
        idempotency_key=new_idempotency_key(),
    )
    trajectory.contributions.update(state="published")

    (letter,) = (compose_mail(message).text for message in Message.objects.all())
    page = client.post(
        reverse("find-contribution"), {"code": receipt.code}, follow=True
    ).content.decode()

    assert "U hoort" in letter
    assert ("krijgt er antwoord op" in letter) is promised
    assert ("U krijgt antwoord" in page) is promised


VOTE = {"way": "budget"}


@pytest.mark.parametrize(
    ("ways", "promised"), [({}, True), ({ground.IDEAS: VOTE, ground.EVENING: VOTE}, False)]
)
def test_a_plan_in_which_one_only_votes_promises_no_answer(
    db, areas, cast, client, now, today, ways, promised
):
    path = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
    ground.an_agreement(path, ways=ways, say=3)
    opened(path, cast, now, today, planned=ground.VOTE)

    # The ladder on the page of a process explains every level, also those that nobody has here.
    process = client.get(f"/trajecten/{path.slug}/").content.decode()
    agreement = client.get(f"/trajecten/{path.slug}/afspraken/").content.decode()
    assert ("inbrengt. Met een uitleg." in process) is promised
    assert ("<h3>U krijgt antwoord</h3>" in process) is promised
    assert ("U krijgt antwoord" in agreement) is promised


@pytest.mark.parametrize(
    ("ways", "planned", "in_words"),
    [({}, ground.IDEAS, True), ({ground.IDEAS: VOTE, ground.EVENING: VOTE}, ground.VOTE, False)],
)
@pytest.mark.parametrize("day", ["2027-02-09", "2028-02-09"])
def test_where_one_only_chooses_nobody_is_said_to_be_answered_or_to_take_part_by_telephone(
    db, areas, cast, client, now, today, time_machine, ways, planned, in_words, day
):
    path = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
    ground.an_agreement(path, ways=ways, say=3)
    opened(path, cast, now, today, planned=planned)
    time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
    client.cookies["sessionid"] = "passes the page cache by"

    page = client.get(f"/trajecten/{path.slug}/").content.decode()

    for sentence in ("We schrijven antwoorden", "aan de telefoon"):
        assert (sentence in page) is in_words, sentence
    assert ("U leest wat eruit kwam" in page) is not in_words
    if day == "2027-02-09":
        assert ("Schrijf of bel" in page) is in_words


@pytest.mark.parametrize(
    ("ways", "open_now", "how"),
    [
        ({ground.IDEAS: VOTE, ground.EVENING: VOTE}, [ground.VOTE], "Online of op papier."),
        (
            {ground.VOTE: {"way": "ideas"}},
            [ground.IDEAS, ground.EVENING],
            "Online, op papier of aan de telefoon.",
        ),
        (
            {ground.IDEAS: VOTE},
            [ground.VOTE, ground.EVENING],
            "Bijeenkomsten en gesprekken: ter plekke, op papier of aan de telefoon. "
            "Stemmen: online of op papier.",
        ),
        (
            {ground.EVENING: VOTE},
            [ground.VOTE, ground.IDEAS],
            "Uw woorden sturen: online, op papier of aan de telefoon. Stemmen: online of op papier.",
        ),
    ],
)
def test_by_telephone_or_on_paper_is_offered_for_each_way_as_that_way_allows_it(
    db, areas, cast, client, now, today, time_machine, ways, open_now, how
):
    time_machine.move_to(now, tick=False)
    path = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
    ground.an_agreement(path, ways=ways, say=3)
    here = {planned: opened(path, cast, now, today, planned=planned) for planned in open_now}
    by_call = [one for planned, one in here.items() if planned != ground.VOTE]

    page = client.get(f"/trajecten/{path.slug}/").content.decode()

    assert how in page
    leads_to_vote = open_now[0] == ground.VOTE
    assert ("Hulp nodig? Bel" in page) is leads_to_vote
    assert ("Of bel" in page) is not leads_to_vote
    assert ("Schrijf of bel" in page) is bool(by_call)
    apart = [one for one in by_call if f"Alleen voor ‘{one.title}’: op papier" in page]
    assert apart == (by_call if ground.VOTE in open_now else [])


def test_where_one_can_still_vote_beside_what_was_one_is_not_asked_to_call(
    db, areas, cast, client, now, today, time_machine
):
    path = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
    ground.an_agreement(path, ways={ground.IDEAS: VOTE}, say=3)
    opened(path, cast, now, today, planned=ground.VOTE)
    evening = opened(path, cast, now, today, planned=ground.EVENING)
    time_machine.move_to(f"{evening.last_day + timedelta(days=1)}T10:00:00+01:00", tick=False)
    client.cookies["sessionid"] = "passes the page cache by"

    page = client.get(f"/trajecten/{path.slug}/meedoen/{evening.key}/").content.decode()

    assert "U kunt nog meedoen tot en met" in page
    assert "Of bel:" not in page


# The toy way, but one in which every motto must be answered.
STRICT = replace(toy.KIND, owed=lambda here: here.contributions.filter(activity__kind="motto"))


def test_the_gate_asks_each_way_what_is_still_owed(
    with_toy, settings, trajectory, cast, now, today
):
    said(opened(trajectory, cast, now, today), "Ruim baan.", at=now)
    said(opened(trajectory, cast, now, today, planned=ground.IDEAS), "Een bankje.", at=now)
    trajectory.contributions.update(state="published")
    assert missing_answers(trajectory) == ["Nog 1 keer inbreng zonder antwoord."]

    settings.KINDS = [*product.KINDS, f"{__name__}.STRICT"]
    assert missing_answers(trajectory) == ["Nog 2 keer inbreng zonder antwoord."]


def missing_answers(trajectory):
    return [gap.sentence for gap in everyone_has_an_answer(Case(trajectory=fresh(trajectory)))]


def test_every_way_has_pages_and_every_page_a_way():
    assert [kind.key for kind in kinds()] == [pages.key for pages in all_pages()]


def test_a_way_with_a_result_has_words_for_what_was_chosen():
    with_result = [kind.key for kind in kinds() if kind.result is not None]
    assert with_result == [pages.key for pages in all_pages() if pages.choice is not None]


def test_pages_of_everyone_say_of_each_way_what_that_way_says(with_toy, client, db):
    privacy = client.get(reverse("privacy")).content.decode()
    find = client.get(reverse("find-contribution")).content.decode()

    assert "Stemmen is geheim" in privacy
    assert "Een motto is van iedereen" in privacy
    assert "begint met SB" in find
    assert "begint met MOTTO" in find


def test_where_nobody_votes_no_page_of_everyone_speaks_of_votes(with_toy, settings, client, db):
    settings.KINDS = ["tests.kinds.toy.KIND"]
    settings.KIND_PAGES = ["tests.kinds.toy.PAGES"]

    for name in ("privacy", "find-contribution"):
        page = client.get(reverse(name)).content.decode()
        assert not MONEY_OR_VOTES.search(page), name


def _given(rows, model):
    """By name how many ways give it a value of their own."""
    defaults = {field.name: field.default for field in fields(model)}
    return {
        name: sum(getattr(row, name) != default and bool(getattr(row, name)) for row in rows)
        for name, default in defaults.items()
    }


def test_every_name_in_the_manifests_has_a_user_and_soon_two():
    given = _given(kinds(), Kind) | _given(all_pages(), KindPages)
    # A meeting has an empty key on purpose.
    unused = {name for name, users in given.items() if users == 0}
    assert unused == set(), "no way gives it a value: take it out of Kind or KindPages"
    once = {name for name, users in given.items() if users == 1} - {"words_on_site"}
    assert once == ONE_USER, (
        "a name that a second way uses goes out of ONE_USER (tests/kinds/test_a_way_from_outside.py); "
        "a new one goes in"
    )


def test_every_name_in_the_manifests_is_explained():
    text = (product.ROOT / "docs" / "kinds.md").read_text()
    for model in (Kind, KindPages, KindResult, ChoiceWords, PrivacyNote):
        for field in fields(model):
            assert f"`{field.name}`" in text, field.name
