import secrets
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import CursorPage, page_of, place_of, read_place
from speelruimte.activities.queries import contributions_listed, contributions_page
from speelruimte.activities.queues import waiting_everywhere, waiting_page
from speelruimte.decisions.queries import unplaced_page
from tests.steps.taking_part import words_from

from . import ground


def filled(activity, now, number, *, state="published", area=None):
    Contribution.objects.bulk_create(
        Contribution(
            trajectory=activity.trajectory,
            activity=activity,
            text=f"Inbreng {place}",
            channel="website",
            # Four at each moment: the row number decides among them.
            received_at=now + timedelta(seconds=place // 4),
            created_at=now,
            state=state,
            area=area,
            receipt_hash=secrets.token_hex(32),
            salt=secrets.token_hex(16),
        )
        for place in range(number)
    )


def walked(first):
    """All rows, page after page, and back again."""
    forth, page = [], first()
    pages = [page]
    while page.later:
        page = first(after=page.later)
        pages.append(page)
    forth = [row.pk for page in pages for row in page.rows]
    back, page = list(pages[-1].rows), pages[-1]
    while page.earlier:
        page = first(before=page.earlier)
        back = page.rows + back
    assert [row.pk for row in back] == forth
    return forth


@pytest.mark.parametrize("number", [0, 1, 24, 25, 26, 50, 63])
def test_walking_the_list_meets_every_word_once_newest_first(ideas, trajectory, now, number):
    filled(ideas, now, number)
    met = walked(lambda **where: contributions_page(trajectory, **where))
    newest_first = Contribution.objects.order_by("-received_at", "-id")
    assert met == list(newest_first.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("queue", "state"),
    [
        (waiting_page, "waiting"),
        (lambda _trajectory, **where: waiting_everywhere(None, **where), "waiting"),
        (unplaced_page, "published"),
    ],
)
def test_a_queue_is_walked_by_the_day_of_receipt_the_oldest_first(
    ideas, trajectory, now, queue, state
):
    filled(ideas, now, 60, state=state)
    letter = Contribution.objects.order_by("pk").last()
    Contribution.objects.filter(pk=letter.pk).update(received_at=now - timedelta(days=9))

    met = walked(lambda **where: queue(trajectory, **where))

    oldest_first = Contribution.objects.order_by("received_at", "id")
    assert met == list(oldest_first.values_list("pk", flat=True))
    assert met[0] == letter.pk


def test_what_nobody_may_read_is_not_in_the_list(ideas, trajectory, now):
    for state in ("waiting", "withdrawn", "erased"):
        filled(ideas, now, 1, state=state)
    assert contributions_page(trajectory).rows == []


def test_an_area_shows_its_own_words(ideas, trajectory, areas, now):
    filled(ideas, now, 3, area=areas["centrum"])
    filled(ideas, now, 2)
    assert len(contributions_page(trajectory, area=areas["centrum"]).rows) == 3
    assert contributions_page(trajectory, area=areas["oosterveld"]).rows == []


def test_the_queue_over_all_holds_only_the_trajectories_asked_for(policy, cast, ideas, now):
    from speelruimte.activities.actions import open_activity

    other = ground.a_trajectory(policy, number=2)
    ground.an_agreement(other)
    elsewhere = open_activity(
        other, phase="ophalen", planned=ground.IDEAS, by=cast.marleen, at=now, on=now.date()
    )
    filled(ideas, now, 2, state="waiting")
    filled(elsewhere, now, 3, state="waiting")
    assert len(waiting_everywhere(None).rows) == 5
    assert len(waiting_everywhere([other]).rows) == 3


@pytest.mark.parametrize(
    "written", ["", "x", "1-", "-1", "1-x", "²-1", "9" * 30 + "-1", "1-" + "9" * 30, "1-1-1"]
)
def test_a_place_that_nobody_got_from_us_gives_the_first_page(ideas, trajectory, now, written):
    assert read_place(written) is None
    words_from(ideas, 1, at=now)
    assert len(contributions_page(trajectory, after=written).rows) == 1


def test_a_place_is_read_back_exactly(ideas, now):
    contribution, _code = words_from(ideas, 1, at=now + timedelta(microseconds=7))[0]
    assert read_place(place_of(contribution)) == (contribution.received_at, contribution.pk)


def test_the_last_place_of_all_gives_an_empty_page(ideas, trajectory, now):
    assert contributions_page(trajectory, after="0-0") == CursorPage([])


def test_a_page_is_one_query_however_long_the_list(
    ideas, trajectory, now, django_assert_num_queries
):
    filled(ideas, now, 120)
    with django_assert_num_queries(1):
        page = contributions_page(trajectory)
        assert [(row.area, row.title) for row in page.rows]


@pytest.mark.sqlite("the plan of PostgreSQL depends on what it counted")
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda t: t.contributions.readable(), "contribution_shown_list"),
        (lambda t: t.contributions.readable().filter(area=1), "contribution_shown_area"),
        (lambda t: t.contributions.waiting(), "contribution_inbox"),
        (lambda _t: Contribution.objects.waiting_anywhere(), "contribution_waiting"),
    ],
)
def test_every_list_is_walked_by_its_index(ideas, trajectory, now, rows, index):
    filled(ideas, now, 40)
    place = place_of(Contribution.objects.first())
    for newest_first in (True, False):
        seen = []
        with connection.execute_wrapper(
            lambda run, sql, params, many, context, seen=seen: (
                seen.append((sql, params)) or run(sql, params, many, context)
            )
        ):
            page_of(rows(trajectory), after=place, newest_first=newest_first)
        sql, params = seen[0]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert index in plan, plan
        assert "TEMP B-TREE" not in plan


def test_the_list_is_sorted_by_the_day_that_it_shows_and_says_where_one_is(ideas, trajectory, now):
    filled(ideas, now, 30)
    late = Contribution.objects.order_by("pk").last()
    Contribution.objects.filter(pk=late.pk).update(received_at=now - timedelta(days=300))

    first = contributions_listed(trajectory)
    second = contributions_listed(trajectory, after=first.page.later)

    assert (first.first, first.last) == (1, 25)
    assert (second.first, second.last, second.page.rows[-1]) == (26, 30, late)
    assert contributions_listed(trajectory, before=second.page.earlier).first == 1
    narrowed = contributions_listed(trajectory, narrowed=Q(pk=late.pk))
    assert (narrowed.first, narrowed.last, narrowed.total) == (1, 1, 1)
