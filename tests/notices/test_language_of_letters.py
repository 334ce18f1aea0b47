"""A letter is written in the language of its reader, whoever was the cause of it."""

import re

from django.core import mail
from django.utils.translation import override

from speelruimte.notices.letters import LETTERS
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.sending import send_due
from speelruimte.people.models import Contact
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.marked import marked_language, outside_marks
from tests.steps.writing import writing_by_hand


def test_every_part_of_a_letter_is_in_the_language_of_its_reader(policy, now, english):
    contribution = words(
        an_activity(a_trajectory(policy, route="college")),
        name="Henk Mulder",
        email="henk@lindewold.example",
    )
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        Contact.objects.filter(pk=contribution.contact_id).update(language="en")
        enqueue(
            "contribution_received",
            contact=contribution.contact,
            about=contribution.key,
            case_number=contribution.trajectory.case_number,
            at=now,
        )
    with marked_language(), override("nl"):
        send_due(at=now)

    (letter,) = mail.outbox
    outside = outside_marks(letter.subject)[0] + outside_marks(letter.body)[0]
    said = [
        piece for piece in outside if re.search(r"[a-z]{3}", re.sub(r"https?://\S+", "", piece))
    ]
    assert said == []


def test_every_kind_of_letter_can_be_translated():
    with marked_language():
        unmarked = [
            kind
            for kind, letter in LETTERS.items()
            for part in (letter.subject, letter.text, letter.link)
            # What is filled in is put in words with the letter: the test above.
            if any(re.sub(r"%\(\w+\)s", "", piece) for piece in outside_marks(str(part))[0])
        ]

    assert unmarked == []
