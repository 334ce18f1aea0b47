# ruff: noqa: F811  (fixtures come in by name)
"""Nobody fills the mailbox of somebody else by typing its address in a form of ours."""

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.initiatives.models import Initiative
from speelruimte.people.models import Attempt, Contact
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.steps.bare import words
from tests.website.test_ideas import send as send_idea
from tests.website.test_taking_part import typed

VICTIM = "slachtoffer@post.example"


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def write(ideas):
    address = reverse("contribute", kwargs={"slug": ideas.trajectory.slug, "key": ideas.key})

    def send(client, number, email=VICTIM):
        sent = typed(client, address, text=f"Pad {number} is te smal.", email=email)
        return client.post(address, sent)

    return send


def test_own_words_bring_three_mails_an_hour_to_one_mailbox_and_go_without(
    client, write, time_machine
):
    for number in range(3):
        assert write(client, number).status_code == 302

    waits = write(client, 3, "Slachtoffer+4@post.example")

    page = waits.content.decode()
    assert waits.status_code == 422
    assert "Vanaf 11.00 uur kan het weer." in page
    assert "laat het adres weg" in page
    assert "<h2>Even wachten</h2>" in page
    assert "Pad 3 is te smal." in page
    assert Contribution.objects.count() == Contact.objects.count() == 3
    assert write(client, 3, "").status_code == 302
    assert write(client, 4, "henk@post.example").status_code == 302
    time_machine.move_to("2027-02-09T11:00:00+01:00", tick=False)
    assert write(client, 5).status_code == 302


def test_what_is_refused_counts_for_nobody_and_the_address_is_kept_nowhere(client, write):
    for number in range(5):
        write(client, number)

    assert sorted(Attempt.objects.values_list("what", "number")) == [("mailed", 3), ("sent", 3)]
    assert not any(
        "slachtoffer" in source for source in Attempt.objects.values_list("source", flat=True)
    )


def test_an_idea_counts_with_own_words(client, write):
    for number in range(3):
        write(client, number)

    refused = send_idea(client, email=VICTIM)

    assert refused.status_code == 422
    assert "laat het adres weg" in refused.content.decode()
    assert not Initiative.objects.filter(title="Een tuin").exists()


def test_another_address_brings_no_more_to_one_mailbox(client, ideas):
    refused = []
    for number in range(4):
        own = words(ideas, f"Bank {number}.", name="", email=f"henk{number}@lindewold.example")
        address = reverse("mend-address")
        answer = client.post(address, {"code": own.code, "email": VICTIM})
        refused.append(answer.status_code == 422)

    assert refused == [False, False, False, True]
    assert Contact.objects.filter(email=VICTIM).count() == 3
    assert "Vanaf 11.00 uur kan het weer." in answer.content.decode()


def test_who_works_here_writes_down_as_many_as_come(browser_of, cast, write):
    joris = browser_of(cast.joris)

    assert [write(joris, number).status_code for number in range(5)] == [302] * 5
