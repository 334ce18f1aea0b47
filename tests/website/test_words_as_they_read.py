"""Marks that nobody sees may turn round what others read."""

# ruff: noqa: F811  (fixtures come in by name)
from speelruimte.activities.models import Contribution
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.website.test_taking_part import _on_9_february, client, page, typed  # noqa: F401


def test_words_are_kept_as_others_read_them(client, page):
    sent = {"title": "t\u202eevil", "text": "Het \u2067pad\u2069 is \u202ete smal. שלום"}
    client.post(page("contribute"), typed(client, page("contribute"), **sent))

    words = Contribution.objects.get()
    assert (words.title, words.text) == ("tevil", "Het pad is te smal. שלום")
