"""Processes are killed with SIGKILL while people send their words: what was confirmed is there.

What it shows: an answer that goes out before the commit, a database that confirms before it has
written, words without counter or journal. Tried by hand: with the action put off until 0.3 second
after the answer, and with synchronous_commit off on PostgreSQL, codes that stood on a page are
missing here; with a second transaction for counter and journal, 0.1 second after the words, the
counts differ.
"""

import os
import random
import signal
import subprocess
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from threading import Event

import pytest
from django.db import connection

from tests.crash import product
from tests.crash.residents import Resident
from tests.template_database import give_migrated_file

RESIDENTS = 4
BETWEEN = 4
pytestmark = [pytest.mark.slow, pytest.mark.both]


@pytest.fixture
def environment(tmp_path):
    """Where the product finds a folder of its own, and nothing of ours."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "SPEELRUIMTE_DEMO", "IS_HTTPS", "ALLOWED_HOSTS")
    }
    path = os.pathsep.join(str(product.ROOT / folder) for folder in ("src", "."))
    return own | {
        "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
        "SPEELRUIMTE_DATA": str(tmp_path / "data"),
        "SENT_PER_HOUR": "10000",  # all of them live at one address and write on and on
        "PYTHONPATH": path,
    }


@pytest.fixture
def server(tmp_path, django_db_setup):
    """A PostgreSQL server that only this test knows, with the tables of the test database; its address.

    Here no machine loses its power, so it need not wait for the disk. But a commit is written out
    before it is confirmed: that is what this test is about.
    """
    import psycopg

    file = str(product.ROOT / "bin" / "with-postgresql")
    spec = spec_from_loader("with_postgresql", SourceFileLoader("with_postgresql", file))
    own = module_from_spec(spec)
    spec.loader.exec_module(own)
    with own.serving(safe=False) as (address, _folder):
        with psycopg.connect(address) as connection:
            connection.execute("ALTER DATABASE speelruimte SET synchronous_commit = on")
        _give_migrated(own.find_programs(), address)
        yield address


def _give_migrated(programs, address):
    """What the migrations made of the test database, so that they need not run once more."""
    known = connection.settings_dict
    migrated = "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format(**known)
    dump = subprocess.run([f"{programs}/pg_dump", migrated], check=True, stdout=subprocess.PIPE)
    restore = [
        f"{programs}/psql",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        address,
    ]
    subprocess.run(restore, input=dump.stdout, check=True)


def wait_until_some_are_confirmed(residents):
    """Until a few more pages with a code have come back, and somewhere within the next."""
    before = sum(len(resident.confirmed) for resident in residents)
    for _turn in range(300):
        if sum(len(resident.confirmed) for resident in residents) >= before + BETWEEN:
            break
        time.sleep(0.05)
    time.sleep(random.random() / 10)


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def send_while(environment, tmp_path, deeds):
    """Residents send on while these deeds are done, one after the other. Returns residents."""
    form = product.run("fill", environment=environment)["form"]
    stop = Event()
    with product.served(environment, tmp_path / "gunicorn.log") as (address, pid):
        residents = [Resident(number, address, form, stop) for number in range(RESIDENTS)]
        for resident in residents:
            resident.start()
        try:
            for deed in deeds:
                wait_until_some_are_confirmed(residents)
                deed(pid)
            wait_until_some_are_confirmed(residents)
        finally:
            stop.set()
        for resident in residents:
            resident.join(timeout=20)
    assert not [faulty.fault for faulty in residents if faulty.fault]
    return residents


def kill_a_worker(pid):
    assert kill(random.choice(product.workers_of(pid)))


def kill_all_workers(pid):
    assert all([kill(worker) for worker in product.workers_of(pid)])


def nothing_is_lost(residents, environment):
    """Every code finds its words, once, and rows, counters and journal tell the same."""
    confirmed = {code: text for resident in residents for code, text in resident.confirmed.items()}
    seen = product.run("look", *confirmed, environment=environment)
    assert seen["texts"] == confirmed
    assert len(confirmed) >= BETWEEN
    sent = sum(resident.sent for resident in residents)
    assert len(confirmed) <= seen["rows"] <= sent
    # Who got no answer pressed again: nobody's words are there twice.
    assert seen["different_texts"] == seen["rows"]
    assert seen["tally"] == [seen["rows"]] * 2
    assert (seen["without_entry"], seen["without_row"]) == ([], [])
    # Nor does it count, for how much may come from one network, what did not come in.
    assert seen["braked"] == seen["rows"]
    assert seen["contacts"] == seen["contacts_in_use"] == seen["rows"]
    assert seen["faults"] == []


@pytest.mark.sqlite("with PostgreSQL the one below says more")
def test_killing_web_processes_loses_no_confirmed_words_on_sqlite(environment, tmp_path):
    deeds = [kill_a_worker] * 3 + [kill_all_workers]
    folder = Path(environment["SPEELRUIMTE_DATA"])
    folder.mkdir()
    give_migrated_file(folder / "speelruimte.sqlite3")

    residents = send_while(environment, tmp_path, deeds)

    assert sum(resident.unanswered for resident in residents) > 0
    nothing_is_lost(residents, environment)


@pytest.mark.postgresql("SQLite has no processes of its own to kill")
def test_killing_web_processes_and_the_database_loses_no_confirmed_words(
    environment, server, tmp_path
):
    import psycopg

    environment["DATABASE_URL"] = server

    def kill_a_backend(_pid):
        """PostgreSQL then stops all others too, and recovers from what it had written."""
        with psycopg.connect(server) as connection:
            others = connection.execute(
                "SELECT pid FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
        assert kill(random.choice(others)[0])

    deeds = [kill_a_worker, kill_a_backend, kill_all_workers, kill_a_worker]

    residents = send_while(environment, tmp_path, deeds)

    assert sum(resident.unanswered for resident in residents) > 0
    nothing_is_lost(residents, environment)
