import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    make_theme,
    merge_themes,
    place,
    recounting,
    remove_empty_theme,
    rename_theme,
    take_back,
)
from speelruimte.decisions.models import Placement, Theme
from speelruimte.decisions.queries import themes_of
from speelruimte.journal.acting import action
from speelruimte.journal.models import Entry
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import Step, Tally
from tests.steps.answers import grouped
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.counting import unanswered_in
from tests.steps.refusing import refuses
from tests.steps.writing import changed_in_database


def answered(trajectory):
    return Tally.objects.get(pk=trajectory.pk).answered


def again(row):
    return type(row).objects.get(pk=row.pk)


def exact(trajectory):
    owed = trajectory.contributions.owed_an_answer().count()
    return owed - unanswered_in(trajectory).count()


def test_words_are_put_with_a_theme_and_the_journal_knows_which(trajectory, activity, lead):
    some = [words(activity), words(activity, "Meer bomen langs het pad.")]

    theme = grouped(trajectory, some, title="Groen", **lead)

    assert set(theme.placements.values_list("contribution", flat=True)) == {w.pk for w in some}
    entry = Entry.objects.get(verb="contributions_placed")
    keys = sorted(contribution.public_key for contribution in some)
    assert entry.facts == {"theme": theme.public_key, "placed": keys}


def test_words_move_to_another_theme_and_out_of_it(trajectory, activity, lead):
    contribution = words(activity)
    grouped(trajectory, [contribution], title="Groen", **lead)
    other = grouped(trajectory, [contribution], title="Veilig", **lead)

    assert Placement.objects.get().theme == other

    place(trajectory, contributions=[contribution.pk], theme=None, **lead)
    assert Placement.objects.get().theme is None


def test_only_words_that_need_an_answer_are_placed(trajectory, activity, lead):
    refused = words(activity, state="refused", refusal_reason="Dit is reclame.")
    theme = make_theme(trajectory, title="Groen", **lead)

    with refuses("needs_no_answer"):
        place(trajectory, contributions=[refused], theme=theme, **lead)


def test_words_of_another_trajectory_stay_there(policy, trajectory, activity, lead):
    other = a_trajectory(policy, route="college", case_number="2027-0002")
    elsewhere = words(an_activity(other))
    theme = make_theme(trajectory, title="Groen", **lead)

    with refuses("needs_no_answer"):
        place(trajectory, contributions=[elsewhere], theme=theme, **lead)


def test_a_theme_has_a_name_that_no_other_has(trajectory, lead):
    first = make_theme(trajectory, title="  Groen ", **lead)

    with refuses("name_is_taken", kind=AlreadyDone) as again:
        make_theme(trajectory, title="Groen", **lead)
    with refuses("empty"):
        make_theme(trajectory, title="   ", **lead)

    assert again.value.result == first
    assert rename_theme(first, title="Bomen", text="", **lead).title == "Bomen"


def test_the_count_of_answered_words_stays_right_through_everything(trajectory, activity, lead):
    first, second, third = (words(activity, f"Tekst {number}") for number in range(3))
    green = grouped(trajectory, [first, second], title="Groen", **lead)
    safe = grouped(trajectory, [third], title="Veilig", **lead)
    steps = [
        lambda: answer_theme(green, verdict="not", reason="Te duur.", **lead),
        lambda: answer_theme(green, verdict="partly", reason="Toch deels.", **lead),
        lambda: answer_contribution(first, verdict="taken_over", reason="Dat kan wel.", **lead),
        lambda: place(trajectory, contributions=[third], theme=None, **lead),
        lambda: place(
            trajectory, contributions=[third], theme=green, holds=again(green).answer_id, **lead
        ),
        lambda: answer_contribution(third, verdict="partly", reason="Dat doen we deels.", **lead),
        lambda: merge_themes(safe, into=green, **lead),
        lambda: take_back(second, by=None, at=lead["at"]),
    ]

    expected = [2, 2, 2, 2, 3, 3, 3, 2]

    for step, number in zip(steps, expected, strict=True):
        step()
        assert answered(trajectory) == exact(trajectory) == number


def test_a_theme_keeps_how_many_lie_in_it_through_everything(trajectory, activity, lead):
    first, second, third = (words(activity, f"Tekst {number}") for number in range(3))
    green = grouped(trajectory, [first, second], title="Groen", **lead)
    safe = grouped(trajectory, [third], title="Veilig", **lead)

    def kept():
        return dict(Theme.objects.values_list("title", "placed"))

    assert kept() == {"Groen": 2, "Veilig": 1}
    place(trajectory, contributions=[first, second], theme=safe, **lead)
    assert kept() == {"Groen": 0, "Veilig": 3}
    place(trajectory, contributions=[second], theme=None, **lead)
    assert kept() == {"Groen": 0, "Veilig": 2}
    merge_themes(safe, into=green, **lead)
    assert kept() == {"Groen": 2}


def test_withdrawn_words_are_no_longer_counted_as_answered(trajectory, activity, lead):
    contribution = words(activity)
    answer_contribution(contribution, verdict="not", reason="Te duur.", **lead)

    @action
    def withdraw():
        with recounting(contribution):
            contribution.state = "withdrawn"
            contribution.save()

    withdraw()

    assert answered(trajectory) == 0


def test_withdrawn_words_are_no_longer_counted_in_their_theme(trajectory, activity, lead, now):
    first, second = words(activity), words(activity)
    theme = grouped(trajectory, [first, second], title="Groen", **lead)
    take_back(first, by=None, at=now)

    assert Theme.objects.get(pk=theme.pk).placed == 1
    assert [shown.placed for shown in themes_of(trajectory)] == [1]


def test_a_theme_with_words_or_an_answer_is_not_removed(trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity)], title="Groen", **lead)
    with refuses("theme_is_used"):
        remove_empty_theme(theme, **lead)

    answer_theme(theme, verdict="not", reason="Te duur.", **lead)
    other = make_theme(trajectory, title="Leeg", **lead)
    with refuses("answered_already"):
        merge_themes(theme, into=other, **lead)

    remove_empty_theme(other, **lead)
    assert Theme.objects.get() == theme


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("samira", True),  # leads this trajectory
        ("marleen", True),  # coach
        ("fatma", False),  # leads another one
        ("lotte", False),  # moderator: looks at words, does not answer
        ("iris", False),
        ("bos", False),
        ("nadia", False),
        ("henk", False),
        ("stranger", False),
    ],
)
def test_who_may_group_words(trajectory, cast, lead, who, may):
    person = getattr(cast, who)
    if may:
        assert make_theme(trajectory, title="Groen", **lead | {"by": person})
    else:
        with refuses("not_allowed"):
            make_theme(trajectory, title="Groen", **lead | {"by": person})


@pytest.mark.parametrize("step", [step for step in Step if step not in ("taking_part", "result")])
def test_words_are_grouped_only_until_the_result_is_offered(trajectory, lead, step):
    trajectory.stopped_reason = "Geen geld."
    trajectory.explores_until, trajectory.explores_for = lead["on"], 100
    trajectory.step = step
    trajectory.save()

    with refuses("not_in_this_step"):
        make_theme(trajectory, title="Groen", **lead)


def test_taking_words_back_looks_at_no_other_words(trajectory, activity, lead, now):
    some = [words(activity, f"Tekst {number}") for number in range(8)]
    theme = grouped(trajectory, some, title="Groen", **lead)
    answer_theme(theme, verdict="taken_over", reason="Dat doen we.", **lead)

    with CaptureQueriesContext(connection) as asked:
        take_back(some[0], by=None, at=now)

    theme.refresh_from_db()
    assert (theme.placed, answered(trajectory), exact(trajectory)) == (7, 7, 7)
    statements = [query["sql"] for query in asked.captured_queries]
    counted = [sql for sql in statements if "COUNT(" in sql and "decisions_placement" in sql]
    assert counted
    assert all('"activities_contribution"."id" IN (' in sql for sql in counted), counted


def test_nothing_is_put_with_a_theme_that_went_into_another_since(trajectory, activity, lead):
    said = words(activity)
    gone, into = (make_theme(trajectory, title=title, **lead) for title in ("Groen", "Bomen"))
    merge_themes(Theme.objects.get(pk=gone.pk), into=into, **lead)

    with refuses("theme_is_gone", field="theme"):
        place(trajectory, contributions=[said.pk], theme=gone, **lead)
    for one, other in ((gone, into), (into, gone)):
        with refuses("theme_is_gone", field="theme"):
            merge_themes(one, into=other, **lead)
    assert not Placement.objects.exists()


def test_what_a_theme_is_called_is_held_by_the_journal(trajectory, lead):
    green, safe = (make_theme(trajectory, title=title, **lead) for title in ("Groen", "Veilig"))
    merge_themes(make_theme(trajectory, title="Bomen", **lead), into=green, **lead)
    remove_empty_theme(safe, **lead)
    rename_theme(green, title="Bomen", text="Wat groeit.", **lead)
    table = Theme._meta.db_table

    def named():
        return [said.partition(" ")[0] for said in verify().beside if said.startswith(table)]

    assert named() == []
    for column in ("title", "text", "public_key"):
        with changed_in_database(green, **{column: "anders"}):
            assert named() == [f"{table}:{green.pk}"], column
    assert named() == []
