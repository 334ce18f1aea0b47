"""The pages of a draft, before it is loaded for good."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from datetime import date

import pytest

from speelruimte.commands.policy_preview import in_force_today
from tests.steps.odd_policy import KRAAIENDAL
from tests.template_database import give_migrated_file

# By day it begins with a database that was migrated before, if its first argument names one.
PROGRAM = """
import shutil, sys
from speelruimte.commands import main, policy_preview

def prepare(reading, folder, first=policy_preview._prepare):
    if sys.argv[1]:
        shutil.copyfile(sys.argv[1], f"{folder}/speelruimte.sqlite3")
    first(reading, folder)

policy_preview._prepare = prepare
sys.exit(main.main(sys.argv[2:]))
"""
AT_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "deep"  # make test-deep


@pytest.mark.slow
@pytest.mark.deep
def test_a_draft_is_read_on_its_pages_and_leaves_nothing_behind(tmp_path, django_db_setup):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = os.environ | {"TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    if AT_NIGHT:
        migrated = ""
    else:
        give_migrated_file(migrated := tmp_path / "migrated.sqlite3")
    asked = ["policy", "preview", str(KRAAIENDAL), "--port", "0"]
    command = [sys.executable, "-c", PROGRAM, str(migrated), *asked]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        said = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in running.stdout)
        assert next(running.stdout) == "De bladzijden worden klaargezet.\n"
        address = next(sentence for sentence in said if sentence).group()
        with urllib.request.urlopen(f"{address}zo-doen-we-mee/", timeout=90) as answer:
            page = answer.read().decode()
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=90)
    assert "Hoeveel invloed heb je?" in page
    assert "de burgemeester" in page.lower()
    assert running.returncode == 0
    assert list(scratch.iterdir()) == []


def test_a_draft_for_a_day_to_come_is_shown_as_if_it_held_today():
    text = "key: x\neffective_from: 2031-01-01\n"
    today = date(2027, 2, 9)
    assert "effective_from: 2027-02-09\n" in in_force_today(text, date(2031, 1, 1), today=today)
    assert in_force_today(text, date(2020, 1, 1), today=today) == text
