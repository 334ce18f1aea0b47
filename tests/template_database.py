"""The test database is migrated once; every worker and every later run gets a copy.

It is made anew as soon as anything it was made of is another: any file of the product, and the
versions of Django, of what stands beside it, and of the database.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.state import ProjectState
from django.utils import timezone

MOST = 20  # so many versions of the product keep theirs

# What a filled municipality follows from, beside what a migrated database does.
FILLS_DEMO = {".py", ".csv", ".geojson", ".html"}
FILLS_PRODUCT = {".yaml", ".json"}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """A migrated database for this worker. Takes the place of the fixture of pytest-django."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        copy = _postgresql if connection.vendor == "postgresql" else _sqlite
        copy(connection.creation._get_test_db_name())
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


def _sqlite(name):
    """A database in memory, from a file that is made once for every version of the product."""
    folder, file = _folder(), _template()
    with _alone(folder / "lock"):
        if not file.exists():
            _migrated()
            _forget_all_but(MOST - 1, folder.glob("*.sqlite3"))
            halfway = file.with_suffix(".new")
            with closing(sqlite3.connect(halfway)) as target:
                connection.connection.backup(target)
            halfway.rename(file)
            return
        template = sqlite3.connect(file)
    _use(name)
    connection.ensure_connection()
    with closing(template):
        template.backup(connection.connection)


def _folder():
    folder = Path(tempfile.gettempdir()) / f"speelruimte-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _template():
    return _folder() / f"{_made_of()}.sqlite3"


def give_migrated_file(file):
    """Put a migrated SQLite database here, for a program that a test starts; when a run made one."""
    if (template := _template()).exists():
        shutil.copyfile(template, file)


def keep_filled(database, folder):
    """Keep a filled municipality for the demo that is shown to a browser today: its SQLite database,
    and the folder of the demo. The stage that waits for it is told (bin/run-tests).
    """
    _keep_filled(database, folder)
    if between := os.environ.get("SPEELRUIMTE_BETWEEN_STAGES"):
        (Path(between) / "filled").touch()


def _keep_filled(database, folder):
    kept = _filled()
    with _alone(_folder() / "filled.lock"):
        if kept.exists():
            return
        halfway = Path(tempfile.mkdtemp(dir=_folder()))
        shutil.copytree(folder, halfway, dirs_exist_ok=True)
        shutil.copyfile(database, halfway / "speelruimte.sqlite3")
        for older in _folder().glob("*.filled"):
            shutil.rmtree(older)
        halfway.rename(kept)


def give_filled(folder):
    """Put the municipality here that the tests on SQLite filled today, when they did."""
    with _alone(_folder() / "filled.lock"):
        if _filled().exists():
            shutil.copytree(_filled(), folder, dirs_exist_ok=True)


def filled_file():
    """The database of the municipality that the tests on SQLite filled today, or None."""
    with _alone(_folder() / "filled.lock"):
        return _filled() / "speelruimte.sqlite3" if _filled().exists() else None


def _filled():
    digest = hashlib.sha256(_made_of().encode())
    digest.update(str(timezone.localdate()).encode())
    package = Path(settings.PACKAGE)
    for folder, kinds in ((package.parents[1] / "demo", FILLS_DEMO), (package, FILLS_PRODUCT)):
        for file in sorted(file for file in folder.rglob("*") if file.suffix in kinds):
            digest.update(file.read_bytes())
    return _folder() / f"{digest.hexdigest()}.filled"


def _forget_all_but(most, files):
    """The ones made last stay: of other versions of the product, in other folders."""
    for older in sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)[most:]:
        older.unlink()


def _postgresql(name):
    """A database from a template on the same server, which the first worker makes."""
    server = hashlib.sha256(connection.settings_dict["NAME"].encode()).hexdigest()[:8]
    template = f"speelruimte_{server}_{_made_of()[:24]}"
    port = connection.settings_dict["PORT"]
    with _alone(Path(tempfile.gettempdir()) / f"speelruimte-tests-{os.getuid()}-{port}.lock"):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            existing = cursor.fetchone()
        if not existing:
            _migrated()
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')
            return
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    _use(name)


def _migrated():
    from speelruimte.journal.key_marks import keep_key_marks

    with few_models_drawn_anew():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    keep_key_marks(at=timezone.now())


@contextmanager
def few_models_drawn_anew():
    """After each step of a migration Django makes the classes of models anew: of all that hang together
    where a relation changed, else of those beside the one that changed. Here it is one ring fewer, which
    saves half the time. The tables are the same: steps/test_template_database.py, at night.
    """

    def reload_model(state, app_label, model_name, delay=False):
        if "apps" in state.__dict__:
            alone = {(app_label, model_name)}
            beside = state._find_reload_model
            state._reload(alone if delay else beside(app_label, model_name, delay=True))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProjectState, "reload_model", reload_model)
        yield


def _use(name):
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def _alone(file):
    """Others who come in here wait."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made_of():
    """A fingerprint of everything a migrated database follows from."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for installed in sorted(
        f"{distribution.name} {distribution.version}" for distribution in distributions()
    ):
        digest.update(installed.encode())
    # Setting up reads the settings of the tests, too.
    of_tests = Path(__file__).with_name("settings.py")
    for file in (of_tests, *sorted(Path(settings.PACKAGE).rglob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()
