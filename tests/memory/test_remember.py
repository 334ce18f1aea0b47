from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from speelruimte.activities.kind import kinds
from speelruimte.decisions.actions import answer_theme
from speelruimte.evaluation.models import Lesson
from speelruimte.memory import findable, index
from speelruimte.memory.actions import archive_trajectory
from speelruimte.memory.findable import keep_all_findable
from speelruimte.memory.lines import Said
from speelruimte.memory.models import Remembered
from speelruimte.memory.queries import finished, years
from speelruimte.memory.search import search
from speelruimte.memory.stems import LONGEST_WORD, tokens_of
from speelruimte.memory.suggesting import perhaps_meant
from speelruimte.places.models import Subject
from speelruimte.trajectories.actions import enter_step
from tests.steps.answers import grouped
from tests.steps.bare import a_trajectory, words
from tests.steps.refusing import refuses


def ended(policy, at, *, case_number="2027-0005", **more):
    trajectory = a_trajectory(
        policy, route="college", step="memory", case_number=case_number, **more
    )
    return archive_trajectory(
        trajectory, by=None, at=at, on=more.get("started_on", date(2027, 2, 9))
    )


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Er komen tien bomen.", "boom"),
        ("Elke boom blijft staan.", "bomen"),
        ("De gemeentelijke begroting.", "gemeente"),
        ("Gemeenten werken samen.", "gemeente"),
        ("Twee fietspaden worden breder.", "fietspad"),
        ("Een fietspad langs de Vaart.", "fiets"),
        ("Een nieuwe fietsbrug.", "brug"),
        ("Alle huizen krijgen zonnepanelen.", "huis"),
        ("Het café op de hoek.", "cafe"),
        ("De wilgen zijn geknot.", "WILGEN"),
        ("De speelplaats is klaar.", "de speelplaatsen"),
        ("Lange wegen door de wijk.", "weg"),
        ("Veel brieven van bewoners.", "brief"),
    ],
)
def test_a_word_is_found_in_its_other_forms(policy, now, written, sought):
    ended(policy, now, summary=written, title="Iets")
    ended(policy, now, summary="Heel wat anders.", title="Niets", case_number="2027-0006")

    results = search(sought)

    assert [hit.trajectory.case_number for hit in results] == ["2027-0005"]
    assert any(piece.is_hit for piece in results[0].found[0].snippet)


def test_every_word_must_be_there(policy, now):
    ended(policy, now, summary="Bomen langs de Vaart.", title="Iets")

    assert search("bomen vaart")
    assert not search("bomen parkeren")


@pytest.mark.parametrize("typed", ["", "   ", "''", '"', "* OR NEAR(", "!!", "s:t | & !", "%"])
def test_signs_are_no_commands(policy, now, typed):
    ended(policy, now)

    assert search(typed) == []


def test_what_is_shown_is_what_people_wrote_and_never_a_stem(policy, now):
    ended(policy, now, summary="Alle bewoners kregen gemeentelijke steun.", title="Iets")

    [hit] = search("gemeente")

    [found] = hit.found
    shown = "".join(piece.text for piece in found.snippet)
    assert "Alle bewoners kregen gemeentelijke steun." in shown
    assert [piece.text for piece in found.snippet if piece.is_hit] == ["gemeentelijke"]


def test_lessons_themes_answers_and_decision_are_findable(trajectory, activity, lead, now):
    theme = grouped(trajectory, [words(activity, "Mijn geheime tuin.")], title="Groen", **lead)
    answer_theme(theme, verdict="not", reason="De riolering ligt in de weg.", **lead)
    Lesson.objects.create(
        trajectory=trajectory, text="Begin met huisbezoeken.", went_well=True, drawn_at=now
    )
    trajectory.step = "memory"
    trajectory.save()

    archive_trajectory(trajectory, by=lead["by"], at=now, on=lead["on"])

    for word in ("rioleringen", "huisbezoek", "groen"):
        assert search(word), word
    assert not search("geheime tuin")  # own words can be erased, so they are not kept twice


def test_running_processes_are_found_too_but_not_what_is_being_prepared(policy, now):
    a_trajectory(policy, route="college", step="taking_part")
    a_trajectory(policy, route="college", step="plan", case_number="2027-0002", title="Geheim plan")
    keep_all_findable(by=None, at=now)

    assert [hit.trajectory.case_number for hit in search("paden vaart")] == ["2027-0001"]
    assert search("geheim") == []


def test_themes_and_answers_are_found_while_a_process_runs(trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity)], title="Vleermuizen", **lead)
    assert [hit.remembered for hit in search("vleermuis")] == [None]

    answer_theme(theme, verdict="not", reason="De riolering ligt in de weg.", **lead)
    assert search("rioleringen")


def test_what_goes_back_to_the_weighing_is_no_longer_found(trajectory, cast, now, lead):
    keep_all_findable(by=None, at=now)
    assert search("vaart")

    enter_step(trajectory, step="weighing", by=cast.samira, at=now)
    assert search("vaart") == []


def test_what_is_sent_back_to_the_plan_is_still_found(trajectory, cast, now):
    enter_step(trajectory, step="plan", by=cast.samira, at=now)

    assert [hit.trajectory for hit in search("vaart")] == [trajectory]


def test_running_processes_come_first_and_a_question_costs_the_same_with_many(
    policy, now, django_assert_max_num_queries
):
    for number in range(2, 12):
        ended(policy, now, case_number=f"2027-{number:04d}")
    a_trajectory(policy, route="college", step="taking_part")
    keep_all_findable(by=None, at=now)

    # On PostgreSQL three more, around the first: a plan for these words.
    with django_assert_max_num_queries(7 if connection.vendor == "postgresql" else 4):
        results = search("paden vaart")
    assert len(results) == 11
    assert [hit.remembered is None for hit in results] == [True] + [False] * 10


def test_only_what_ended_is_asked_for_its_lessons(policy, now, django_assert_num_queries):
    a_trajectory(policy, route="college", step="taking_part")
    keep_all_findable(by=None, at=now)

    with django_assert_num_queries(6 if connection.vendor == "postgresql" else 3):
        (hit,) = search("paden vaart")
    assert hit.remembered is None


@pytest.mark.postgresql("SQLite has no other way to look for words than its index")
def test_words_are_looked_for_in_the_index_however_small_the_table_seems(db):
    with index.planned_for_these_words(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {index._HOLD}", ["'svaart'"])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "memory_index" in plan
    assert "Seq Scan" not in plan


@pytest.mark.postgresql("FTS5 keeps no list of what came in since")
def test_what_came_in_since_is_in_the_index_itself_and_in_no_list_that_each_search_reads(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'memory_index'")
        assert cursor.fetchone() == (["fastupdate=off"],)


def test_of_more_than_are_ranked_the_newest_are_found_those_that_run_first(
    policy, now, monkeypatch
):
    """On SQLite all are ranked; the order of those that are shown is the same."""
    monkeypatch.setattr(index, "_POSTGRESQL", index._POSTGRESQL.replace("400", "2"))
    for number in range(2, 6):
        ended(policy, now, case_number=f"2027-{number:04d}")
    running = a_trajectory(policy, route="college", step="taking_part")
    keep_all_findable(by=None, at=now)

    results = search("paden vaart", limit=3)

    assert [hit.trajectory.case_number for hit in results] == [
        running.case_number,
        "2027-0005",
        "2027-0004",
    ]
    assert search("paden vaart", limit=1)[0].trajectory == running


def test_nothing_running_is_remembered(trajectory, now, today):
    with refuses("still_going_on"):
        archive_trajectory(trajectory, by=None, at=now, on=today)


def test_remembering_again_writes_it_anew(policy, now, later):
    remembered = ended(policy, now, summary="Bomen.", title="Iets")
    trajectory = remembered.trajectory
    trajectory.summary = "Banken."
    trajectory.save()

    archive_trajectory(trajectory, by=None, at=later(1), on=date(2027, 2, 10))

    assert Remembered.objects.get().remembered_on == date(2027, 2, 9)
    assert search("bank")
    assert not search("boom")


def test_the_memory_is_walked_by_area_subject_and_year(
    policy, now, areas, django_assert_max_num_queries
):
    green = Subject.objects.create(key="groen", name="Groen")
    old = ended(policy, now, case_number="2025-0001", started_on=date(2025, 3, 1))
    old.trajectory.areas.add(areas["centrum"])
    for number in range(25):
        new = ended(policy, now, case_number=f"2027-{number:04}", subject=green)
        new.trajectory.areas.add(areas["vaartzijde"])

    with django_assert_max_num_queries(4):
        rows, last = finished()
        [[lesson.text for lesson in row.trajectory.lessons.all()] for row in rows]
    more, nothing = finished(after=last)

    assert (len(rows), len(more), nothing) == (20, 6, None)
    assert not {row.pk for row in rows} & {row.pk for row in more}
    assert [row.pk for row in finished(area="centrum")[0]] == [old.pk]
    assert len(finished(subject="groen", year=2027)[0]) == 20
    assert [row.pk for row in finished(year=2025)[0]] == [old.pk]
    assert years() == [2027, 2025]


def test_the_longest_word_of_dutch_is_found_by_its_end_and_a_key_that_was_leant_on_is_no_word():
    longest = "kindercarnavalsoptochtvoorbereidingswerkzaamheden"
    assert "twerkzam" in tokens_of(longest).split()
    assert len(tokens_of("x" * LONGEST_WORD).split()) > 50
    assert len(tokens_of("x" * 2_000)) < 10_000


def test_search_says_where_it_found_something(trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity)], title="Parkeren en laden", **lead)
    answer_theme(theme, verdict="not", reason="De riolering ligt in de weg.", **lead)

    found = {
        question: [line.place for line in search(question)[0].found]
        for question in ("parkeren", "riolering laden", trajectory.case_number, "vaart")
    }

    assert found == {
        "parkeren": [Said.THEME],
        "riolering laden": [Said.THEME, Said.ANSWER],
        trajectory.case_number: [Said.CASE],
        "vaart": [Said.SUMMARY],
    }
    assert search("thema") == search("theme") == []  # the name of a place is no word


def test_a_case_number_finds_one_process(policy, now):
    for number in range(3, 6):
        ended(policy, now, case_number=f"2026-{number:04d}")

    assert [hit.trajectory.case_number for hit in search("2026-0004")] == ["2026-0004"]
    assert search("2026") == search("0004") == []


def test_plans_of_a_vote_are_found_once_one_can_vote(trajectory, activity, monkeypatch, now):
    way = next(kind for kind in kinds() if kind.key == activity.kind)
    with_plans = replace(way, findable=lambda _trajectory: ["Pluktuin. Met bessen."])
    monkeypatch.setattr(findable, "kinds", lambda: (with_plans,))
    keep_all_findable(by=None, at=now)

    [hit] = search("bessen tuinen")
    assert [line.place for line in hit.found] == [Said.OPTION]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("speeltiun", "speeltuin"),
        ("de spiltuin", "speeltuin"),
        ("psgeeltuin", ""),
        ("speeltuin", ""),
        ("xylofoon", ""),
        ("q", ""),
    ],
)
def test_what_somebody_may_have_meant(policy, now, typed, meant):
    ended(policy, now, summary="Een speeltuin aan de Vaart.", title="Iets")

    assert perhaps_meant(typed) == meant


def test_a_word_that_stands_nowhere_any_more_is_not_suggested(policy, now, later):
    trajectory = ended(policy, now, summary="Een speeltuin.", title="Iets").trajectory
    trajectory.summary = "Een park."
    trajectory.save()
    archive_trajectory(trajectory, by=None, at=later(1), on=date(2027, 2, 10))

    assert perhaps_meant("speeltiun") == ""
