"""The pages of a draft, before it is loaded for good."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from speelruimte.commands.policy_preview import in_force_today
from tests.steps.odd_policy import KRAAIENDAL

PROGRAM = "import sys; from speelruimte.commands.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.slow
def test_a_draft_is_read_on_its_pages_and_leaves_nothing_behind(tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", PROGRAM, "policy", "preview", str(KRAAIENDAL), "--port", "0"]
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
    assert list(Path(tmp_path).iterdir()) == []


def test_a_draft_for_a_day_to_come_is_shown_as_if_it_held_today():
    text = "key: x\neffective_from: 2031-01-01\n"
    today = date(2027, 2, 9)
    assert "effective_from: 2027-02-09\n" in in_force_today(text, date(2031, 1, 1), today=today)
    assert in_force_today(text, date(2020, 1, 1), today=today) == text
