"""A query whose SQL is kept gives what Django's own query gives, whatever values it is asked with."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, Func, IntegerField, Q, Value
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.places.models import Area
from speelruimte.shared.compiled_query import compiled_query, set_prefetched
from speelruimte.trajectories.models import Passage, Trajectory


@pytest.fixture
def made():
    """How often the query was written, and the query: grants that hold on a day."""
    times = []

    @compiled_query
    def grants(*, day, roles):
        times.append(day)
        return Grant.objects.current(day).filter(role__in=roles).order_by("id")

    return times, grants


def test_each_question_gets_its_own_answer_and_the_query_is_written_once(cast, today, made):
    times, grants = made
    roles = [Role.COACH, Role.MODERATOR]
    for day in (today, date(2000, 1, 1), today):
        assert grants(day=day, roles=roles) == list(
            Grant.objects.current(day).filter(role__in=roles).order_by("id")
        )
    assert grants(day=today, roles=roles)
    assert len(times) == 1


def test_a_list_of_another_length_is_another_query(cast, today, made):
    times, grants = made
    assert len(grants(day=today, roles=[Role.COACH])) == 1
    assert len(grants(day=today, roles=[Role.COACH, Role.MODERATOR])) == 2
    assert grants(day=today, roles=[]) == []
    assert len(times) == 3


def test_moments_are_compared_to_the_microsecond(trajectory):
    @compiled_query
    def since(*, moment):
        return Passage.objects.filter(entered_at__gte=moment).values_list("step", flat=True)

    entered = trajectory.passages.latest("entered_at").entered_at
    assert since(moment=entered) == [trajectory.step]
    assert since(moment=entered + timedelta(microseconds=1)) == []


def test_what_is_related_comes_along_and_what_was_left_out_comes_when_asked(
    trajectory, django_assert_num_queries
):
    @compiled_query
    def at(*, slug):
        matching = Trajectory.objects.public() | Trajectory.objects.filter(slug=slug)
        return matching.select_related("policy", "tally").defer("policy__content", "summary")

    with django_assert_num_queries(1):
        (found_now,) = at(slug=trajectory.slug)
        assert found_now.policy.title == trajectory.policy.title
        assert found_now.tally.received == 0
    with django_assert_num_queries(1):
        assert found_now.summary == trajectory.summary


def test_how_rows_become_instances_is_looked_up_once(trajectory, monkeypatch):
    @compiled_query
    def at(*, slug):
        chosen = Trajectory.objects.filter(slug=slug).select_related("policy", "decision")
        return chosen.annotate(number=Count("areas")).defer("summary")

    (before,) = at(slug=trajectory.slug)
    monkeypatch.delattr("speelruimte.shared.compiled_query.get_related_populators")
    (again,) = at(slug=trajectory.slug)

    for asked in (before, again):
        assert asked == trajectory
        assert asked.policy == trajectory.policy
        assert asked.started_on == trajectory.started_on
        assert asked.number == trajectory.areas.count()
        assert asked.get_deferred_fields() == {"summary"}
        assert not hasattr(asked, "decision")
        assert not asked._state.adding


def test_numbers_of_rows_can_be_asked(trajectory, areas):
    @compiled_query
    def with_number(*, keys):
        counted = Area.objects.filter(key__in=keys).annotate(number=Count("trajectories"))
        return counted.order_by("key").values_list("key", "number")

    assert with_number(keys=list(areas)) == [
        (key, trajectory.areas.filter(key=key).count()) for key in sorted(areas)
    ]


def test_values_come_in_the_form_that_was_asked(trajectory, areas):
    def asked(slug):
        return Trajectory.objects.filter(slug=slug).annotate(number=Count("areas"))

    forms = (
        lambda rows: rows.values("slug", "started_on", "number"),
        lambda rows: rows.values_list("number", "started_on"),
        lambda rows: rows.values_list("started_on", flat=True),
        lambda rows: rows.values_list("slug", "number", named=True),
        lambda rows: rows.order_by("title").values_list("step").distinct(),
    )
    for form in forms:
        compiled = compiled_query(lambda *, slug, form=form: form(asked(slug)))
        compiled(slug="")
        found, expected = compiled(slug=trajectory.slug), list(form(asked(trajectory.slug)))
        assert found == expected
        assert found
        assert type(found[0]).__name__ == type(expected[0]).__name__


def test_only_by_what_is_sorted_does_not_come_along(trajectory, areas):
    @compiled_query
    def steps():
        return Area.objects.order_by("position", "key").values_list("key").distinct()

    for _time in range(2):
        assert steps() == list(
            Area.objects.order_by("position", "key").values_list("key").distinct()
        )


@compiled_query
def _locked(*, key):
    return Area.objects.select_for_update().filter(key=key)


def test_what_is_locked_is_asked_in_a_transaction_each_time(own_database, monkeypatch):
    Area.objects.create(key="centrum", name="Centrum")
    with transaction.atomic():
        assert [area.key for area in _locked(key="centrum")] == ["centrum"]

    monkeypatch.setattr(connection.features, "has_select_for_update", True)
    for _time in range(2):
        with pytest.raises(TransactionManagementError):
            _locked(key="centrum")


@pytest.mark.django_db
def test_what_is_locked_is_refused_where_a_lock_holds_for_nobody(monkeypatch):
    _locked(key="centrum")
    here = connections["default"]
    with monkeypatch.context() as outside:
        outside.setattr(here.features, "has_select_for_update", True)
        outside.setattr(here, "get_autocommit", lambda: True)
        with pytest.raises(TransactionManagementError):
            _locked(key="centrum")


@pytest.mark.django_db
def test_the_lock_stands_in_the_sql_that_is_kept():
    said = "FOR UPDATE" if connection.features.has_select_for_update else ""
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            _locked(key="centrum")
        [query] = asked.captured_queries
        assert query["sql"].endswith(said)
        assert "FROM" in query["sql"]


def test_what_a_query_says_itself_stands_in_its_sql_and_only_what_is_asked_is_sent_apart(
    trajectory, monkeypatch
):
    if not hasattr(connection.ops, "compose_sql"):  # only PostgreSQL keeps plans

        def quoted(sql, values):
            return sql % "'{}'".format(str(values[0]).replace("'", "''"))

        monkeypatch.setattr(connection.ops, "compose_sql", quoted, raising=False)

    def running(*, slug):
        named = Q(title__contains="100%s") | Q(title__contains="'s") | ~Q(step="stopped")
        left_over = Func(template="7 %%%% 4", output_field=IntegerField())
        running = Trajectory.objects.filter(named, slug=slug)
        return running.annotate(said=Value("50% ‘s"), left_over=left_over)

    sent = []

    def note(run, sql, values, many, context):
        sent.append(tuple(values))
        return run(sql, values, many, context)

    for _time in range(2):
        with connection.execute_wrapper(note):
            [found] = compiled_query(running)(slug=trajectory.slug)
        assert found == trajectory
        assert (found.said, found.left_over) == ("50% ‘s", 3)
    assert sent == [(trajectory.slug,), (trajectory.slug,)]


def test_what_is_fetched_ahead_by_django_is_refused():
    @compiled_query
    def with_areas():
        return Trajectory.objects.prefetch_related("areas")

    with pytest.raises(TypeError):
        with_areas()


def test_rows_that_are_held_are_not_asked_again(trajectory, areas, django_assert_num_queries):
    set_prefetched(trajectory, "areas", [areas["centrum"]])
    set_prefetched(trajectory, "activities", [])
    with django_assert_num_queries(0):
        assert list(trajectory.areas.all()) == [areas["centrum"]]
        assert not trajectory.activities.all()


def test_rows_are_put_in_their_place_without_a_manager_for_each(trajectory, areas, monkeypatch):
    set_prefetched(trajectory, "areas", [])
    other = Trajectory.objects.get(pk=trajectory.pk)
    with monkeypatch.context() as without_managers:
        without_managers.delattr(Trajectory, "areas")
        set_prefetched(other, "areas", [areas["centrum"]])

    assert list(other.areas.all()) == [areas["centrum"]]
    assert list(trajectory.areas.all()) == []
    everywhere = Trajectory.objects.get(pk=trajectory.pk).areas
    assert list(other.areas.exclude(key="x")) == list(everywhere.exclude(key="x"))


@pytest.mark.django_db
def test_a_thread_asks_over_its_own_connection():
    used = []

    @compiled_query
    def areas():
        return Area.objects.all()

    def ask():
        with connections["default"].execute_wrapper(
            lambda run, sql, params, many, context: (
                used.append(context["connection"]) or run(sql, params, many, context)
            )
        ):
            areas()

    def ask_and_close():
        ask()
        connections["default"].close()

    ask()
    other = Thread(target=ask_and_close)
    other.start()
    other.join()
    assert len(used) == 2
    assert used[0] is connections["default"]
    assert used[1] is not used[0]


def test_however_many_lengths_are_asked_no_more_are_kept_than_there_is_room_for(
    cast, today, made, monkeypatch
):
    monkeypatch.setattr("speelruimte.shared.compiled_query.MOST_KEPT", 2)
    times, grants = made
    roles = [Role.COACH, Role.MODERATOR, Role.GRIFFIE]
    for length in (1, 2, 3, 1):
        asked = roles[:length]
        assert grants(day=today, roles=asked) == list(
            Grant.objects.current(today).filter(role__in=asked).order_by("id")
        )
    assert len(times) == 4


def test_what_can_give_no_row_at_all_asks_no_database():
    @compiled_query
    def nobody(*, day):
        return Grant.objects.current(day).none()

    assert nobody(day=date(2027, 3, 1)) == []
