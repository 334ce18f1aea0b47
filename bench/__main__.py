"""`make bench`: fill a database, measure pages beside a bare view, print a table, write JSON."""

import json
import os
import platform
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
os.environ.setdefault("SPEELRUIMTE_DATA", str(ROOT / "bench" / "scratch"))
# A page or worker that writes outside an action must not pass for a fast one.
os.environ.setdefault("SPEELRUIMTE_WRITE_GUARD", "1")
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"

APPLICATION = "speelruimte.config.wsgi:application"
SIZES = (1_000, 10_000, 100_000)
# How many processes run beside those.
CROWDS = (450, 10_000)


def main():
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.figures import single_figures
    from bench.fill import fill
    from bench.pages import public_pages, staff_pages
    from bench.proving import proving_figures
    from speelruimte.commands.setup_keys import keep_keys

    print("Database klaarzetten en vullen", flush=True)
    call_command("migrate", verbosity=0)
    # This database is thrown away: a checkpoint beside it would say of the next one that it is lost.
    settings.CHECKPOINT_FILE = None
    keep_keys()
    call_command("collectstatic", verbosity=0, interactive=False)
    sizes = sorted({*SIZES, *_extra_sizes()})
    made, cast = fill(sizes, say=lambda text: print(text, flush=True))
    public, staff = public_pages(made), staff_pages(made, cast)
    results = {"machine": machine(), "rows": []}
    with yardstick(results) as bare:
        measure_kept(results, public, bare)
        measure_made(results, public | staff, bare)
        measure_accepting(results, made[10_000], bare)
        measure_crowded(results, made, cast, bare)
        some = {name: (public | staff)[name] for name in ("home", "process", "my_work")}
        measure_without_statistics(results, some, bare)
    results |= proving_figures(made[10_000].activity) | single_figures(APPLICATION)
    file = ROOT / "bench" / "results.json"
    file.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    show(results)
    return 0


def _extra_sizes():
    given = os.environ.get("BENCH_SIZE", "")
    return [int(given)] if given.isdigit() else []


def machine():
    cores = os.cpu_count()
    return f"{platform.machine()}, {cores} kernen, Python {platform.python_version()}, PostgreSQL"


@contextmanager
def yardstick(results):
    """The bare view, served all the time: a function that measures it now.

    The machine is not as fast at every moment, so a row is held against the bare view just before
    and just after it.
    """
    from bench.load import measure, serving
    from bench.pages import Cost

    with serving("bench.bare:application") as (address, _process):

        def bare():
            return measure(address, seconds=2)["per_second"]

        bare()
        bare.before = bare()
        figures = measure(address)
        row(results, "bare", figures, Cost(0), bare)
        yield bare


def measure_kept(results, pages, bare):
    """Public pages as the next visitor gets them: from memory."""
    from bench.load import measure, memory_mb, serving
    from bench.pages import Cost, headers_of

    with serving(APPLICATION) as (address, process):
        for work, page in pages.items():
            headers = headers_of(page)
            measure(address + page.path, seconds=2, headers=headers)
            row(results, work, measure(address + page.path, headers=headers), Cost(0), bare)
        results["memory_mb"] = memory_mb(process)


def measure_made(results, pages, bare, suffix="_uncached"):
    """Pages that are made anew for everybody."""
    from bench.load import measure, serving
    from bench.pages import cost_of, headers_of

    with serving(APPLICATION, SPEELRUIMTE_PAGE_CACHE="false") as (address, _process):
        for work, page in pages.items():
            cost, headers = cost_of(page), headers_of(page)
            measure(address + page.path, seconds=2, headers=headers)
            figures = measure(address + page.path, headers=headers)
            row(results, work + suffix, figures, cost, bare)


def measure_crowded(results, made, cast, bare):
    """What must not grow with the number of running processes."""
    from bench.copies import copy_processes, remove_copies
    from bench.pages import crowded_pages

    examples = [filled.trajectory for filled in made.values()]
    for number in CROWDS:
        print(f"{number} lopende processen erbij", flush=True)
        copy_processes(examples, number)
        measure_made(results, crowded_pages(number, cast), bare, suffix="")
        remove_copies()


def measure_without_statistics(results, pages, bare):
    """What the planner of the database does when it knows nothing of its tables."""
    from bench.copies import without_statistics

    with without_statistics():
        measure_made(results, pages, bare, suffix="_without_analyze")


def measure_accepting(results, filled, bare):
    """Everybody writes to the same process at once; none that was confirmed may be missing."""
    from django.urls import reverse

    from bench.load import measure, serving
    from bench.pages import Cost
    from speelruimte.activities.models import Contribution
    from speelruimte.route.verification import verify

    path = reverse(
        "contribute", kwargs={"slug": filled.trajectory.slug, "key": filled.activity.key}
    )
    cost = Cost(accept_queries(filled))
    with serving(APPLICATION, TRUSTED_PROXY_COUNT="1") as (address, _process):
        # The first ten seconds after a start, and once all workers have been asked.
        for work, token in (("accept_first_seconds", "b" * 32), ("accept_contribution", "a" * 32)):
            before = Contribution.objects.count()
            figures = measure(
                address + path,
                script=ROOT / "bench" / "accept.lua",
                seconds=10,
                environment={"BENCH_TOKEN": token},
            )
            figures["accepted"] = Contribution.objects.count() - before
            row(results, work, figures, cost, bare)
            if figures["accepted"] < figures["answers"] - figures["refused"]:
                raise RuntimeError(f"{figures}: wat is bevestigd, is niet bewaard")
            if figures["refused"] > figures["answers"] / 100:
                raise RuntimeError(f"{figures}: dit meet weigeren, geen aannemen")
    finding = verify()
    if finding.faults:
        raise RuntimeError(f"Het logboek klopt niet: {finding.faults}")


def accept_queries(filled):
    """How many statements accepting one contribution takes, the whole request counted."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client = Client(HTTP_HOST="127.0.0.1")
    path = reverse(
        "contribute", kwargs={"slug": filled.trajectory.slug, "key": filled.activity.key}
    )
    words = {
        "idempotency_key": f"bench-{time.time()}",
        "trap": "",
        "text": "Meer bankjes.",
        "title": "",
    }
    with CaptureQueriesContext(connection) as captured:
        client.post(path, words)
    return len(captured)


def row(results, work, figures, cost, bare):
    after = bare()
    beside, bare.before = (bare.before + after) / 2, after
    results["rows"].append(
        {"work": work}
        | figures
        | {"queries": cost.queries, "cpu_ms": cost.cpu_ms}
        | {"share_of_bare": round(figures["per_second"] / beside, 3)}
    )
    print(f"  {work:30} {figures['per_second']:>8} per seconde", flush=True)


def show(results):
    heads = ("per s", "p50 ms", "p99 ms", "vragen", "cpu ms", "deel van kaal")
    columns = ("per_second", "p50_ms", "p99_ms", "queries", "cpu_ms", "share_of_bare")
    print(f"\n{results['machine']}\n")
    print(f"{'werk':30}" + "".join(f"{head:>14}" for head in heads))
    for measured in results["rows"]:
        values = ("" if measured[name] is None else measured[name] for name in columns)
        print(f"{measured['work']:30}" + "".join(f"{value:>14}" for value in values))
    print()
    for name, value in results.items():
        if name not in ("machine", "rows"):
            print(f"{name:30} {value}")


if __name__ == "__main__":
    sys.exit(main())
