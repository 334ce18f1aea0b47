import pytest
from django.db import DatabaseError, transaction

from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.decisions.models import Answer
from speelruimte.decisions.rules import frame_numbers
from speelruimte.decisions.texts import canonical_text_of
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fingerprints import fingerprint
from tests.steps.answers import grouped
from tests.steps.bare import a_trajectory, an_agreement, words
from tests.steps.refusing import refuses


@pytest.fixture
def theme(trajectory, activity, lead):
    return grouped(trajectory, [words(activity)], title="Groen", **lead)


def test_an_answer_enters_the_journal_by_its_fingerprint_only(theme, lead):
    answer = answer_theme(theme, verdict="taken_over", reason="We planten tien bomen.", **lead)

    entry = Entry.objects.get(verb="answered")
    assert entry.facts["text_fingerprint"] == answer.fingerprint
    assert "bomen" not in entry.text
    assert fingerprint(canonical_text_of(entry.about)) == answer.fingerprint


def test_an_answer_names_the_words_by_their_public_key(trajectory, activity, lead):
    contribution = words(activity)
    answer = answer_contribution(contribution, verdict="not", reason="Te duur.", **lead)

    entry = Entry.objects.get(verb="answered")
    assert entry.facts["contribution"] == contribution.public_key
    assert f'"contribution":"{contribution.public_key}"' in answer.text.replace(": ", ":")
    assert canonical_text_of(entry.about) == answer.text


def test_a_better_answer_comes_after_the_first_and_both_stay(theme, lead):
    answer_theme(theme, verdict="not", reason="Te duur.", **lead)
    better = answer_theme(theme, verdict="partly", reason="Toch vijf bomen.", **lead)

    theme.refresh_from_db()
    assert theme.answer == better
    assert list(theme.answers.values_list("number", "reason")) == [
        (1, "Te duur."),
        (2, "Toch vijf bomen."),
    ]


def test_a_second_press_shows_the_first_answer(theme, lead):
    first = answer_theme(theme, verdict="not", reason="Te duur.", **lead)

    with refuses("answered_already", kind=AlreadyDone) as again:
        answer_theme(theme, verdict="not", reason="Te duur.", **lead)

    assert again.value.result == first
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("verdict", "reason", "frame", "code"),
    [
        ("not", "   ", None, "empty"),
        ("maybe", "Wie weet.", None, "unknown_choice"),
        ("outside", "Hoort hier niet bij.", None, "frame_needed"),
        ("outside", "Hoort hier niet bij.", 7, "frame_needed"),
        ("not", "Het is " + "x" * 7_994, None, "too_long"),
    ],
)
def test_an_answer_without_its_grounds_is_refused(theme, lead, verdict, reason, frame, code):
    with refuses(code):
        answer_theme(theme, verdict=verdict, reason=reason, frame=frame, **lead)

    assert not Answer.objects.exists()


def test_an_answer_may_be_as_long_as_its_sentence_says(theme, lead):
    assert (
        len(answer_theme(theme, verdict="not", reason="Het is " + "x" * 7_993, **lead).reason)
        == 8_000
    )


def test_only_what_is_fixed_can_be_fallen_outside_of(policy):
    trajectory = a_trajectory(policy, route="college")
    an_agreement(trajectory, open_to="meedenken")

    assert trajectory.versions.get().frames.count() == 2
    assert frame_numbers(trajectory) == {1}


def test_an_answer_outside_the_frames_names_the_frame(theme, lead):
    answer = answer_theme(theme, verdict="outside", reason="De wilgen blijven.", frame=1, **lead)

    assert answer.frame == 1


@pytest.mark.parametrize("state", ["refused", "withdrawn", "erased", "waiting"])
def test_what_needs_no_answer_gets_none(activity, lead, state):
    reason = "Dit is reclame." if state == "refused" else ""
    gone = words(activity, state=state, refusal_reason=reason)

    with refuses("needs_no_answer"):
        answer_contribution(gone, verdict="not", reason="Te duur.", **lead)


def test_nobody_answers_for_the_project_leader(theme, cast, lead):
    for person in (cast.fatma, cast.lotte, cast.iris, cast.henk):
        with refuses("not_allowed"):
            answer_theme(theme, verdict="not", reason="Dat kan niet.", **lead | {"by": person})


def test_the_database_refuses_to_rewrite_an_answer(theme, lead):
    answer = answer_theme(theme, verdict="not", reason="Te duur.", **lead)

    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(reason="Te moeilijk.")
    with pytest.raises(DatabaseError), transaction.atomic():
        answer.delete()


def test_no_answer_changes_once_everybody_was_told(trajectory, theme, lead):
    from speelruimte.notices.telling import tell_contributors

    answer_theme(theme, verdict="not", reason="Te duur.", **lead)
    trajectory.step = "feedback"
    trajectory.save()
    answer_theme(theme, verdict="not", reason="Te duur, wij rekenden het na.", **lead)
    tell_contributors(trajectory, text="Dit deden we.", **lead)

    with refuses("told_already"):
        answer_theme(theme, verdict="partly", reason="Toch wel.", **lead)
