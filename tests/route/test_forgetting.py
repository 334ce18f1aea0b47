from datetime import date

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models
from django.test import Client

from speelruimte.activities.models import Activity, Contribution
from speelruimte.agreements.models import Section, Version
from speelruimte.agreements.texts import canonical_version
from speelruimte.decisions.models import Answer, Result, Theme
from speelruimte.decisions.texts import text_of_answer
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.memory.findable import write_search_text
from speelruimte.memory.index import find_documents
from speelruimte.memory.models import SearchText
from speelruimte.notices.models import Message
from speelruimte.people.actions import welcome_person
from speelruimte.people.models import Contact, ErasureOrder, Person
from speelruimte.route.forgetting import forget_contact, forget_person
from speelruimte.route.verification import verify
from speelruimte.route.words_everywhere import free_text_fields
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fingerprints import fingerprint, mark_in
from speelruimte.trajectories.actions import raise_tally
from tests.steps.counting import unanswered_in
from tests.steps.door import received_initiative, started_trajectory
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

NAME = "Willemijn Zonderland"
MAIL = "w.zonderland@buurt.example"
PHONE = "0500 98 76 54"


def everything_written(*, of=""):
    """Every value of every table of ours (or of one app), as one text."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(of):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            values += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(values).lower()


def contribution(trajectory, activity, now, *, text, contact=None, number):
    return Contribution.objects.create(
        trajectory=trajectory,
        activity=activity,
        title="Een bank",
        text=text,
        channel="website",
        received_at=now,
        created_at=now,
        state="published",
        contact=contact,
        receipt_hash=f"hash-{number}",
        salt="zout",
        place="Vaart 3",
    )


@action
def counted(trajectory, *, by, at):
    raise_tally(trajectory, received=2, published=2)


@action
def adopted(version, *, by, at):
    """An adopted version as the journal and the lock know it, without its whole route."""
    version.text = canonical_version(version)
    version.fingerprint = fingerprint(version.text)
    version.state, version.adopted_at, version.adopted_on = "adopted", at, date(2027, 2, 9)
    version.save()
    record(
        "agreement_adopted",
        about=version.trajectory.key,
        by=by,
        at=at,
        pk=version.pk,
        text_fingerprint=version.fingerprint,
    )


@action
def answered(contribution, trajectory, *, by, at):
    """A locked answer in which the name of the contributor stands."""
    answer = Answer(
        trajectory=trajectory,
        contribution=contribution,
        verdict="not",
        reason=f"Dank aan {NAME}.",
        given_at=at,
    )
    answer.text = text_of_answer(answer)
    answer.fingerprint = fingerprint(answer.text)
    answer.save()
    record(
        "answered",
        about=f"answer:{answer.pk}",
        by=by,
        at=at,
        text_fingerprint=answer.fingerprint,
    )
    return answer


@pytest.fixture
def village(load_pack, cast, areas, now):
    """A trajectory with an adopted agreement, an answer and words, in which a name stands."""
    load_pack("basis")
    trajectory = started_trajectory(
        coach=cast.marleen, leader=cast.samira, account_holder=cast.ruben, colleague=cast.joris
    )
    contact = Contact.objects.create(name=NAME, email=MAIL, phone=PHONE)
    version = Version.objects.create(trajectory=trajectory)
    section = Section.objects.create(
        version=version, part="plan", key="wie", text=f"Wij spraken met {NAME}."
    )
    adopted(version, by=cast.iris, at=now)
    activity = Activity.objects.create(
        trajectory=trajectory,
        key="ideeen",
        version=1,
        phase="een",
        planned="een",
        method="m",
        title="Ideeën",
        opens_on=date(2027, 2, 9),
        closes_on=date(2027, 3, 9),
        opened_at=now,
    )
    own = contribution(
        trajectory, activity, now, text=f"Ik, {NAME}, wil een bank.", contact=contact, number=1
    )
    other = contribution(
        trajectory,
        activity,
        now,
        text=f"Ik ben het eens met WILLEMIJN zonderland ({MAIL}).",
        number=2,
    )
    counted(trajectory, by=None, at=now)
    answer = answered(own, trajectory, by=cast.samira, at=now)
    Result.objects.create(trajectory=trajectory, kept=[{"what": "Gesprek", "how": f"Met {NAME}"}])
    Theme.objects.create(trajectory=trajectory, title=f"Bank van {NAME}")
    Message.objects.create(
        idempotency_key="x",
        kind="told",
        contact=contact,
        created_at=now,
        try_after=now,
        last_error=MAIL,
    )
    received_initiative(
        name=NAME,
        email=MAIL,
        phone=PHONE,
        title="Nog een idee",
        requirements={"waarom": f"Bel {PHONE} of vraag {NAME}."},
    )
    return {
        "trajectory": trajectory,
        "contact": contact,
        "version": version,
        "section": section,
        "own": own,
        "other": other,
        "answer": answer,
    }


def test_name_address_and_number_are_gone_from_every_table(village, cast, later):
    forget_contact(village["contact"], by=cast.marleen, at=later(3))
    for contact in Contact.objects.filter(forgotten_at__isnull=True, email=MAIL):
        forget_contact(contact, by=cast.marleen, at=later(3))

    written = everything_written()
    for needle in (NAME, MAIL, PHONE):
        assert needle.lower() not in written
    village["own"].refresh_from_db()
    assert village["own"].text == "Ik, [weggehaald], wil een bank."
    assert village["own"].state == "published"
    assert verify().faults == []


def test_locked_texts_change_through_an_order_that_is_closed_after(village, cast, later):
    before = village["version"].fingerprint

    forget_contact(village["contact"], by=cast.marleen, at=later(3))

    version, answer = village["version"], village["answer"]
    version.refresh_from_db()
    answer.refresh_from_db()
    assert "Wij spraken met [weggehaald]." in version.text
    assert version.fingerprint == fingerprint(version.text) != before
    assert answer.reason == "Dank aan [weggehaald]."
    assert answer.fingerprint == fingerprint(answer.text)
    assert not ErasureOrder.objects.filter(closed_at__isnull=True).exists()
    finding = verify()
    assert finding.faults == []
    assert set(finding.erased) == {f"agreement:{version.pk}", f"answer:{answer.pk}"}
    with pytest.raises(IntegrityError, match="staat vast"):
        Section.objects.filter(pk=village["section"].pk).update(text="Anders")


def test_with_words_the_own_words_go_and_answer_and_count_stay(village, cast, later):
    trajectory = village["trajectory"]
    trajectory.tally.refresh_from_db()
    received = trajectory.tally.received

    forget_contact(village["contact"], by=cast.marleen, at=later(3), words=True)

    own = village["own"]
    own.refresh_from_db()
    assert (own.state, own.title, own.text, own.place) == ("erased", "", "", "")
    assert Answer.objects.filter(contribution=own).count() == 1
    trajectory.tally.refresh_from_db()
    assert trajectory.tally.received == received
    assert trajectory.tally.published == 1
    assert trajectory.tally.published - trajectory.tally.answered == (
        unanswered_in(trajectory).count()
    )
    assert "een bank." not in everything_written()


def test_a_text_that_somebody_else_touches_is_still_found_out(village, cast, later):
    forget_contact(village["contact"], by=cast.marleen, at=later(3))
    ErasureOrder.objects.create(
        kind="erasure",
        table_name="decisions_answer",
        row_key=str(village["answer"].pk),
        fields=",reason,",
        opened_at=later(4),
    )
    Answer.objects.filter(pk=village["answer"].pk).update(reason="Iets heel anders.")

    assert f"answer:{village['answer'].pk} is veranderd" in verify().faults[0]


@pytest.mark.parametrize(("row", "model"), [("answer", Answer), ("version", Version)])
@pytest.mark.parametrize("column", ["text", "fingerprint"])
def test_what_is_shown_as_history_is_compared_too(village, later, row, model, column):
    """The frozen text is what pages show: it may not say something else than its own columns."""
    row_now = model.objects.get(pk=village[row].pk)
    ErasureOrder.objects.create(
        kind="erasure",
        table_name=model._meta.db_table,
        row_key=str(row_now.pk),
        fields=f",{column},",
        opened_at=later(4),
    )
    model.objects.filter(pk=row_now.pk).update(**{column: getattr(row_now, column)[:-1] + "x"})

    name = {"answer": "answer", "version": "agreement"}[row]
    assert f"bewaarde tekst {name}:{row_now.pk} is veranderd" in verify().faults[0]


def test_search_no_longer_knows_the_name(village, cast, later):
    words = f"Een bank voor {NAME}"
    written = SearchText.objects.filter(trajectory=village["trajectory"]).first()
    written = written or SearchText(trajectory=village["trajectory"])
    with writing_by_hand(because="the search text is kept at the end of an action"):
        write_search_text(written, words)
    assert find_documents("zonderland", limit=5) == [written.pk]

    forget_contact(village["contact"], by=cast.marleen, at=later(3))

    assert find_documents("zonderland", limit=5) == []
    assert find_documents("bank", limit=5) == [written.pk]
    assert "zonderland" not in everything_written(of="memory")


def test_who_carries_one_name_takes_no_other_people_along(village, cast, later):
    jan = Contact.objects.create(name="Bank", email="bank@buurt.example")

    forget_contact(jan, by=cast.marleen, at=later(3))

    village["own"].refresh_from_db()
    assert village["own"].title == "Een bank"


def test_nobody_is_forgotten_twice(village, cast, later):
    forget_contact(village["contact"], by=cast.marleen, at=later(3))
    entries = Entry.objects.count()

    with refuses("forgotten_already", kind=AlreadyDone):
        forget_contact(village["contact"], by=cast.marleen, at=later(4))

    assert Entry.objects.count() == entries


def test_the_journal_no_longer_leads_to_who_is_forgotten(load_pack, cast, later):
    load_pack("basis")
    idea = received_initiative(name=NAME, email=MAIL)
    reference = idea.contact.reference
    entries = list(Entry.objects.values_list("fingerprint", flat=True))

    forget_contact(idea.contact, by=cast.marleen, at=later(3))

    assert list(Entry.objects.values_list("fingerprint", flat=True))[: len(entries)] == entries
    mark = mark_in(reference, idea.case_number)
    assert Entry.objects.filter(by=mark).exists()
    assert not Contact.objects.filter(reference=reference).exists()


def test_an_account_is_emptied_and_closed(village, cast, now, later, today):
    person = welcome_person(name=NAME, email="ander@buurt.example", by=None, at=now)

    forget_person(person, by=cast.wim, at=later(3), on=today)

    person.refresh_from_db()
    assert (person.name, person.phone, person.reference) == ("", "", None)
    assert not person.is_active
    assert not person.has_usable_password()
    assert Person.objects.filter(email__contains="ander@buurt").count() == 0
    village["other"].refresh_from_db()
    assert village["other"].text.startswith("Ik ben het eens met [weggehaald]")
    assert verify().faults == []


def test_sessions_of_who_is_forgotten_are_gone_and_others_stay(village, cast, now, later, today):
    """The sign-in writes the address into the session."""
    person = welcome_person(name=NAME, email="ander@buurt.example", by=None, at=now)
    own, other = Client(), Client()
    own.force_login(person)
    other.force_login(cast.wim)

    forget_person(person, by=cast.wim, at=later(3), on=today)

    assert [session.pk for session in Session.objects.all()] == [other.session.session_key]


def test_who_still_leads_something_hands_it_over_first(village, cast, later, today):
    with refuses("has_a_role"):
        forget_person(cast.samira, by=cast.wim, at=later(3), on=today)


# Columns that hold keys, codes, fingerprints or words of the system, never what somebody typed.
HOLDS_KEYS = {
    "PartyAsked": {"on_text"},
    "EarlierAssessment": {"facts", "criteria", "more_areas"},
    "CaseNote": {"contribution", "written_by"},
    "LaidReady": {"about", "laid_by", "settled_by"},
    "AskedNotice": {"reader"},
    "LeftNotice": {"print"},
    "Activity": {"public_key", "key", "phase", "planned", "method", "kind", "earlier_last_days"},
    "Adoption": {"body", "decision_number", "idempotency_hash", "forwarded_to"},
    "Answer": {"given_by", "fingerprint"},
    "Ballot": {"choices", "code_hash", "receipt_hash", "invalid_reason", "seal"},
    "CheckAnswer": {"check_key", "answered_by", "answered_as"},
    "EarlierCheckAnswer": {"check_key", "answered_by", "answered_as"},
    "Contact": {"reference"},
    "Contribution": {"public_key", "receipt_hash", "idempotency_hash", "salt", "origin_file"},
    "Decision": {"body", "number", "funded", "fingerprint", "idempotency_hash"},
    "Disagreement": {"decided_by", "looked_by"},
    "ErasureOrder": {"table_name", "row_key", "fields", "opened_by"},
    "Attempt": {"what", "source"},
    "Evaluation": set(),
    "EvaluationAnswer": {"question", "sheet"},
    "FileBallotNumber": {"number_hash"},
    "FixedRules": {"text", "fingerprint"},
    "Frame": {"kind", "phase_key", "added_by_body", "level"},
    "Grant": {"case_number", "body"},
    "GroupSay": {"role", "level"},
    "IdeaAddition": {"idempotency_hash", "salt"},
    "Import": {"fingerprint", "columns"},
    "Initiative": {
        "case_number",
        "entered_by",
        "facts",
        "criteria",
        "more_areas",
        "receipt_hash",
        "idempotency_hash",
        "salt",
    },
    "Message": {"idempotency_key", "kind", "case_number", "about", "facts"},
    "KnownWord": {"word", "skeleton"},
    "LaterDay": {"body"},
    "Moment": {"body"},
    "OpenTask": {"body", "page"},
    "OriginalReading": {"read_by"},
    "Outcome": {"fingerprint", "ballots_fingerprint"},
    "FreshLook": {"follows", "before", "chosen"},
    "Person": {"password", "reference", "session_mark", "salt"},
    "ParticipationDecision": {"body", "decision_number"},
    "Phase": {"key", "policy_phase", "purposes", "government_role"},
    "Plan": {"number"},
    "PlannedMethod": {"key", "method", "meaning"},
    "Rectification": {"number", "fingerprint", "funded"},
    "Result": {"offered_to"},
    "Ruling": {"proposed", "chosen"},
    "SearchText": {"stems"},
    "StopQuestion": {"body", "decision_number"},
    "Section": {"key"},
    "Theme": {"public_key"},
    "PreparedHandOver": {"cases"},
    "Reminder": {"kind", "case_number", "what", "page", "thing"},
    "ToldWork": {"thing"},
    # Browser, system and network; the rows go with the person.
    "SignIn": {"device", "address"},
    "Trajectory": {"case_number", "slug", "decision_route", "forwarded_to"},
    "Version": {"decided_by", "fingerprint"},
    "Vote": {"tie_rule"},
    "VotingRight": {"code_hash"},
    "Waiver": {"exclusion"},
    "Weighing": {"impact", "influence_space", "facts", "obligations"},
}
BELOW_PEOPLE = ("places", "policy", "journal")


def test_every_column_in_which_people_write_is_on_the_list():
    walked = free_text_fields()
    missing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("speelruimte.") and model._meta.app_label not in BELOW_PEOPLE
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name not in HOLDS_KEYS.get(model.__name__, ())
        and field.name not in walked.get(model, ())
    ]

    assert missing == [], (
        "where people write in it: the free_text.py of its app (of a way: Kind.free_text); where "
        "nobody does: HOLDS_KEYS in tests/route/test_forgetting.py"
    )


def test_the_list_names_only_columns_that_are_there():
    for model, fields in free_text_fields().items():
        existing = {field.name for field in model._meta.concrete_fields}
        assert set(fields) <= existing, model
