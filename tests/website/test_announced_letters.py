"""Who gives an address is told, at the form and on the page about data, what will be sent to it."""

from html import unescape

from django.urls import reverse

from speelruimte.notices.announced import ANNOUNCED
from speelruimte.notices.letters import LETTERS
from speelruimte.website.initiative_form import IdeaForm
from speelruimte.website.own_words_form import OwnWordsForm


def test_the_page_about_your_data_names_the_subject_of_every_letter_that_may_come(client, policy):
    page = unescape(client.get(reverse("privacy")).content.decode())
    assert [kind for kind in ANNOUNCED if str(LETTERS[kind].subject) not in page] == []
    assert "Klopt het dat u bericht wilt?" in page
    assert "Wilt u geen berichten meer?" in page


def test_the_forms_do_not_promise_that_only_an_answer_is_mailed():
    taking_part = str(OwnWordsForm.base_fields["email"].help_text)
    idea = str(IdeaForm.base_fields["email"].help_text)
    for said in (taking_part, idea):
        assert "als er antwoord is. " not in said
    assert "wat er verandert, en hoe u het vond" in taking_part
    assert "hoe het verdergaat" in idea
    assert "of het stopt" in idea
