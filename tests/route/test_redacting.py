"""A part of own words becomes unreadable, everywhere, and the journal still holds."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

import speelruimte
from speelruimte.activities.actions import publish_contribution, refuse_contribution
from speelruimte.activities.models import Contribution, Original, OriginalReading
from speelruimte.activities.originals import read_original, wipe_past_originals
from speelruimte.journal.models import Entry
from speelruimte.memory.index import find_documents
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.erasing import GONE, without
from speelruimte.people.models import ErasureOrder
from speelruimte.route.forgetting import forget_contact, forget_words
from speelruimte.route.redacting import quotations_of, redact_and_tell
from speelruimte.route.verification import verify
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import Clash, NotAllowed
from speelruimte.shared.fingerprints import mark_in
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.route.test_forgetting import everything_written
from tests.steps.answers import answered, grouped
from tests.steps.refusing import refuses
from tests.steps.taking_part import said
from tests.steps.writing import writing_by_hand

NUMBER = "06-12345678"
WORDS = f"Het pad is smal. Bel mevrouw Jansen op {NUMBER},\nof 06-12345678 's avonds."
REASON = "Er stond een telefoonnummer in."


@pytest.fixture
def words(ideas, now):  # noqa: F811
    return said(
        ideas, WORDS, at=now, title="Bel 06-12345678", name="Ans Blom", email="ans@blom.example"
    )[0]


def redacted(words, cast, now, *, pieces=(NUMBER,), **more):
    return redact_and_tell(words, pieces=pieces, reason=REASON, by=cast.lotte, at=now, **more)


def test_the_number_is_gone_wherever_the_process_says_it(words, cast, now, today, later):
    trajectory = words.trajectory  # noqa: F811
    theme = grouped(
        trajectory, [words.pk], title=f"Vraag {NUMBER}", by=cast.samira, at=now, on=today
    )
    answer = answered(
        words, reason="U schreef ‘Bel 06-12345678’. Dat doen we.", by=cast.samira, at=now, on=today
    )
    assert len(quotations_of(words, [NUMBER])) == 3  # the theme, the answer, and search

    redacted(words, cast, later(1))

    words.refresh_from_db()
    assert words.state == Contribution.State.REDACTED
    assert words.title == "Bel ▇▇▇"
    assert words.text == "Het pad is smal. Bel mevrouw Jansen op ▇▇▇,\nof ▇▇▇ 's avonds."
    theme.refresh_from_db()
    answer.refresh_from_db()
    assert (theme.title, answer.reason) == ("Vraag ▇▇▇", "U schreef ‘Bel ▇▇▇’. Dat doen we.")
    assert not find_documents("12345678", limit=5)
    assert not ErasureOrder.objects.filter(closed_at__isnull=True).exists()
    assert Original.objects.get().text == WORDS
    Original.objects.all().delete()
    assert "12345678" not in everything_written()


def test_the_journal_names_the_old_and_the_new_words_and_verifies(words, cast, now):
    redacted(words, cast, now)
    entry = Entry.objects.get(verb="contribution_redacted")
    accepted = Entry.objects.get(verb="contribution_accepted")
    assert entry.facts["before_fingerprint"] == accepted.facts["text_fingerprint"]
    assert entry.facts["text_fingerprint"] != entry.facts["before_fingerprint"]
    assert verify().faults == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE activities_contribution SET text = 'Ik ben voor.'",
        "UPDATE activities_original SET text = 'Ik ben voor.'",
        "DELETE FROM activities_original",
    ],
)
def test_words_that_were_changed_by_hand_are_found(words, cast, now, sql):
    redacted(words, cast, now)
    with writing_by_hand(because="an attacker asks nobody"), connection.cursor() as cursor:
        cursor.execute(sql)
    assert len(verify().faults) == 1


def test_words_that_were_changed_before_a_part_was_made_unreadable_are_found(words, cast, now):
    with writing_by_hand(because="an attacker asks nobody"):
        Contribution.objects.update(text=f"Ik ben voor. {NUMBER}")
    redacted(words, cast, now)
    assert len(verify().faults) == 1


def test_who_wrote_it_hears_the_reason_each_time(words, cast, now, later):
    redacted(words, cast, now)
    redacted(words, cast, later(1), pieces=["mevrouw Jansen"])
    letters = Message.objects.filter(kind="contribution_redacted")
    assert len(letters) == 2
    text = compose_mail(letters[0]).text
    assert REASON in text
    assert "12345678" not in text
    assert Original.objects.get().text == WORDS


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        (["mevrouw Jansen", "Jansen op 06-12345678"], "Bel ▇▇▇,\nof 06-12345678 's avonds."),
        (["Jansen op 06-12345678", "mevrouw Jansen", NUMBER], "Bel ▇▇▇,\nof ▇▇▇ 's avonds."),
        (["Jansen", "mevrouw Jansen"], "Bel ▇▇▇ op 06-12345678,\nof 06-12345678 's avonds."),
    ],
)
def test_of_pieces_that_overlap_nothing_stays_readable(words, cast, now, pieces, left):
    redacted(words, cast, now, pieces=pieces)

    words.refresh_from_db()
    assert words.text == f"Het pad is smal. {left}"
    assert (verify().faults, verify().beside) == ([], [])


def test_of_names_that_overlap_nothing_stays_when_they_are_forgotten():
    said = {"text": "Buurman Jan de Wit op nummer 14", "more": ["Vraag Jan de Wit."]}

    assert without(said, ["buurman Jan", "Jan de Wit"]) == {
        "text": f"{GONE} op nummer 14",
        "more": [f"Vraag {GONE}."],
    }


def test_what_is_not_there_and_what_is_not_marked_is_refused(words, cast, now):
    with refuses("piece_is_not_there"):
        redacted(words, cast, now, pieces=["06-87654321"])
    with refuses("nothing_marked"):
        redacted(words, cast, now, pieces=["", "  "])
    with refuses("empty"):
        redact_and_tell(words, pieces=[NUMBER], reason=" ", by=cast.lotte, at=now)
    with pytest.raises(NotAllowed):
        redact_and_tell(words, pieces=[NUMBER], reason=REASON, by=cast.samira, at=now)
    with pytest.raises(Clash):
        redacted(words, cast, now, etag=etag_of(None, ("state",)))
    assert not Original.objects.exists()


@pytest.mark.parametrize(
    "reason",
    ["De naam Jansen hoort hier niet.", "Op 0612345678 belt niemand meer.", "smal hoort hier niet"],
)
def test_a_reason_does_not_say_again_what_must_not_be_read(words, cast, now, reason):
    with refuses("reason_says_it_again"):
        redact_and_tell(words, pieces=["smal"], reason=reason, by=cast.lotte, at=now)
    assert not Original.objects.exists()


def test_what_was_made_unreadable_before_is_said_again_by_no_later_reason(words, cast, now, later):
    redacted(words, cast, now, pieces=["smal", "'s avonds", NUMBER])
    words.refresh_from_db()
    for again in ("smal hoort hier niet", "Het woord avonds hoort niet.", "Op 06 12345678 niet."):
        why = {"ground": "other_subject", "reason": again}
        with refuses("reason_says_it_again"):
            refuse_contribution(words, **why, by=cast.lotte, at=later(1))
    why = {"ground": "other_subject", "reason": "Het pad hoort hier niet."}
    refuse_contribution(words, **why, by=cast.lotte, at=later(1))


def test_words_that_wait_are_placed_without_the_number(ideas, cast, now):  # noqa: F811
    ideas.moderate_first = True
    ideas.save()
    waiting = said(ideas, WORDS, at=now)[0]
    redacted(waiting, cast, now, place=True)
    waiting.refresh_from_db()
    assert waiting.state == Contribution.State.REDACTED
    refuse_contribution(waiting, ground="sent_twice", by=cast.lotte, at=now)
    publish_contribution(waiting, by=cast.lotte, at=now)
    waiting.refresh_from_db()
    assert waiting.state == Contribution.State.REDACTED


def test_reading_the_original_asks_why_and_is_written_down(words, cast, now):
    redacted(words, cast, now)
    with refuses("empty"):
        read_original(words, reason=" ", by=cast.lotte, at=now)
    original = read_original(words, reason="De schrijver belde.", by=cast.lotte, at=now)
    assert original.text == WORDS
    assert OriginalReading.objects.get().reason == "De schrijver belde."
    entry = Entry.objects.get(verb="original_read")
    assert entry.by == mark_in(cast.lotte.reference, entry.case_number)
    assert "belde" not in entry.text
    with pytest.raises(NotAllowed):
        read_original(words, reason="Nieuwsgierig.", by=cast.samira, at=now)


def test_the_original_is_wiped_after_the_last_day_that_the_policy_says(words, cast, now):
    redacted(words, cast, now)
    last = Original.objects.get().kept_until
    assert last == date(2027, 8, 10)  # 26 weeks after 9 February
    assert wipe_past_originals(on=last, at=now) == 0
    assert wipe_past_originals(on=date(2027, 8, 11), at=now) == 1
    finding = verify()
    assert finding.faults == []
    assert f"original:{words.public_key}" in finding.erased
    redacted(words, cast, now, pieces=["mevrouw Jansen"])
    assert not Original.objects.exists()  # what is unreadable already is no original


def test_forgetting_the_writer_or_somebody_named_wipes_the_original(ideas, cast, now):  # noqa: F811
    named = said(ideas, f"Vraag Willemijn Zonderland, {NUMBER}.", at=now)[0]
    own = said(ideas, WORDS, at=now, name="Willemijn Zonderland", email="w@z.example")[0]
    other = said(ideas, f"Iets anders. {NUMBER}", at=now)[0]
    for words in (named, own, other):
        redacted(words, cast, now)
    forget_contact(own.contact, by=None, at=now)
    assert [original.contribution for original in Original.objects.all()] == [other]
    forget_words(other, by=None, at=now)
    assert not Original.objects.exists()
    assert verify().faults == []


def test_one_module_reads_the_table_of_originals():
    naming = [
        path.name
        for path in Path(speelruimte.__file__).parent.rglob("*.py")
        if "migrations" not in path.parts and "Original.objects" in path.read_text()
    ]
    assert naming == ["originals.py"]
