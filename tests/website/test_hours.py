"""When somebody answers the telephone, and when the counter is open, are two things."""

import re

import pytest
from django.utils.html import strip_tags

from tests.steps.beginning import load_changed

COUNTER = "counter_hours: op werkdagen van 9 tot 17 uur"


@pytest.mark.parametrize(
    ("address", "part", "before_telephone", "before_counter"),
    [("/", "footer", "Bellen: ", r"\. Balie open: "), ("/contact/", "main", "", " ")],
)
def test_beside_the_counter_stand_its_own_hours_and_not_those_of_the_telephone(
    db, client, now, time_machine, address, part, before_telephone, before_counter
):
    time_machine.move_to(now, tick=False)
    load_changed("basis", COUNTER, "counter_hours: dinsdag van 9 tot 12 uur", at=now)
    html = client.get(address).content.decode()
    words = " ".join(strip_tags(re.search(rf"<{part}\b.*</{part}>", html, re.DOTALL)[0]).split())

    telephone = rf"0500 12 34 56 ?{before_telephone}op werkdagen van 9"
    assert re.search(telephone, words, re.IGNORECASE), words
    counter = rf"Lindelaan 1, Lindewold{before_counter}dinsdag van 9"
    assert re.search(counter, words, re.IGNORECASE), words
    assert "altijd" not in words
