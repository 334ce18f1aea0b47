"""Beside its text, own words are held to the journal: state, day, way, title, place."""

from datetime import timedelta

import pytest
from django.db import transaction

from speelruimte.activities.actions import (
    disagree,
    look_again,
    publish_contribution,
    redact_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.importing import file_fingerprint_of, import_contributions
from speelruimte.activities.models import (
    Contribution,
    Disagreement,
    Import,
    Move,
    Original,
    OriginalReading,
)
from speelruimte.activities.originals import read_original, wipe_original
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.decisions.actions import answer_contribution, move_contribution, take_back
from speelruimte.journal.key_marks import accept_key
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.models import Contact, Person
from speelruimte.people.roles import Role
from speelruimte.places.actions import rename_place
from speelruimte.route import as_recorded
from speelruimte.route.contributions import add_to_words, give_address_and_tell
from speelruimte.route.forgetting import forget_contact, forget_words
from speelruimte.route.merging import merge_places
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.route.words_everywhere import erase_words
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.taking_part import opened_ideas, said
from tests.steps.writing import writing_by_hand

OTHERWISE = "{key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
OF_FILE = OTHERWISE.replace("{what}", "{what} uit dit bestand")


@pytest.fixture
def activity(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    return opened_ideas(trajectory, by=leader, at=now, on=today)


def put(words, **columns):
    with writing_by_hand(because="somebody changes a row in the database beside the software"):
        Contribution.objects.filter(pk=words.pk).update(**columns)


def found():
    finding = verify()
    assert finding.faults == []
    return [sentence for sentence in finding.beside if "zegt iets anders" in sentence]


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("title", "Laat het water maar staan", "titel"),
        ("place", "Molenhoek", "plek"),
        ("longitude", 6.1, "punt op de kaart"),
        ("channel", "paper", "kanaal"),
        ("timing", "late", "te vroeg of te laat"),
        ("redaction_reason", "Zomaar.", "waarom deels onleesbaar gemaakt"),
        ("origin", "Wijkkrant", "herkomst"),
        ("receipt_hash", "0" * 64, "code"),
        ("received_at", timedelta(days=-30), "ontvangen"),
        ("created_at", timedelta(days=-30), "ingevoerd"),
    ],
)
def test_a_column_beside_the_text_that_was_changed_in_the_database_is_named(
    activity, now, column, value, what
):
    words, _code = said(activity, "Laat de wilgen staan.", title="Wilgen", place="Dam", at=now)
    assert found() == []

    to = getattr(words, column) + value if isinstance(value, timedelta) else value
    put(words, **{column: to}, **({"latitude": 52.0} if column == "longitude" else {}))

    assert found() == [
        f"{words.key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
    ]


def test_words_that_somebody_put_in_another_area_are_named_also_after_areas_became_one(
    activity, cast, areas, now
):
    gone, into, third = (areas[key] for key in ("vaartzijde", "centrum", "de-lanen"))
    here, _code = said(activity, "Laat de wilgen staan.", area=gone, at=now)
    nowhere, _code = said(activity, "Zet er een bank.", at=now)
    added, _code = said(activity, "Met leuning.", area=into, at=now)
    assert found() == []
    merge = {"by": cast.wim, "at": now, "on": now.date()}
    for since in (
        lambda: None,
        lambda: merge_places(gone, into=into, **merge),
        lambda: merge_places(into, into=areas["oosterveld"], **merge),
    ):
        since()
        assert found() == []
        for words, area in ((here, third), (here, None), (nowhere, third), (added, third)):
            is_now = Contribution.objects.get(pk=words.pk).area
            put(words, area=area)
            assert found() == [
                f"{words.key} is in de database veranderd. Het logboek zegt iets anders over: gebied."
            ]
            put(words, area=is_now)


@pytest.mark.parametrize("take_away", [take_back, forget_words])
@pytest.mark.parametrize("has_answer", [True, False])
def test_whether_words_that_went_had_an_answer_is_held_too(activity, now, take_away, has_answer):
    words, _code = said(activity, "Laat de wilgen staan.", at=now)
    leader = Person.objects.get(grants__role="project_leader")
    if has_answer:
        answer = {"verdict": "not", "reason": "De wilgen zijn ziek."}
        answer_contribution(words, **answer, by=leader, at=now, on=now.date())
    take_away(words, by=None, at=now)
    words.refresh_from_db()
    assert (words.was_answered, found()) == (has_answer, [])

    put(words, was_answered=not has_answer)

    [otherwise] = found()
    assert otherwise.endswith("iets anders over: had antwoord toen het verdween.")


@pytest.mark.parametrize("column", ["longitude", "latitude"])
def test_half_a_point_where_words_have_none_is_named_too(activity, now, column):
    words, _code = said(activity, "Laat de wilgen staan.", at=now)

    put(words, **{column: 6.1})

    assert found() == [
        f"{words.key} is in de database veranderd. Het logboek zegt iets anders over: punt op de kaart."
    ]


def test_words_that_can_be_read_though_nobody_placed_them_are_named(activity, cast, now):
    refused, _code = said(activity, "De wethouder en zijn vrouw.", at=now)
    redacted, _code = said(activity, "Bel 06 12345678 maar.", title="Bel", place="Dam", at=now)
    taken_back, _code = said(activity, "Toch niet.", at=now)
    gone, _code = said(activity, "Ik woon daar.", title="Van mij", place="Dam", at=now)
    placed, _code = said(activity, "Zet er een bank.", at=now)
    by = {"by": cast.marleen, "at": now}
    refuse_contribution(refused, ground="personal_data", **by)
    redact_contribution(
        redacted,
        pieces=["06 12345678", "Dam"],
        reason="Een nummer van iemand.",
        kept_until=now.date(),
        **by,
    )
    withdraw_contribution(taken_back, by=None, at=now)
    refuse_contribution(placed, ground="other_subject", **by)
    publish_contribution(placed, **by)
    forget_words(gone, **by)
    erase_in_row(redacted, changes={"title": "[weggehaald]"}, locked=False, **by)
    assert found() == []

    put(refused, state="published")
    put(redacted, state="published")
    put(taken_back, state="published")
    put(placed, state="waiting")

    assert [sentence.split()[0] for sentence in found()] == [
        words.key for words in (refused, redacted, taken_back, placed)
    ]


def test_words_that_nobody_had_looked_at_when_their_process_stopped_are_as_recorded(
    activity, cast, now, today
):
    activity.moderate_first = True
    activity.save()
    waiting, _code = said(activity, "Zet er een bank.", at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, activity.trajectory, at=now)
    why = "De eigenaar verkoopt de grond niet."
    stop_and_answer(
        activity.trajectory, reason=why, answer="Wij stoppen.", by=leader, at=now, on=today
    )
    waiting.refresh_from_db()
    assert waiting.state == Contribution.State.UNSEEN
    assert found() == []

    put(waiting, state="published")

    assert [sentence.split()[0] for sentence in found()] == [waiting.key]


def test_own_words_are_held_to_the_journal_so_many_at_a_time(
    activity, now, monkeypatch, django_assert_num_queries
):
    texts = ("Een bank.", "Een hek.", "Een boom.", "Een brug.", "Een lamp.")
    sent = [said(activity, text, at=now)[0] for text in texts]
    monkeypatch.setattr(as_recorded, "AT_A_TIME", 2)
    for words in (sent[1], sent[4]):
        put(words, channel="paper")

    # The files; then three times rows and their entries, and no more rows.
    with django_assert_num_queries(8):
        faults = list(as_recorded.words_otherwise_than_recorded())

    assert [sentence.split()[0] for sentence in faults] == [sent[1].key, sent[4].key]


FILE = (
    b"titel;tekst;kanaal;ontvangen op;gebied;naam;e-mailadres\n"
    b"Wilgen;Laat de wilgen staan.;brief;9-2-2027;Vaartzijde;Joris Bos;joris@lindewold.example\n"
    b"Vraag van Henk Mulder;Zet er een bank.;papier;9-2-2027;;;\n"
)


@pytest.fixture
def from_file(activity, cast, areas, now):
    """Two contributions that came in with one file."""
    import_contributions(
        activity,
        rows=read_spreadsheet(FILE).rows,
        origin="Enquête",
        file_fingerprint=file_fingerprint_of(FILE),
        by=somebody(cast, Role.PROJECT_LEADER, activity.trajectory, at=now),
        at=now,
    )
    return list(Contribution.objects.exclude(came_with=None).order_by("pk"))


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("title", "Laat het water maar staan", "titles_of_import"),
        ("place", "Molenhoek", "titles_of_import"),
        ("longitude", 6.1, "titles_of_import"),
        ("channel", "website", "came_with_import"),
        ("timing", "late", "came_with_import"),
        ("origin", "Wijkkrant", "titles_of_import"),
        ("origin_number", "12", "titles_of_import"),
        ("origin_row", 7, "came_with_import"),
        ("origin_file", "f" * 64, "came_with_import"),
        ("received_at", timedelta(days=-30), "came_with_import"),
        ("created_at", timedelta(days=-30), "came_with_import"),
    ],
)
def test_a_column_beside_the_text_of_words_from_a_file_is_held_too(from_file, column, value, what):
    words = from_file[0]
    assert found() == []

    to = getattr(words, column) + value if isinstance(value, timedelta) else value
    put(words, **{column: to}, **({"latitude": 52.0} if column == "longitude" else {}))

    assert f"de tekst {what}:{words.came_with_id} is veranderd" in verify().faults[0]


def test_words_of_a_file_that_somebody_put_in_another_area_are_named(from_file, cast, areas, now):
    there, nowhere = from_file
    gone, into, third = (areas[key] for key in ("vaartzijde", "centrum", "de-lanen"))
    rename_place(gone, name="Vaart", was=gone.name, field="name", by=cast.wim, at=now)
    merge = {"by": cast.wim, "at": now, "on": now.date()}
    said = OF_FILE.format(key=f"import:{there.came_with_id}", what="het gebied van inbreng")
    for since in (
        lambda: None,
        lambda: merge_places(gone, into=into, **merge),
        lambda: merge_places(into, into=areas["oosterveld"], **merge),
    ):
        since()
        assert found() == []
        for words, area in ((there, third), (there, None), (nowhere, third)):
            is_now = Contribution.objects.get(pk=words.pk).area
            put(words, area=area)
            assert found() == [said]
            put(words, area=is_now)


def test_words_of_a_file_in_another_area_are_named_also_when_areas_became_one_since(
    from_file, cast, areas, now
):
    there, nowhere = from_file
    put(nowhere, area=areas["vaartzijde"])

    merge_places(areas["vaartzijde"], into=areas["centrum"], by=cast.wim, at=now, on=now.date())

    said = OF_FILE.format(key=f"import:{there.came_with_id}", what="het gebied van inbreng")
    assert found() == [said]


def test_who_hears_of_words_is_held_also_of_an_address_left_later_and_after_forgetting(
    activity, from_file, now
):
    reach = {"name": "Henk Mulder", "email": "henk@lindewold.example"}
    with_name, _code = said(activity, "Een bank.", at=now, **reach)
    nameless, _code = said(activity, "Een hek.", at=now)
    later_on, _code = said(activity, "Een boom.", at=now)
    added = add_to_words(later_on, text="Een eik.", by=None, at=now, idempotency_key="k").received
    brought, brought_nameless = from_file
    for words in (later_on, brought_nameless):
        give_address_and_tell(words, email="wil@lindewold.example", by=None, at=now)
    other = Contact.objects.create(email="iemand@lindewold.example")
    alone = (with_name, nameless, later_on, added, brought_nameless)
    by_itself = {words.pk: words.key for words in alone}
    for since in (
        lambda: None,
        lambda: _forget_all(now),
        lambda: forget_words(brought, by=None, at=now),
    ):
        since()
        assert found() == []
        for words in (*alone, brought):
            is_now = Contribution.objects.get(pk=words.pk).contact
            for contact in {other, None} - {is_now}:
                put(words, contact=contact)
                assert found() == [
                    OTHERWISE.format(key=by_itself[words.pk], what="contactgegevens")
                    if words.pk in by_itself
                    else OF_FILE.format(
                        key=f"import:{words.came_with_id}", what="de contactgegevens bij inbreng"
                    )
                ]
            put(words, contact=is_now)


def _forget_all(now):
    for contact in Contact.objects.exclude(contributions=None):
        forget_contact(contact, words=True, by=None, at=now)


def test_with_another_key_nobody_can_tell_whom_words_from_before_belonged_to(
    activity, from_file, now, settings
):
    before, _code = said(activity, "Een bank.", at=now, name="Henk Mulder")
    settings.RECEIPT_KEY = "made anew"
    assert len(found()) == 2

    accept_key("RECEIPT_KEY", by=None, at=now)
    since, _code = said(activity, "Een hek.", at=now, name="Wil Bos")
    assert found() == []

    for words in (before, since, from_file[0]):
        put(words, contact=None)
    assert found() == [OTHERWISE.format(key=since.key, what="contactgegevens")]


def test_a_title_from_a_file_that_was_lawfully_changed_is_held_as_it_was_left(from_file, cast, now):
    kept, erased = from_file
    by = {"by": cast.marleen, "at": now}
    erase_words(erased, changes={"title": "Vraag van [weggehaald]"}, **by)
    redact_contribution(
        kept, pieces=["Wilgen"], reason="Een naam van iemand.", kept_until=now.date(), **by
    )
    assert found() == []

    put(erased, title="Vraag van Joris")
    put(kept, title="Eiken")

    assert [sentence.split()[0] for sentence in found()] == [kept.key, erased.key]


def test_why_words_were_made_unreadable_is_held_as_it_was_left(activity, from_file, cast, now):
    sent, _code = said(activity, "Bel Henk Mulder.", at=now)
    untouched, brought = from_file
    by = {"by": cast.marleen, "at": now}
    kept = {"kept_until": now.date()} | by
    for words, pieces in ((sent, ("Henk", "Mulder")), (brought, ("Henk Mulder", "bank"))):
        for piece in pieces:
            redact_contribution(words, pieces=[piece], reason=f"Joris, om de {piece[0]}.", **kept)
        erase_words(words, changes={"redaction_reason": "[weggehaald], om de K."}, **by)
    assert found() == []

    for words in (sent, brought, untouched):
        put(words, redaction_reason="Zomaar.")
        assert found() == [
            f"{words.key} is in de database veranderd. Het logboek zegt iets anders over: "
            "waarom deels onleesbaar gemaakt."
        ]
        put(words, redaction_reason=words.redaction_reason)
    assert found() == []


def test_where_words_of_a_file_came_from_is_held_as_it_was_left(from_file, cast, now):
    words = from_file[0]
    erase_words(words, changes={"origin": "[weggehaald]"}, by=cast.marleen, at=now)
    assert found() == []

    put(words, origin="Henk Mulder")

    assert [sentence.split()[0] for sentence in found()] == [words.key]


@pytest.mark.parametrize("of_file", [{"origin_row": 3}, {"origin_file": "f" * 64}])
def test_sent_words_that_are_given_a_row_of_a_file_are_named(activity, now, of_file):
    words, _code = said(activity, "Zet er een bank.", at=now)

    put(words, **of_file)

    assert [sentence.rpartition(": ")[2] for sentence in found()] == ["rij van een bestand."]


@pytest.fixture
def named_since(activity, from_file, cast, now, later):
    """What verifying names, after a part of words from a file was made unreadable and read again, their
    writer did not agree, and others were moved.
    """
    words, moved = from_file
    by = {"by": cast.marleen, "at": now}
    redact_contribution(
        words, pieces=["Wilgen"], reason="Een naam van iemand.", kept_until=now.date(), **by
    )
    read_original(words, reason="De schrijver is het er niet mee eens.", **by)
    objection = disagree(words, text="Het is geen naam.", by=None, at=now)
    look_again(objection, answer="Het is er wel een.", by=cast.lotte, at=later(1))
    policy = activity.trajectory.policy
    other = a_trajectory(policy, route="raad", step="taking_part", case_number="2027-0999")
    elsewhere = an_activity(other)
    move_contribution(moved, to=elsewhere, reason="Het hoort daar.", **by)
    # The other process was put there by no act.
    known = set(verify().beside)
    return lambda: [said.split()[0] for said in verify().beside if said not in known]


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Import, "origin", "Wijkkrant"),
        (Import, "columns", {"tekst": "titel"}),
        (Import, "rows", 20),
        (Import, "imported_at", timedelta(days=-30)),
        (Original, "title", "Eiken"),
        (Original, "place", "Molenhoek"),
        (Original, "kept_until", timedelta(days=900)),
        (OriginalReading, "reason", "Zomaar."),
        (OriginalReading, "read_by", "iemand"),
        (Disagreement, "text", "Ik ben het ermee eens."),
        (Disagreement, "answer", "U hebt gelijk."),
        (Disagreement, "decided_by", "iemand"),
        (Move, "reason", "Zomaar."),
        (Move, "answer_by", timedelta(days=-30)),
        (Move, "state_before", "refused"),
    ],
)
def test_what_was_done_with_words_is_held_by_the_journal(named_since, model, column, value):
    row = model.objects.get()

    to = getattr(row, column) + value if isinstance(value, timedelta) else value
    with writing_by_hand(because="somebody changes a row in the database beside the software"):
        model.objects.filter(pk=row.pk).update(**{column: to})

    assert named_since() == [f"{model._meta.db_table}:{row.pk}"]


def test_an_original_that_was_wiped_lawfully_is_not_missed_and_one_that_vanished_is(
    named_since, from_file, now
):
    original = Original.objects.get()
    with transaction.atomic(), writing_by_hand(because="somebody takes a row out of the database"):
        original.delete()
        assert named_since() == [f"activities_original:{from_file[0].pk}"]
        transaction.set_rollback(True)

    wipe_original(from_file[0], why="term", by=None, at=now)

    assert named_since() == []


def test_a_file_that_was_put_in_with_its_words_is_named_once(from_file):
    brought = Import.objects.get()
    with writing_by_hand(because="somebody puts a file and its words into the database"):
        brought.pk = None
        brought.save(force_insert=True)
        Contribution.objects.filter(pk=from_file[0].pk).update(came_with=brought)

    assert [sentence for sentence in verify().beside if "import" in sentence] == [
        f"import:{brought.pk} staat in de database, en het logboek weet er niets van."
    ]
