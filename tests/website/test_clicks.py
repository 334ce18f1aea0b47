"""How many presses daily work costs: each link, box, choice and button of the pages is counted."""

import re
from html import unescape

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Placement, Theme
from tests.steps.at_result import activity, trajectory
from tests.steps.bare import words

__all__ = ["activity", "trajectory"]

WORDS = 34
MOST_TO_ANSWER = 36
MOST_TO_MODERATE = 4


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


class CountingHands:
    """Somebody at a page: what stands on it can be followed, ticked and pressed, and is counted."""

    def __init__(self, client, address):
        self.client, self.clicks, self.ticks = client, 0, set()
        self._at(address)

    def _at(self, address):
        self.address = address
        self.html = self.client.get(address).content.decode()
        self.boxes = re.findall(r'name="contributions"[^>]*?value="([^"]+)"([^>]*)', self.html)
        self.ticks = {key for key, rest in self.boxes if "checked" in rest}

    def follow(self, label):
        found = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.html, re.DOTALL)
        links = [unescape(to) for to, words in found if label in " ".join(words.split())]
        assert links, label
        self.clicks += 1
        self._at(f"{self.address.partition('?')[0]}{links[0]}" if links[0][0] == "?" else links[0])

    def tick(self, number):
        """The first so many boxes that are not ticked; returns how many there were."""
        left = [key for key, _rest in self.boxes if key not in self.ticks][:number]
        self.ticks |= set(left)
        self.clicks += len(left)
        return len(left)

    def press(self, label, to="", *, choices=0, **sent):
        assert label in self.html, label
        self.clicks += 1 + choices
        answer = self.client.post(to or self.address.partition("?")[0], sent)
        assert answer.status_code == 302, answer.context["form"].errors
        self._at(answer.url)


def test_placing_and_answering_34_words_in_three_themes(signed_in, cast, trajectory, activity):
    for number in range(WORDS):
        words(activity, f"Tekst {number}")
    hands = CountingHands(
        signed_in(cast.samira),
        reverse("work-answers", kwargs={"case_number": trajectory.case_number}),
    )
    for title, size in (("Groen", 12), ("Verkeer", 11)):
        assert hands.tick(size) == size
        hands.press("Plaats", do="place", contributions=list(hands.ticks), title=title, theme="")
    hands.follow("Vink alles op deze bladzijde aan")
    hands.press("Plaats", do="place", contributions=list(hands.ticks), title="Rust", theme="")
    for _theme in Theme.objects.all():
        hands.press(
            "Geef dit antwoord",
            choices=1,
            verdict="partly",
            reason="Dit past voor een deel in het geld.",
            frame="",
            do="answer",
        )

    assert Placement.objects.count() == WORDS
    assert not Theme.objects.filter(answer=None).exists()
    assert hands.clicks <= MOST_TO_ANSWER


def test_moderating_34_words(signed_in, cast, trajectory, activity):
    for number in range(WORDS):
        words(activity, f"Tekst {number}", state="waiting")
    hands = CountingHands(
        signed_in(cast.marleen),
        reverse("work-inbox", kwargs={"case_number": trajectory.case_number}),
    )
    hands.follow("Vink alles op deze bladzijde aan")
    hands.follow(f"Kies alle {WORDS} hierbij")
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', hands.html)
    hands.press(
        "Plaats wat is aangevinkt",
        reverse("work-ticked"),
        contributions=list(hands.ticks),
        **{name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"},
    )

    assert Contribution.objects.filter(state="published").count() == WORDS
    assert hands.clicks <= MOST_TO_MODERATE


def test_only_words_about_something_are_shown_to_tick_and_stay_so_on_the_next_page(
    signed_in, cast, trajectory, activity
):
    for number in range(27):
        words(activity, f"Meer bomen, nummer {number}")
    words(activity, "Minder lawaai")
    client = signed_in(cast.samira)
    address = reverse("work-answers", kwargs={"case_number": trajectory.case_number})
    page = client.get(address, {"q": "bomen"})

    assert "Minder lawaai" not in page.content.decode()
    later = client.get(f"{address}{page.context['next_url']}").content.decode()
    assert "nummer 26" in later
    assert "Minder lawaai" not in later
    assert "Hierbij past niets" in client.get(address, {"q": "water"}).content.decode()


def test_after_a_first_answer_the_next_theme_comes_and_after_a_better_one_the_same(
    signed_in, cast, trajectory, activity
):
    hands = CountingHands(
        signed_in(cast.samira),
        reverse("work-answers", kwargs={"case_number": trajectory.case_number}),
    )
    for title in ("Groen", "Verkeer"):
        words(activity, f"Iets over {title}")
        hands._at(hands.address)
        hands.tick(1)
        hands.press("Plaats", do="place", contributions=list(hands.ticks), title=title, theme="")
    said = {"verdict": "partly", "frame": "", "do": "answer", "reason": "Dit past voor een deel."}
    groen, verkeer = Theme.objects.order_by("pk")
    first = hands.address
    hands.press("Geef dit antwoord", **said)
    assert first.endswith(f"/{groen.pk}/")
    assert hands.address.endswith(f"/{verkeer.pk}/")
    hands._at(first)
    etag = re.search(r'name="etag" value="([^"]+)"', hands.html)[1]
    hands.press(
        "Geef een beter antwoord", **said | {"reason": "Toch meer dan een deel.", "etag": etag}
    )
    assert hands.address == first
