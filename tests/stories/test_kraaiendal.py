"""Kraaiendal: odd words, three bodies, seven levels, je, an obligation, a body that says whether.

No shipped policy is like it. It is walked from the signal to the memory, and every page that its
people open speaks its words and none of the neutral ones.

Source: sessie-2021-03-15#positie-helder
"""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.activities.terms import answer_due
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.wording import NEUTRAL
from speelruimte.route.asking_to_stop import ask_to_stop, decide_on_stopping
from speelruimte.route.route import ROOMS
from speelruimte.route.stopping import stop_and_answer
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import fresh, recording_for
from tests.steps.crawling import asked_by, crawl
from tests.steps.door import received_initiative
from tests.steps.odd_policy import KRAAIENDAL, great_nest, load_kraaiendal, load_newer_kraaiendal
from tests.steps.refusing import not_yet
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.walking import finished, journal_is_whole, took_part

NEUTRAL_FORMS = [form for word in NEUTRAL for form in (*word.singular, *word.plural)]
# What somebody typed in this story, and is shown as it was typed.
TYPED = "De uitkomst past binnen de afspraken."


@pytest.fixture
def version(db, now):
    return load_kraaiendal(at=now)


@pytest.fixture
def nest(version, cast, areas, now):
    return great_nest(cast, areas, at=now)


@pytest.fixture
def time_stands_still(now):
    """Pages look at the clock; here it says what the story says."""
    with time_machine.travel(now, tick=False):
        yield


def test_it_is_walked_from_the_signal_to_the_memory(nest, cast, now):
    assert nest.participation_decision.people_take_part
    assert [adoption.body for adoption in nest.versions.get().adoptions.all()] == [
        "burgemeester",
        "dijkgraaf",
    ]
    last = took_part(fresh(nest), cast, at=now + timedelta(days=2))
    finished(nest, cast, at=last)
    assert fresh(nest).step == Step.MEMORY
    assert journal_is_whole() >= 4


def test_it_stops_once_the_mayor_and_the_dike_warden_said_so_in_its_words(
    nest, cast, now, today, client, time_stands_still
):
    lead = {"by": cast.samira, "at": now, "on": today}
    opened_ideas(nest, **lead)
    why = "De bomen zijn ziek, dus er komt geen nest."
    questions = ask_to_stop(fresh(nest), reason=why, **lead)
    assert {question.body for question in questions} == {"burgemeester", "dijkgraaf"}
    for number, question in enumerate(questions):
        with not_yet("adopters_let_it_stop"):
            stop_and_answer(fresh(nest), reason=why, answer=why, **lead)
        decide_on_stopping(
            question,
            agrees=True,
            answer="Wij zien het ook.",
            decided_on=today,
            decision_number=f"KR-{number}",
            by=recording_for(cast.joris, question.body, at=now),
            at=now,
        )
    stop_and_answer(fresh(nest), reason=why, answer=why, **lead)

    assert fresh(nest).step == Step.STOPPED
    said, _html = words_on(client, f"/trajecten/{nest.slug}/")
    assert "dat is besloten door de burgemeester" in said
    assert "mag stoppen" in said
    assert u_in(said) + neutral_words_in(said) == []


def words_on(client, path):
    [visit] = crawl(asked_by(client), path, most=1)
    return said_on(visit), visit.page.html


def said_on(visit):
    """The words of a page, without what somebody typed in this story."""
    assert visit.status == 200, visit.address
    return shown(visit.page.html)


def shown(html):
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(strip_tags(text).split()).replace(TYPED, "")


def words_by_page(client, start, *, most=70):
    """The words of the pages that one can reach from here, by address."""
    visits = crawl(asked_by(client), start, most=most)
    return {visit.address: said_on(visit) for visit in visits if visit.page}


def neutral_words_in(text):
    word = re.compile(rf"(?<![\w/@\-])(?:{'|'.join(NEUTRAL_FORMS)})(?![\w/@\-])", re.IGNORECASE)
    return [text[max(0, hit.start() - 40) : hit.end() + 20] for hit in word.finditer(text)]


def u_in(text):
    hits = re.finditer(r"(?<![\w/\-])(?:[Uu]|[Uu]w)(?![\w/\-])", text)
    said = [text[max(0, hit.start() - 40) : hit.end() + 20] for hit in hits]
    return [sentence for sentence in said if "of U" not in sentence]


@pytest.mark.once
def test_every_page_for_residents_speaks_its_words_and_says_je(
    nest, cast, now, client, time_stands_still
):
    last = took_part(fresh(nest), cast, at=now)
    finished(nest, cast, at=last)
    pages = words_by_page(client, "/")
    assert len(pages) > 20
    wrong = {path: u_in(text) + neutral_words_in(text) for path, text in pages.items()}
    assert {path: hits for path, hits in wrong.items() if hits} == {}
    everything = " ".join(pages.values())
    for words in ("ommetje", "kwetter", "handslagen", "Het Nest is nestwacht"):
        assert words in everything, words


@pytest.mark.once
def test_every_page_of_a_process_keeps_the_words_with_which_it_began(
    nest, cast, now, today, client, time_stands_still
):
    ideas = opened_ideas(fresh(nest), by=cast.samira, at=now, on=today)
    ((_contribution, code),) = words_from(ideas, 1, at=now)
    load_newer_kraaiendal(at=now)
    process = f"/trajecten/{nest.slug}/"
    form = f"{process}meedoen/{ideas.key}/schrijf/"
    found = client.post("/mijn-inbreng/", {"code": code}, follow=True)
    pages = {
        "/mijn-inbreng/gevonden/": shown(found.content.decode()),
        form: words_on(client, form)[0],
    }

    last = took_part(fresh(nest), cast, at=now)
    finished(nest, cast, at=last)
    for path, text in words_by_page(client, process, most=40).items():
        if path.startswith(process):
            pages[path] = text
    ends = ("/besluit/", "/terugkijken/", "/schrijf/")
    assert all(any(path.endswith(end) for path in pages) for end in ends)
    assert any("/themas/" in path for path in pages)
    assert "Besluitnummer" in pages[f"{process}besluit/"]  # whatever the step is called
    wrong = {path: u_in(text) + newer_words_in(text) for path, text in pages.items()}
    assert {path: hits for path, hits in wrong.items() if hits} == {}


def test_the_address_of_what_nobody_may_read_yet_says_nothing_that_another_wrong_address_does_not(
    nest, now, client, time_stands_still
):
    load_newer_kraaiendal(at=now)
    Trajectory.objects.filter(pk=nest.pk).update(step=Step.WEIGHING)

    for page in ("", "afspraken/", "besluit/", "meedoen/iets/"):
        hidden = client.get(f"/trajecten/{nest.slug}/{page}")
        nothing = client.get(f"/trajecten/niets/{page}")
        assert (hidden.status_code, nothing.status_code) == (404, 404)
        assert shown(hidden.content.decode()) == shown(nothing.content.decode())


@pytest.mark.once
def test_who_can_be_called_is_called_as_now_beside_a_name_of_now(
    nest, now, client, time_stands_still, settings
):
    settings.PAGE_CACHE = False
    address = f"/trajecten/{nest.slug}/"
    assert "Het Nest is nestwacht en helpt je verder." in words_on(client, address)[0]

    load_newer_kraaiendal(at=now)

    assert "Het Nest is kruinwacht en helpt je verder." in words_on(client, address)[0]


@pytest.mark.once
def test_asking_for_one_mail_about_a_process_keeps_its_words(
    nest, now, client, time_stands_still, mailoutbox
):
    load_newer_kraaiendal(at=now)
    asking = reverse("ask-notice-plan", args=[nest.slug])
    pages = [client.get(asking), client.post(asking, {"email": "geen adres"})]
    client.post(asking, {"email": "kraai@kraaiendal.example"})
    [letter] = mailoutbox
    yes, no = (re.search(rf"/bericht/{word}/\S+", letter.body)[0] for word in ("ja", "nee"))
    pages += [client.get(yes), client.get(no)]

    said = [letter.body, *(shown(page.content.decode()) for page in pages)]
    assert [page.status_code for page in pages] == [200, 422, 200, 200]
    assert [u_in(text) for text in said] == [[]] * 5


def newer_words_in(text):
    return re.findall(r".{0,40}(?<![\w/\-])[Rr]oep(?:en)?(?![\w/\-]).{0,20}", text)


@pytest.mark.once
def test_what_residents_read_along_the_clock_speaks_its_words_and_says_je(
    nest, cast, now, today, client, settings
):
    settings.PAGE_CACHE = False
    process = f"/trajecten/{nest.slug}/"
    wrong, said = {}, ""

    def read(day):
        nonlocal said
        with time_machine.travel(datetime.combine(day, now.time(), now.tzinfo), tick=False):
            pages = words_by_page(client, process, most=12)
        said += " ".join(pages.values())
        hits = {path: u_in(text) + neutral_words_in(text) for path, text in pages.items()}
        wrong.update(
            {(day, path): found_words for path, found_words in hits.items() if found_words}
        )

    read(today + timedelta(days=1))  # nothing opened on the day that was promised
    ideas = opened_ideas(fresh(nest), by=cast.samira, at=now, on=today)
    ((contribution, _code),) = words_from(ideas, 1, at=now)
    read(ideas.closes_on)
    read(ideas.closes_on + timedelta(days=1))
    read(answer_due(contribution) + timedelta(days=1))

    assert wrong == {}
    for words in (
        "Deze dag is niet gehaald. Je hoort het nog van ons.",
        "Vandaag is de laatste dag",
        "Dat kon tot en met",
    ):
        assert words in said, words


@pytest.mark.once
def test_every_page_of_the_workbench_speaks_its_words(
    nest, cast, now, browser_of, time_stands_still
):
    received_initiative(kind="resident")
    pages = words_by_page(browser_of(cast.marleen), "/werk/", most=90)
    assert len(pages) > 25
    wrong = {path: u_in(text) + neutral_words_in(text) for path, text in pages.items()}
    assert {path: hits for path, hits in wrong.items() if hits} == {}


def test_the_page_about_the_policy_keeps_its_order_and_shows_no_empty_heading(version, client):
    text, _page = words_on(client, "/zo-doen-we-mee/")
    policy = parsed_policy(version)
    start = text.index("Hoeveel invloed")
    places = [text.index(str(level.promise), start) for level in policy.influence_levels]
    assert places == sorted(places)
    for words in (
        "Hardop zeggen: Iedereen hoort het.",
        "Afwijken mag alleen met uitleg.",
        "Doorsturen kan naar: de kring.",
        "Taak: besluiten of mensen kunnen meedoen",
        "Wie: Iedereen die een nest heeft. Hoe: Met een brief naar Het Nest.",
    ):
        assert words in text, words
    assert "Wat we willen bereiken" not in text
    assert "Iets is ingewikkeld" not in text
    assert ".." not in text
    for room in ROOMS:
        assert policy.step_label(room.key) in text


COUNTED_ON = {
    "Iets is ingewikkeld als minstens 2 van deze kenmerken gelden.",
    "Hoogstens 6 weken. Hoogstens € 250.",
    "binnen 3 weken na de dag waarop iemand iets instuurt",
    "Dan hoor je het uiterlijk op de eerste werkdag daarna.",
    "Wat je instuurt, lezen wij eerst.",
}


def test_the_page_about_the_policy_tells_every_rule_that_residents_can_count_on(db, client, now):
    text = KRAAIENDAL.read_text()
    text = text.replace("{number: 3, unit: weeks,", "{number: 3, unit: weeks, from: received,")
    text = text.replace(
        "route:\n  steps:",
        "complexity:\n"
        "  criteria:\n"
        "    - {key: veel, label: Veel vogels, explanation: Ja., source: veer}\n"
        "    - {key: wind, label: Veel wind, explanation: Ja., source: veer}\n"
        "  at_least: 2\n"
        "  source: veer\n\n"
        "route:\n"
        "  moderation: before\n"
        "  exploring: {explanation: Rondkijken mag., weeks: 6, euros: 250, source: veer}\n"
        "  steps:",
    )
    load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    words, _page = words_on(client, "/zo-doen-we-mee/")
    assert {told for told in COUNTED_ON if told not in words} == set()


def test_visitors_and_interested_parties_may_have_a_role_and_residents_read_so(db, client, now):
    role = (
        "participant_roles:\n"
        "  - {key: voorbij, label: Voorbijvliegers, expected: Kijk mee., say: 1,\n"
        "     held_by: [visitor, interested], source: veer}\n"
        "route:\n  steps:"
    )
    text = KRAAIENDAL.read_text().replace("route:\n  steps:", role)
    load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    words, _page = words_on(client, "/zo-doen-we-mee/")
    assert "bezoekers, belanghebbenden" in words


def test_where_participants_are_asked_nothing_no_page_sends_them_to_look_back(
    nest, cast, now, client
):
    last = took_part(fresh(nest), cast, at=now)
    finished(nest, cast, at=last)
    text, page = words_on(client, f"/trajecten/{nest.slug}/terugkijken/")
    assert "terugkijken/invullen" not in page


def test_the_municipality_starts_nothing_there_and_the_first_page_does_not_say_so(version, client):
    text, _page = words_on(client, "/")
    assert "Over plannen van je buren." in text
    assert "plannen van de gemeente" not in text
