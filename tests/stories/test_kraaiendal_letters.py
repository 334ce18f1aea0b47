"""Every letter under an odd policy: its words, its form of address, and the day that was promised.

Source: sessie-2021-03-15#positie-helder
"""

from datetime import timedelta

import pytest

from speelruimte.activities.models import Activity, Alteration, Contribution, Move
from speelruimte.evaluation.models import EarlierLesson, Lesson
from speelruimte.initiatives.models import EarlierLetter, IdeaAddition, Initiative, Quickscan
from speelruimte.notices.alteration_letters import ALTERATION_LETTERS
from speelruimte.notices.announced import ANNOUNCED
from speelruimte.notices.letter_context import RECTIFIED
from speelruimte.notices.letters import ACCOUNT_LETTERS, LETTERS, SIGN_IN_LETTERS, compose_mail
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.promised_words import TRUE_WHEN
from speelruimte.notices.work_letters import ASKED_ON, WORK_LETTERS
from speelruimte.promise import answer_due, first_answer_due
from speelruimte.trajectories.models import LaterDay
from speelruimte.website.days import day_words
from tests.steps.agreement import fresh
from tests.steps.door import LETTER, received_initiative
from tests.steps.odd_policy import great_nest, load_kraaiendal, load_newer_kraaiendal
from tests.steps.taking_part import words_from
from tests.steps.walking import everything_opened
from tests.steps.writing import writing_by_hand
from tests.stories.test_kraaiendal import neutral_words_in, u_in

State = Contribution.State
ABOUT_AN_IDEA = {
    "signal_received",
    "address_mended",
    "idea_addition_taken",
    "idea_addition_refused",
    "initiative_answered",
    "initiative_resumed",
    "kept_idea_ended",
    "initiative_opened",
    "quickscan_letter",
    "quickscan_corrected",
    "account_holder_named",
    "first_view_asked",
}
MAIL = "bewoner@kraaiendal.example"


@pytest.fixture
def nest(db, cast, areas, now):
    load_kraaiendal(at=now)
    return great_nest(cast, areas, at=now)


@pytest.fixture
def contribution(nest, cast, now):
    opened = everything_opened(nest, by=cast.samira, at=now)
    words_from(opened["ideas"], 1, at=now, email=MAIL)
    return fresh(nest).contributions.get()


@pytest.fixture
def idea(nest, cast):
    idea = received_initiative(kind="resident", email=MAIL)
    with writing_by_hand(because="a letter of a first look is written before it is sent"):
        Quickscan.objects.create(initiative=idea, account_holder=cast.ruben, **LETTER)
    return Initiative.objects.get(pk=idea.pk)


def letter(kind, *, about, at, **reader):
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        message = enqueue(kind, about=about, at=at, again=kind, due_on=at.date(), **reader)
    return compose_mail(message)


def about_of(kind, *, idea, contribution, person):
    """What a letter of a kind is about, as the actions that owe it say."""
    letters = ACCOUNT_LETTERS | SIGN_IN_LETTERS | WORK_LETTERS
    if kind in {*letters, "work_handed_over", "role_also_held"}:
        return f"person:{person.reference}"
    if kind in ABOUT_AN_IDEA:
        return idea.key
    if kind in ALTERATION_LETTERS:
        return contribution.activity.address
    if kind == "words_signed" or kind.startswith("contribution_"):
        return contribution.key
    return contribution.trajectory.key


def own_words(mail):
    """What the product says in a letter, without what colleagues wrote in it and its links."""
    said = f"{mail.subject}\n{mail.text}"
    for typed in LETTER.values():
        said = said.replace(typed, "") if typed else said
    return " ".join(word for word in said.split() if not word.startswith("http"))


def test_every_letter_speaks_its_words_and_says_je(idea, contribution, cast, now):
    person = cast.joris
    with writing_by_hand(because="a new colleague has chosen no password yet"):
        person.set_unusable_password()
        person.save(update_fields=["password"])
        elsewhere = Activity.objects.get(pk=contribution.activity_id)
        elsewhere.pk, elsewhere.public_key = None, "ELSEWHERE2"
        elsewhere.key = elsewhere.planned = "elders"
        elsewhere.save(force_insert=True)
        move = Move.objects.create(
            contribution=contribution,
            came_from=contribution.activity,
            went_to=elsewhere,
            reason="Dit gaat over een ander plan.",
            moved_at=now,
            answer_by=now.date(),
            state_before=contribution.state,
        )
        alteration = Alteration.objects.create(
            activity=elsewhere,
            what="moved",
            reason="De tent staat onder water.",
            made_at=now,
            closes_on=elsewhere.closes_on,
            to_day=elsewhere.closes_on,
        )
        lesson = Lesson.objects.create(
            trajectory=contribution.trajectory, text="Bel eerder.", went_well=False, drawn_at=now
        )
        earlier = EarlierLesson.objects.create(
            lesson=lesson, text="Bel later.", why="Het woord was fout.", rectified_at=now
        )
        sent = EarlierLetter.objects.create(
            quickscan=idea.quickscan,
            reason="De eigenaar klopte niet.",
            sent_at=now,
            corrected_at=now,
            **LETTER,
        )
        addition = IdeaAddition.objects.create(
            initiative=idea, text="Er moet ook een trap bij.", received_at=now
        )
        later = LaterDay.objects.create(
            trajectory=contribution.trajectory,
            what="answers",
            promised_on=now.date(),
            later_on=now.date() + timedelta(days=7),
            reason="De kraan is stuk.",
            said_at=now,
        )
    wrong = {}
    for kind in LETTERS:
        about = about_of(kind, idea=idea, contribution=contribution, person=person)
        reader = {"contact": idea.contact} if kind in ANNOUNCED else {"person": person}
        facts = {"move": move.pk, "alteration": alteration.pk, "answer_by": now.date()}
        facts |= {"words": contribution.public_key, "point": 1, "addition": addition.pk}
        facts |= {"of": cast.teun.pk, "given_by": cast.wim.pk, "role": "griffie", "body": ""}
        facts["from_day"] = now.date()
        if kind in RECTIFIED:
            facts["version"] = f"lesson:{earlier.pk}"
        if kind == "day_later":
            facts["later"] = later.pk
        if kind == "quickscan_corrected":
            facts["earlier"] = sent.pk
        if kind in WORK_LETTERS:
            thing = {"case": idea.case_number, "day": now.date()}
            facts = {"things": [thing | {"page": page} for page in ASKED_ON], "pressing": 1}
        if kind == "work_handed_over":
            facts = {"cases": [idea.case_number], "from_day": now.date(), "until": None}
        as_they_are_when_it_is_sent(contribution, kind)
        said = own_words(letter(kind, about=about, at=now, **facts, **reader))
        if faults := u_in(said) + neutral_words_in(said):
            wrong[kind] = faults
    assert wrong == {}


def as_they_are_when_it_is_sent(contribution, kind):
    """The words are refused in a letter that says so, and so on: otherwise it is not sent."""
    states = TRUE_WHEN.get(kind, [State.PUBLISHED])
    with writing_by_hand(because="each letter is about words in another state"):
        Contribution.objects.filter(pk=contribution.pk).update(
            state=states[0],
            refusal_reason="Dit gaat over iemand anders.",
            redaction_reason="Er stond een telefoonnummer in.",
        )


def test_the_letter_of_receipt_tells_the_day_that_was_promised_to_who_wrote(contribution, now):
    mail = letter(
        "contribution_received", about=contribution.key, at=now, contact=contribution.contact
    )
    day = day_words(answer_due(contribution))
    assert f"Je krijgt er antwoord op, uiterlijk op {day}." in mail.text


def test_the_letter_of_receipt_tells_the_day_that_was_promised_to_who_came_with_an_idea(idea, now):
    mail = letter("signal_received", about=idea.key, at=now, contact=idea.contact)
    assert f"Je hoort uiterlijk op {day_words(first_answer_due(idea))} van ons." in mail.text


def test_after_a_newer_policy_a_letter_gives_the_number_that_the_pages_give(
    nest, contribution, cast, now
):
    load_newer_kraaiendal(at=now)
    mail = letter(
        "contribution_received", about=contribution.key, at=now, contact=contribution.contact
    )
    assert "Bel 0500 11 22 33." in mail.text
    assert "kwetter" in mail.text
