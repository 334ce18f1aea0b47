"""The product in processes of its own: filled, served by gunicorn, and looked at afterwards.

    python -m tests.crash.product fill            makes the tables and opens a place for ideas
    python -m tests.crash.product look CODE …     says what is there, as JSON

Both find their database as the product does: in DATABASE_URL or SPEELRUIMTE_DATA.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 3
STARTS_WITHIN = 60  # seconds, also while other tests keep every core busy


def run(what, *arguments, environment):
    """One of the two commands above in a process of its own; returns what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.product", what, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def served(environment, log):
    """Gunicorn as in production; gives its address and its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "speelruimte.config.wsgi", "--no-control-socket"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--preload"]
    with log.open("w") as written:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=written, stderr=written
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, log)
        yield address, process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address, process, log):
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def workers_of(pid):
    """The process ids of the workers of a running gunicorn."""
    numbers = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return [int(number) for number in numbers.split()]


def fill():
    """An adopted agreement and ideas that are open; says where the form stands."""
    from types import SimpleNamespace

    from demo.cast import welcome_cast
    from django.core.management import call_command
    from django.urls import reverse
    from django.utils import timezone

    from speelruimte.commands.setup_keys import keep_keys
    from speelruimte.places.models import Area
    from tests.steps.agreement import adopted_agreement, somebody
    from tests.steps.beginning import trajectory_of
    from tests.steps.taking_part import opened_ideas

    call_command("migrate", verbosity=0)
    keep_keys()
    now = timezone.now()
    on = timezone.localdate(now)
    cast = SimpleNamespace(**welcome_cast(by=None, at=now, on=on))
    areas = {"centrum": Area.objects.create(key="centrum", name="Centrum", position=0)}
    trajectory = trajectory_of(_policy(now), cast, areas, at=now)
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, "project_leader", trajectory, at=now)
    ideas = opened_ideas(trajectory, by=leader, at=now, on=on)
    return {"form": reverse("contribute", kwargs={"slug": trajectory.slug, "key": ideas.key})}


def _policy(now):
    from django.conf import settings

    from speelruimte.policy.actions import load_policy

    file = settings.PACKAGE / "policy" / "packs" / "basis.yaml"
    return load_policy(text=file.read_text(), file=file.name, by=None, at=now)


def look(codes):
    """What the database holds of these receipt codes, and whether it is in agreement with itself."""
    from speelruimte.activities.models import Contribution
    from speelruimte.activities.queries import contribution_with_code
    from speelruimte.journal.models import Entry
    from speelruimte.people.models import Attempt, Contact
    from speelruimte.route.verification import verify
    from speelruimte.trajectories.models import Tally

    tally = Tally.objects.get()
    accepted = Entry.objects.filter(verb="contribution_accepted").values_list("about", flat=True)
    contributions = {code: contribution_with_code(code) for code in codes}
    rows = list(Contribution.objects.all())
    return {
        "texts": {
            code: contribution and contribution.text for code, contribution in contributions.items()
        },
        "rows": len(rows),
        "different_texts": len({row.text for row in rows}),
        "tally": [tally.received, tally.published],
        "without_entry": sorted({row.key for row in rows} - set(accepted)),
        "without_row": sorted(set(accepted) - {row.key for row in rows}),
        "braked": sum(Attempt.objects.values_list("number", flat=True)),
        "contacts": Contact.objects.count(),
        "contacts_in_use": len({row.contact_id for row in rows} - {None}),
        "faults": verify().faults,
    }


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "fill":
        print(json.dumps(fill()))
    else:
        print(json.dumps(look(sys.argv[2:])))
