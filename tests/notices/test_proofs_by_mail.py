"""Who left an address gets the proof of own words by mail, from the first checkpoint after them."""

from datetime import date, timedelta

import pytest
from django.core import mail

from speelruimte.activities.actions import redact_contribution
from speelruimte.activities.models import Contribution
from speelruimte.activities.proofs import proof_of_words
from speelruimte.commands.work import sign_when_due
from speelruimte.journal import checker
from speelruimte.journal.signing import write_checkpoint
from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.route.forgetting import forget_words
from speelruimte.trajectories.models import Step
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.proving import checked
from tests.steps.taking_part import said

WORDS = "Laat de wilgen bij Ada Jansen staan."
LATER = timedelta(hours=1)


@pytest.fixture
def activity(policy):
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    return an_activity(trajectory, closed_at=None, closes_on=date(2027, 3, 1))


def test_the_proof_is_mailed_once_and_only_for_what_came_since_the_checkpoint_before(activity, now):
    said(activity, "Zet er een bank.", at=now, email="eerder@lindewold.example")
    sign_when_due(at=now)
    assert not Message.objects.exists()
    said(activity, "Zonder adres.", at=now)
    words, _code = said(activity, WORDS, at=now, email="ada@lindewold.example")
    sign_when_due(at=now)  # not an hour later yet
    assert not Message.objects.exists()

    sign_when_due(at=now + LATER)
    sign_when_due(at=now + LATER)
    send_due(at=now + LATER)

    (sent,) = mail.outbox
    assert sent.to == ["ada@lindewold.example"]
    assert WORDS not in sent.body
    ((name, proof, kind),) = sent.attachments
    assert (name, kind) == ("bewijs.txt", "text/plain")
    assert words.key in proof
    assert "precies zoals" in checked(proof, words=WORDS)[-1]


def test_the_proof_of_words_that_were_changed_lawfully_says_so(activity, cast, now):
    words, _code = said(activity, WORDS, at=now)
    first = proof_after(words, now)
    redact_contribution(
        words,
        pieces=["Ada Jansen"],
        kept_until=date(2027, 6, 1),
        reason="Er stond een naam van iemand anders in.",
        by=cast.marleen,
        at=now,
    )
    redacted = proof_after(words, now)
    forget_words(Contribution.objects.get(pk=words.pk), by=cast.marleen, at=now)
    erased = proof_after(words, now)

    assert "precies zoals" in checked(first, words=WORDS)[-1]
    assert checked(redacted)[-1].startswith("Later aangepast op ")
    assert "precies zoals" in checked(redacted, words="Laat de wilgen bij ▇▇▇ staan.")[-1]
    assert checked(erased)[-1].startswith("Rechtmatig gewist op ")
    assert words.salt not in erased
    with pytest.raises(checker.UntrueError):
        checked(erased, words=WORDS)


@pytest.mark.parametrize("is_changed", [True, False])
def test_the_mail_says_what_the_proof_shows(activity, cast, now, is_changed):
    sign_when_due(at=now)
    words, _code = said(activity, WORDS, at=now, email="ada@lindewold.example")
    if is_changed:
        redact_contribution(
            words,
            pieces=["Ada Jansen"],
            kept_until=date(2027, 6, 1),
            reason="Er stond een naam van iemand anders in.",
            by=cast.marleen,
            at=now,
        )
    sign_when_due(at=now + LATER)
    send_due(at=now + LATER)

    (sent,) = [one for one in mail.outbox if "bewijs" in one.subject]
    body = " ".join(sent.body.split())
    assert ("laat u later zien dat er niets aan veranderd is." in body) is not is_changed
    assert ("laat u later zien wat er is gewijzigd, en wanneer." in body) is is_changed


def proof_after(words, now):
    """The proof as somebody fetches it once what happened is signed."""
    write_checkpoint(at=now)
    return proof_of_words(Contribution.objects.get(pk=words.pk)).text
