"""What an action enqueues is done once by a worker, tried again when it fails, and thrown away."""

import ast
import logging
import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.steps import tasks
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of
from tests.steps.tasks import do_all, fail, note

from speelruimte.journal.acting import action
from speelruimte.journal.background import (
    LOST_AFTER,
    WAITS,
    prune_results,
    queue_state,
    run_next,
    settle,
)
from speelruimte.journal.task_backend import NoKeyError
from speelruimte.journal.write_guard import PACKAGE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _nothing_done():
    tasks.done.clear()


def the_task():
    return DBTaskResult.objects.get()


@pytest.mark.django_db
def test_a_task_is_done_once():
    note.enqueue("trajectory:2027-0001")

    assert do_all() == 1
    assert do_all() == 0
    assert tasks.done == ["trajectory:2027-0001"]
    assert the_task().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db
def test_a_task_falls_with_the_action_that_enqueued_it():
    @action
    def refused(*, by, at):
        note.enqueue("one")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        refused(by=None, at=timezone.now())

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "argument", ["Wilma Zonderland", "w@buurt.example", "Een zin.", "", None, 1.5, ["a"], b"a"]
)
def test_what_is_no_key_and_no_number_is_no_argument_of_a_task(argument):
    with pytest.raises(NoKeyError):
        note.enqueue(argument)
    with pytest.raises(NoKeyError):
        note.enqueue(key=argument)

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_task_that_fails_is_logged_whole_and_tried_again_later(caplog):
    at = timezone.now()
    fail.enqueue("a")

    with caplog.at_level(logging.ERROR):
        assert run_next(worker_id="first", at=at)

    assert "TestedError" in caplog.text
    assert the_task().status == TaskResultStatus.READY
    assert the_task().run_after == at + WAITS[0]
    assert not run_next(worker_id="first", at=at)


@pytest.mark.django_db
def test_the_table_of_tasks_keeps_where_an_error_arose_and_not_what_it_said():
    fail.enqueue("a")

    do_all()

    assert "in fail" in the_task().traceback
    assert "Zonderland" not in the_task().traceback


@pytest.mark.django_db
def test_after_the_last_wait_a_task_stays_failed_and_can_be_seen(caplog):
    at = timezone.now()
    fail.enqueue("a")
    for _attempt in range(len(WAITS) + 1):
        assert queue_state(at=at).failed == ()
        DBTaskResult.objects.filter(status="READY").update(run_after=at)
        run_next(worker_id="w", at=at)

    assert the_task().status == TaskResultStatus.FAILED
    assert queue_state(at=at).failed == ("fail",)
    assert "is given up" in caplog.text


@pytest.mark.django_db
def test_a_task_of_a_worker_that_died_is_done_by_another():
    at = timezone.now()
    note.enqueue("a")
    the_task().claim("died")

    run_next(worker_id="other", at=at + LOST_AFTER - timedelta(minutes=1))
    assert the_task().status == TaskResultStatus.RUNNING

    run_next(worker_id="other", at=at + LOST_AFTER + timedelta(minutes=1))
    assert the_task().status == TaskResultStatus.READY
    DBTaskResult.objects.update(run_after=at)
    do_all()
    assert tasks.done == ["a"]
    assert the_task().worker_ids == ["died", "test"]


@pytest.mark.django_db
def test_ended_tasks_are_thrown_away_after_the_days_of_the_setting(settings):
    settings.TASK_RESULTS_DAYS = 3
    note.enqueue("a")
    do_all()
    note.enqueue("waits")
    ended = DBTaskResult.objects.get(status="SUCCESSFUL").finished_at

    assert prune_results(at=ended + timedelta(days=3, seconds=-1)) == 0
    assert prune_results(at=ended + timedelta(days=3)) == 1
    assert the_task().status == TaskResultStatus.READY


@pytest.mark.django_db
def test_what_is_done_by_hand_is_no_longer_owed():
    note.enqueue("a")
    fail.enqueue("a")

    settle(fail)

    assert the_task().task_path == note.module_path


@pytest.mark.django_db
def test_how_long_the_oldest_task_waits():
    assert queue_state(at=timezone.now()).waits is None
    note.enqueue("a")
    began = the_task().enqueued_at

    assert queue_state(at=began + timedelta(hours=2)).waits == timedelta(hours=2)
    DBTaskResult.objects.update(run_after=began + timedelta(hours=1))
    assert queue_state(at=began).waits is None
    assert queue_state(at=began + timedelta(hours=2)).waits == timedelta(hours=1)


def test_workers_beside_each_other_never_take_the_same_task(own_database):
    number, workers = 40, 4
    for place in range(number):
        note.enqueue(f"task-{place}")
    start, faults = threading.Barrier(workers), []

    def worker(name):
        try:
            start.wait()
            while run_next(worker_id=name, at=timezone.now()):
                pass
            # Whoever found none may have looked past rows that another had locked.
            run_next(worker_id=name, at=timezone.now())
        except Exception as error:  # noqa: BLE001 (shown by the test)
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker, args=(f"w{place}",)) for place in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert faults == []
    assert sorted(tasks.done) == sorted(f"task-{place}" for place in range(number))
    assert {len(result.worker_ids) for result in DBTaskResult.objects.all()} == {1}


@looks_through_the_source
def test_every_task_stands_in_the_docs_with_its_reason():
    tasks_in_code = {
        ".".join((*file.relative_to(PACKAGE).with_suffix("").parts, node.name))
        for file in Path(PACKAGE).rglob("*.py")
        for node in nodes_in(tree_of(file))
        if isinstance(node, ast.FunctionDef)
        and any("task" in ast.unparse(decorator).split("(") for decorator in node.decorator_list)
    }
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text()
    section = text.split("## What the worker does later")[1].split("\n## ")[0]

    assert tasks_in_code
    assert set(re.findall(r"^\| `([\w.]+)` \| .+? \|$", section, re.MULTILINE)) == tasks_in_code
