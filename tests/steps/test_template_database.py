"""The tables of the tests are those that the product makes; at night, in ``make test-deep``."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        os.environ.get("HYPOTHESIS_PROFILE") != "deep", reason="migrates twice: make test-deep"
    ),
]
TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
MIGRATE = """
from contextlib import nullcontext
import django
django.setup()
from django.core.management import call_command
from tests.template_database import few_models_drawn_anew
with {around}():
    call_command("migrate", verbosity=0)
"""


def tables_made(around, file):
    subprocess.run(
        [sys.executable, "-c", MIGRATE.format(around=around)],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{file}", "PYTHONPATH": ":".join(sys.path)},
        check=True,
    )
    with closing(sqlite3.connect(file)) as made:
        return made.execute(TABLES).fetchall()


def test_the_database_of_the_tests_has_the_tables_that_migrate_makes(tmp_path):
    of_product = tables_made("nullcontext", tmp_path / "product.sqlite3")

    assert len(of_product) > 100
    assert tables_made("few_models_drawn_anew", tmp_path / "tests.sqlite3") == of_product
