"""What answers a form of the public pages that was taken, is a page to which one can go back.

A browser cannot show the answer to a form a second time: who pressed a link there, and then Back, met a
page of the browser about a form that was gone.
"""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from speelruimte import website
from speelruimte.notices.links import sign
from speelruimte.people.roles import Role
from speelruimte.places.actions import import_addresses
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.browsing import Page
from tests.steps.taking_part import opened_ideas, said

WORDS = "Laat de wilgen staan."
STREETS = (
    "straat;postcode;woonplaats;gebied\nDorpsweg;9403EF;A;Centrum\nDorpsweg;9404GH;B;Centrum\n"
)
HERE = "here"
# Every public page with a form that posts, and where it is seen that what was taken leads elsewhere.
SEEN = {
    "public/_own_actions.html": HERE,
    "public/_proof.html": HERE,
    "public/own_action.html": HERE,
    "public/thread.html": "tests/route/test_objections.py",
    "public/find_contribution.html": HERE,
    "public/journal.html": HERE,
    "public/home.html": HERE,
    "public/my_street.html": HERE,
    "public/ask_notice.html": HERE,
    "public/notice.html": HERE,
    "public/idea_form.html": HERE,
    "kinds/ideas/contribute.html": HERE,
    "public/look_back_form.html": "tests/website/test_outcome_pages.py",
    "public/objection.html": "tests/agreements/test_light_change.py",
    "public/stand.html": "tests/demo/test_every_form.py",
    # Choices and code may travel in no cookie: the ballot answers itself until the vote is cast (ADR 40).
    "kinds/budget/vote_form.html": "tests/voting/test_ballot_pages.py",
    "kinds/budget/vote_sure.html": "tests/voting/test_ballot_pages.py",
}


@pytest.fixture
def taking_part(trajectory, cast, areas, now, today, time_machine, settings):
    """De Brink under an adopted agreement, while people take part."""
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    import_addresses(text=STREETS, file="s.csv", by=None, at=now)
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    trajectory.ideas = opened_ideas(trajectory, by=leader, at=now, on=today)
    return trajectory


@pytest.fixture
def sent(client, db):
    """Fill in a form and press: the page that comes, which can be loaded again."""
    client.get(reverse("journal"))  # a browser that keeps cookies

    def send(address, **typed):
        answer = client.post(address, typed)
        assert answer.status_code == 302, (address, answer.status_code)
        pages = [client.get(answer.url) for _again in range(2)]
        assert [page.status_code for page in pages] == [200, 200], address
        return pages[-1].content.decode()

    return send


def form_at(client, address):
    """The fields as they stand in the form of a page."""
    page = Page(client.get(address).content.decode(), address)
    return {name: values[-1] for name, values in page.form_with("text").values.items()}


def test_every_public_page_with_a_form_is_known_here():
    root = Path(website.__file__).parent / "templates"
    found = {
        str(file.relative_to(root))
        for folder in ("public", "kinds")
        for file in (root / folder).rglob("*.html")
        if 'method="post"' in file.read_text() and not file.name.startswith("work_")
    }
    assert found == set(SEEN), (
        "name it in SEEN (tests/website/test_after_sending.py), with the test that sends it and "
        "comes to a page that can be loaded again"
    )


def test_with_a_code_one_can_go_back_to_every_page(sent, client, taking_part, now):
    words, code = said(taking_part.ideas, WORDS, at=now, name="Henk", email="henk@dorp.example")

    page = sent(reverse("find-contribution"), code=code.lower())
    assert WORDS in page
    assert "Het bewijs is er nog niet." in sent(reverse("own-proof"), code=code)
    asked = sent(reverse("mend-address"), code=code, begin="")
    assert f'type="hidden" name="code" value="{code}"' in asked
    assert "uw nieuwe adres" in sent(reverse("mend-address"), code=code, email="h@dorp.example")
    link = [sign("contribution", words.public_key)]
    assert "Het bewijs is er nog niet." in sent(reverse("linked-proof", args=link))
    assert "ingetrokken" in sent(reverse("withdraw"), code=code, sure="on")
    gone = sent(reverse("forget-me"), code=code, words="words", sure="on")
    assert "Dit is gewist" in gone
    assert WORDS not in gone
    for answer in (client.get(reverse("own-words")), client.get(reverse("own-words") + "?x=1")):
        assert answer.url == reverse("find-contribution")


def test_the_code_stands_in_no_address_and_is_forgotten_after_ten_minutes(
    client, taking_part, now, time_machine
):
    _words, code = said(taking_part.ideas, WORDS, at=now)
    client.get(reverse("find-contribution"))

    answer = client.post(reverse("find-contribution"), {"code": code})

    assert code not in answer.url
    assert client.get(answer.url)["Cache-Control"] == "no-store"
    stranger = type(client)()
    assert stranger.get(answer.url).url == reverse("find-contribution")
    time_machine.shift(11 * 60)
    assert client.get(answer.url).url == reverse("find-contribution")


def test_what_is_asked_and_sent_in_leads_to_a_page_of_its_own(sent, client, taking_part, now):
    assert "staat niet in het logboek" in sent(reverse("journal"), fingerprint="0123456789abcdef")
    assert "Welke bedoelt u?" in sent(reverse("my-street"), where="dorpsweg")
    sent(reverse("ask-notice-plan", args=[taking_part.slug]), email="henk@dorp.example")
    yes, no = [re.search(rf"/bericht/{word}/\S+", mail.outbox[0].body)[0] for word in ("ja", "nee")]
    assert "Het staat aan" in sent(yes)
    assert "Het is gestopt" in sent(no)
    write = reverse("contribute", args=[taking_part.slug, taking_part.ideas.key])
    assert "SR-" in sent(write, **form_at(client, write) | {"text": WORDS})
    idea = reverse("idea-form", args=["bewoner"])
    filled = {name: value or "Graag een bankje." for name, value in form_at(client, idea).items()}
    kept = ("title", "text", "idempotency_key", *(n for n in filled if n.startswith("start_")))
    assert "SR-" in sent(idea, **{name: filled[name] for name in kept})
