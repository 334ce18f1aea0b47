import itertools
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.steps import tasks
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.writing import writing_by_hand

from speelruimte.commands import work, work_post
from speelruimte.commands.main import main
from speelruimte.commands.sign_of_life import SIGN_OF_LIFE, Heartbeat
from speelruimte.commands.work_chores import each_by_itself
from speelruimte.commands.work_tidy import tidy
from speelruimte.connections.spreadsheet import uploads
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.sending import Sent
from speelruimte.people.models import Attempt


@pytest.mark.django_db
def test_one_round_of_work_sends_what_is_owed(policy, capsys, monkeypatch):
    # The connection holds the transaction of the test: on PostgreSQL it would be closed with it.
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    contribution = words(an_activity(a_trajectory(policy, route="college")), email="a@b.example")
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        enqueue(
            "contribution_received",
            contact=contribution.contact,
            about=contribution.key,
            at=timezone.now(),
        )

    main(["work", "--once"])

    assert "1 verstuurd" in capsys.readouterr().out
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_one_round_of_work_does_every_task_that_is_ready(monkeypatch):
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    tasks.done.clear()
    for key in ("a", "b"):
        tasks.note.enqueue(key)

    main(["work", "--once"])

    assert tasks.done == ["a", "b"]


@pytest.mark.once
@pytest.mark.django_db
def test_a_database_that_does_not_answer_ends_no_work_and_is_said_once(
    monkeypatch, capsys, settings, tmp_path
):
    settings.DATA = tmp_path
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    handlers, rounds, pauses = {}, [], []
    monkeypatch.setattr(work.signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(work.threading.Event, "wait", lambda _stop, pause: pauses.append(pause))

    def remind(**_given):
        rounds.append(len(rounds))
        if len(rounds) <= 7:
            raise OperationalError("database is locked")
        handlers[signal.SIGTERM]()

    monkeypatch.setattr("speelruimte.route.falling_due.remind", remind)

    main(["work"])

    assert len(rounds) == 8, "the reminders of a day are not lost when the database is away"
    assert pauses[:7] == [2, 4, 8, 16, 32, 60, 60]
    assert capsys.readouterr().err.count("Traceback") == 1


@pytest.mark.once
@pytest.mark.django_db
def test_a_chore_that_goes_wrong_stops_no_other_is_seen_and_is_tried_again(
    monkeypatch, settings, tmp_path, time_machine, now, caplog
):
    settings.DATA = tmp_path
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    tries = []

    def remind(**_given):
        tries.append(timezone.now())
        if len(tries) <= 3:
            raise RuntimeError("there is no disk left")

    def broken(**_given):
        raise OSError("the folder is gone")

    monkeypatch.setattr("speelruimte.route.falling_due.remind", remind)
    monkeypatch.setattr("speelruimte.people.attempts.forget_attempts", broken)
    Session.objects.create(session_key="over", session_data="", expire_date=now)
    rounds = work.Rounds()
    for minutes in (1, 5, 12, 20, 33, 80, 90):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        rounds.go()
        if minutes == 1:
            assert (tmp_path / SIGN_OF_LIFE).read_text().splitlines() == [
                "herinneren aan wat is beloofd",
                "opruimen",
            ]

    assert [(moment - now).seconds // 60 for moment in tries] == [1, 12, 33, 80]
    assert rounds.failing() == ["opruimen"]
    assert not Session.objects.exists()
    assert "there is no disk left" in caplog.text
    assert "the folder is gone" in caplog.text


def test_what_went_wrong_before_the_database_went_away_is_seen_too(caplog):
    def broken():
        raise OSError("the folder is gone")

    def away():
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        each_by_itself(broken, away, lambda: pytest.fail("done without a database"))

    assert "the folder is gone" in caplog.text


def test_a_mail_server_that_is_away_is_asked_less_and_less_often_and_said_once(
    monkeypatch, caplog, now
):
    asked = []

    def one_round(*, at, said):
        asked.append(at)
        return Sent(unreachable="" if len(asked) == 70 else "ConnectionRefusedError", sent=1)

    monkeypatch.setattr(work_post, "one_round", one_round)
    post = work_post.PostRounds()
    for seconds in range(0, 15 * 3600, 5):
        post.go(at=now + timedelta(seconds=seconds))
        if len(asked) == 70:
            break

    gaps = [(later - earlier).seconds for earlier, later in itertools.pairwise(asked)]
    assert gaps == [15, 30, 60, 120, 240, 480] + [600] * 63
    assert len(caplog.records) == 1
    assert post.not_before is None


def test_the_worker_leaves_a_sign_of_life(settings, tmp_path, now):
    settings.DATA = tmp_path

    Heartbeat().give(at=now)

    assert (tmp_path / SIGN_OF_LIFE).exists()


@pytest.mark.django_db
def test_work_throws_away_tasks_that_ended_long_ago():
    tasks.note.enqueue("a")
    tasks.do_all()

    tidy(at=timezone.now() + timedelta(days=13))
    assert DBTaskResult.objects.exists()
    tidy(at=timezone.now() + timedelta(days=15))
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_work_throws_away_old_counts_of_attempts(now):
    Attempt.objects.create(what="code", source="x", hour=now - timedelta(hours=3))
    Attempt.objects.create(what="code", source="x", hour=now)

    tidy(at=now)

    assert Attempt.objects.get().hour == now


@pytest.mark.django_db
def test_work_throws_away_ended_sessions(now):
    for key, ends in (("over", now - timedelta(minutes=1)), ("loopt", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)

    tidy(at=now)

    assert Session.objects.get().session_key == "loopt"


@pytest.mark.django_db
def test_work_throws_away_tables_that_nobody_confirmed(settings, tmp_path):
    settings.DATA = tmp_path
    waiting, old = uploads.store_upload(b"tekst"), uploads.store_upload(b"tekst;naam")
    os.utime(tmp_path / "uploads" / old, (0, 0))

    tidy(at=timezone.now())

    assert [file.name for file in (tmp_path / "uploads").iterdir()] == [waiting]


@pytest.mark.django_db
def test_work_throws_away_what_is_past_its_time_in_the_shared_cache(settings):
    shared = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": shared, "LOCATION": "website_shared_cache"}}
    caches["default"].set("login:w.zonderland@buurt.example", 3, timeout=60)
    caches["default"].set("login:later@buurt.example", 3, timeout=3600)
    caches["default"].set("blijft", 3, timeout=None)

    tidy(at=timezone.now() + timedelta(minutes=2))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM website_shared_cache ORDER BY cache_key")
        assert [key for (key,) in cursor.fetchall()] == [
            ":1:blijft",
            ":1:login:later@buurt.example",
        ]


def test_asking_what_work_does_loads_no_django():
    script = (
        "import sys; from speelruimte.commands.main import main\n"
        "try: main(['work', '--help'])\nexcept SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )

    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert finished.returncode == 0, finished.stderr
    assert "achtergrond" in finished.stdout


@pytest.mark.postgresql("SQLite has no server that can cut a connection")
def test_work_goes_on_when_postgresql_cut_its_connection(own_database):
    rounds = work.Rounds()
    rounds.go()
    with connection._nodb_cursor() as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [own_database],
        )
        assert other.fetchall() == [(True,)]

    assert rounds.go() is False
