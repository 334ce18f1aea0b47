"""Anybody checks the journal without us: proofs, fingerprints, checkpoint, tiles and the checker."""

import base64
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

from speelruimte.activities.queries import entry_of
from speelruimte.journal import checker
from speelruimte.journal.checkpoint import read_checkpoint
from speelruimte.journal.growing import WIDTH, leaf_of
from speelruimte.journal.log_key import public_key
from speelruimte.journal.models import Entry
from speelruimte.journal.signing import write_checkpoint
from speelruimte.journal.tree import leaf_hash, root_of
from speelruimte.notices.links import sign
from speelruimte.people.models import Attempt
from speelruimte.people.roles import Role
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.models import Trajectory
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.proving import checked
from tests.steps.taking_part import opened_ideas, said

WORDS = "Laat de wilgen staan."


@pytest.fixture
def taking_part(trajectory, cast, now, today, time_machine):
    """De Brink under an adopted agreement, while people take part."""
    time_machine.move_to(now, tick=False)
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    trajectory.ideas = opened_ideas(trajectory, by=leader, at=now, on=today)
    return trajectory


def seen(response):
    return unescape(response.content.decode())


def test_who_holds_the_code_fetches_the_proof_once_it_is_signed(client, taking_part, now):
    words, code = said(taking_part.ideas, WORDS, at=now)
    link = reverse("linked-proof", args=[sign("contribution", words.public_key)])

    early = seen(client.post(reverse("own-proof"), {"code": code}, follow=True))
    assert "Het bewijs is er nog niet." in early
    assert "is er uiterlijk om 10.01 uur" in early
    assert "Haal het bewijs op" not in early

    write_checkpoint(at=now)

    page = seen(client.post(reverse("find-contribution"), {"code": code}, follow=True))
    assert "Haal het bewijs op" in page
    for response in (client.post(reverse("own-proof"), {"code": code}), client.post(link)):
        assert 'filename="bewijs.txt"' in response["Content-Disposition"]
        assert response["Cache-Control"] == "no-store"
        assert len(response.content) < 2048
        assert "precies zoals" in checked(response.content.decode(), words=WORDS)[-1]


def test_the_moment_of_the_proof_is_one_and_the_same_whenever_and_wherever_one_looks(
    client, taking_part, now, time_machine
):
    write_checkpoint(at=now)
    words, code = said(taking_part.ideas, WORDS, at=now)

    def everywhere():
        own = seen(client.post(reverse("find-contribution"), {"code": code}, follow=True))
        early = seen(client.post(reverse("own-proof"), {"code": code}, follow=True))
        asked = {"fingerprint": entry_of(words).fingerprint}
        return own, early, seen(client.post(reverse("journal"), asked, follow=True))

    for minutes in (0, 15, 45):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        assert all("uiterlijk om 11.01 uur" in page for page in everywhere())
    time_machine.move_to(now + timedelta(hours=2), tick=False)
    for page in everywhere():
        assert "zou uiterlijk om 11.01 uur" in page or "zou er uiterlijk om 11.01 uur" in page
    time_machine.move_to(now + timedelta(days=1), tick=False)
    day = f"{now.day} "
    assert all(f"uiterlijk op {day}" in page for page in everywhere())


def test_who_has_no_code_gets_no_proof_and_guessing_is_counted(client, taking_part, now):
    _words, code = said(taking_part.ideas, WORDS, at=now)
    write_checkpoint(at=now)

    assert client.get(reverse("own-proof")).status_code == 200
    for _guess in range(10):
        response = client.post(reverse("own-proof"), {"code": "SR-2222-2222-2222"})
        assert response.status_code == 422
    guess = client.post(reverse("own-proof"), {"code": "SR-2222-2222-2222"})
    assert guess.status_code == 429
    assert client.post(reverse("own-proof"), {"code": code}).status_code == 200
    Attempt.objects.update(number=200)
    assert client.post(reverse("own-proof"), {"code": code}).status_code == 429
    assert client.get(reverse("linked-proof", args=["onzin"])).status_code == 302
    assert client.post(reverse("linked-proof", args=["onzin"])).status_code == 404


def test_adopted_texts_have_a_proof_and_the_text_that_belongs_to_it(client, taking_part, now):
    address = [taking_part.slug, 1]
    assert "Het bewijs is er nog niet" in seen(client.get(reverse("agreement-proof", args=address)))

    write_checkpoint(at=now)
    proof = client.get(reverse("agreement-proof", args=address)).content.decode()
    text = client.get(reverse("agreement-text", args=address)).content.decode()

    assert "precies zoals" in checked(proof, words=text)[-1]
    with pytest.raises(checker.UntrueError):
        checked(proof, words=text.replace("e", "a"))
    page = seen(client.get(reverse("agreements", args=address[:1])))
    assert reverse("agreement-proof", args=address) in page
    assert client.get(reverse("decision-proof", args=address[:1])).status_code == 404


def test_anybody_asks_since_when_a_fingerprint_is_in_the_journal(client, taking_part, now):
    words, _code = said(taking_part.ideas, WORDS, at=now)
    entry = entry_of(words)

    def answer(typed):
        return seen(client.post(reverse("journal"), {"fingerprint": typed}, follow=True))

    since = f"uur, als regel {entry.number}. "
    assert f"{since}Dat wordt uiterlijk om" in answer(in_groups(entry.fingerprint).upper())
    write_checkpoint(at=now)
    plan = f"Het gaat over het plan ‘{taking_part.title}’."
    assert f"{since}Dat is ondertekend. {plan}" in answer(entry.fingerprint)
    Trajectory.objects.filter(pk=taking_part.pk).update(step="weighing")
    assert taking_part.title not in answer(entry.fingerprint)
    Trajectory.objects.filter(pk=taking_part.pk).update(step="taking_part")
    version = taking_part.versions.get(number=1)
    assert "Staat in het logboek sinds" in answer(in_groups(version.fingerprint))
    assert "staat niet in het logboek" in answer("0123 4567 89ab cdef")
    assert "Dit is geen vingerafdruk" in answer("wilgen")
    assert client.post(reverse("journal"), {}).status_code == 422


def test_checkpoint_tiles_and_checker_are_there_for_whoever_does_not_trust_us(
    client, taking_part, now
):
    assert client.get(reverse("checkpoint")).status_code == 404
    for number in range(3):
        said(taking_part.ideas, f"{WORDS} {number}", at=now)
    write_checkpoint(at=now)
    page = seen(client.get(reverse("journal")))
    assert str(public_key()) in page
    assert "Nog niemand van buiten de gemeente" in page

    note, head = read_checkpoint(client.get(reverse("checkpoint")).content.decode())
    assert note.checked_by(public_key()) == 0
    place = f"000.p/{head.size}"
    tile = client.get(reverse("tile", args=[0, place]))
    hashes = [tile.content[start : start + 32] for start in range(0, len(tile.content), 32)]
    assert root_of(hashes) == head.root
    assert "immutable" in tile["Cache-Control"]
    bundle = client.get(reverse("bundle", args=[place])).content
    assert leaf_hash(bundle[2:34]) == hashes[0] == leaf_of(Entry.objects.get(number=1).fingerprint)
    assert len(bundle) == head.size * 34
    for level, wrong in (
        (0, "000"),
        (0, f"000.p/{head.size + 1}"),
        (1, "000.p/1"),
        (0, "x001/000"),
        (8, "000.p/1"),
        (0, "0"),
        (0, f"000.p/{WIDTH + 1}"),
    ):
        assert client.get(reverse("tile", args=[level, wrong])).status_code == 404
    served = client.get(reverse("checker"))
    assert served.content.decode() == Path(checker.__file__).read_text()
    assert base64.b64encode(head.root).decode() in page


def test_the_checker_can_be_read_in_one_sitting():
    lines = Path(checker.__file__).read_text().splitlines()
    assert len(lines) <= 250
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported == {"argparse", "base64", "hashlib", "json", "sys", "datetime"}
