"""Who left an address hears of an answer, and of another one; the first stays on every page of the words."""

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words

__all__ = ["activity", "lead", "trajectory"]


@pytest.fixture
def two(activity):
    """Words of somebody with an address, and of somebody without."""
    return words(activity, "Een zebrapad.", name="Ans", email="ans@blom.example"), words(
        activity, "Een drempel."
    )


@pytest.fixture
def browser(signed_in, cast, time_machine):
    time_machine.move_to("2027-02-10T10:00:00+01:00", tick=False)
    return signed_in(cast.samira)


@pytest.fixture
def says(browser, trajectory, time_machine):
    """Give an answer on the page for it."""

    def say(page, *place, day, **said):
        time_machine.move_to(f"2027-02-{day}T10:00:00+01:00", tick=False)
        url = reverse(f"work-{page}", args=[trajectory.case_number, *place])
        etag = browser.get(url).context["form"]["etag"].value()
        said = {"do": "answer", "frame": "", "etag": etag} | said
        assert browser.post(url, said).status_code == 302

    return say


def mails():
    return [(message.kind, compose_mail(message)) for message in Message.objects.order_by("pk")]


def read(trajectory, contribution):
    page = reverse("contribution", args=[trajectory.slug, contribution.public_key])
    return " ".join(Client().get(page).content.decode().split())


def test_of_a_theme_each_answer_is_mailed_and_the_first_stays(trajectory, two, lead, says):
    first, _second = two
    theme = grouped(trajectory, two, title="Oversteken", **lead)
    says("theme", theme.pk, day="11", verdict="taken_over", reason="Er komen plateaus.")
    says("theme", theme.pk, day="13", verdict="not", reason="Het geld is er niet.")

    (given, told), (changed, better) = mails()
    assert (given, changed) == ("words_answered", "words_answered_anew")
    assert {told.to, better.to} == {"ans@blom.example"}
    assert told.subject == "Er is antwoord op uw inbreng"
    assert "Het antwoord van eerst blijft te lezen." in better.text
    own = Client().get(
        better.text.split("Lees beide antwoorden hier:\n")[1].split()[0], follow=True
    )
    for html in (read(trajectory, first), " ".join(own.content.decode().split())):
        assert html.index("Het geld is er niet.") < html.index("Eerder antwoordden wij iets anders")
        assert html.index("Eerder antwoordden") < html.index("Er komen plateaus.")
        assert "11 februari 2027" in html
        assert "13 februari 2027" in html


def test_an_own_answer_after_that_of_the_theme_is_another_one(trajectory, two, lead, says):
    first, _second = two
    theme = grouped(trajectory, two, title="Oversteken", **lead)
    says("theme", theme.pk, day="11", verdict="taken_over", reason="Er komen plateaus.")
    key = first.public_key
    says("answer-contribution", key, day="12", verdict="already", reason="Dat ligt er al.")
    says("theme", theme.pk, day="13", verdict="not", reason="Het geld is er niet.")

    assert [kind for kind, _mail in mails()] == ["words_answered", "words_answered_anew"]
    html = read(trajectory, first)
    assert html.index("Dat ligt er al.") < html.index("Er komen plateaus.")
    assert "Het geld is er niet." not in html


def test_who_comes_under_an_answer_that_stood_there_hears_of_it(
    trajectory, activity, two, lead, says, browser
):
    first, second = two
    theme = grouped(trajectory, [second], title="Oversteken", **lead)
    says("theme", theme.pk, day="11", verdict="taken_over", reason="Er komen plateaus.")
    assert mails() == []
    url = reverse("work-answers", args=[trajectory.case_number])
    sent = {"do": "place", "contributions": [first.public_key], "theme": theme.pk, "title": ""}
    mark = browser.post(url, sent).context["place_form"]["asked_of"].value()
    assert browser.post(url, sent | {"asked_of": mark}).status_code == 302

    assert [kind for kind, _mail in mails()] == ["words_answered"]
