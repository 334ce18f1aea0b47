"""`make bench`: fill a database, measure the rows of docs/speed.md, print a table, write JSON."""

import json
import os
import platform
import statistics
import subprocess
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


def main():
    import django

    django.setup()
    from django.core.management import call_command

    from bench.fill import fill

    print("Database klaarzetten en vullen", flush=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    sizes = sorted({*SIZES, *_extra_sizes()})
    made, cast = fill(sizes, say=lambda text: print(text, flush=True))
    pages = pages_of(made)
    results = {"machine": machine(), "rows": []}
    counted = queries_of(pages | staff_pages(), cast)
    with yardstick(results) as bare:
        measure_pages(results, pages, counted, bare)
        measure_staff(results, cast, counted, bare)
        measure_accepting(results, made[10_000], bare)
    results |= single_figures(results)
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


def pages_of(made):
    """The public pages that are measured, by name."""
    from django.urls import reverse

    middle = made[10_000].trajectory
    some = middle.contributions.filter(state="published").order_by("id")[500]
    pages = {
        "home": reverse("home"),
        "process": reverse("process", kwargs={"slug": middle.slug}),
    }
    for size, one in sorted(made.items()):
        if size != 20_000:
            pages[f"list_{size}"] = reverse("contributions", kwargs={"slug": one.trajectory.slug})
    pages["contribution"] = reverse(
        "contribution", kwargs={"slug": middle.slug, "key": some.public_key}
    )
    return pages


def staff_pages():
    from django.urls import reverse

    return {"inbox_100000": reverse("contribution-list"), "my_work": reverse("my-work")}


def queries_of(pages, cast):
    """How many queries each page makes when nothing is kept, counted in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    counted = {}
    with override_settings(PAGE_CACHE=False):
        for work, path in pages.items():
            client = Client(HTTP_HOST="127.0.0.1")
            if work in staff_pages():
                client.cookies["sessionid"] = session_of(cast.marleen)
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path} antwoordt {response.status_code}")
            counted[work] = len(captured)
    return counted


def session_of(person):
    """A signed-in session with a second factor, as a colleague has one."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    if not Authenticator.objects.filter(user=person, type="totp").exists():
        TOTP.activate(person, generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": person.email},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session.create()
    return session.session_key


@contextmanager
def yardstick(results):
    """The bare view, served all the time: a function that measures it now.

    The machine is not as fast at every moment, so a row is held against the bare view just before
    and just after it.
    """
    from bench.load import measure, serving

    with serving("bench.bare:application") as (address, _process):

        def bare():
            return measure(address, seconds=2)["per_second"]

        bare()
        bare.before = bare()
        found = measure(address)
        row(results, "bare", found, 0, bare)
        yield bare


def measure_pages(results, pages, counted, bare):
    from bench.load import measure, memory_mb, serving

    gzip = ("Accept-Encoding: br",)
    for suffix, kept in (("", "true"), ("_uncached", "false")):
        with serving(APPLICATION, SPEELRUIMTE_PAGE_CACHE=kept) as (address, process):
            for work, path in pages.items():
                measure(address + path, seconds=2, headers=gzip)
                found = measure(address + path, headers=gzip)
                row(results, work + suffix, found, counted[work] if suffix else 0, bare)
            if kept == "true":
                results["memory_mb"] = memory_mb(process)


def measure_staff(results, cast, counted, bare):
    from bench.load import measure, serving

    cookie = f"Cookie: sessionid={session_of(cast.marleen)}"
    with serving(APPLICATION) as (address, _process):
        for work, path in staff_pages().items():
            measure(address + path, seconds=2, headers=(cookie,))
            found = measure(address + path, headers=(cookie,))
            row(results, f"{work}_uncached", found, counted[work], bare)


def measure_accepting(results, one, bare):
    """Everybody writes to the same process at once; none that was confirmed may be missing."""
    from django.urls import reverse

    from bench.load import measure, serving
    from speelruimte.activities.models import Contribution

    path = reverse("contribute", kwargs={"slug": one.trajectory.slug, "key": one.activity.key})
    queries = accept_queries(one)
    with serving(APPLICATION) as (address, _process):
        # The first ten seconds after a start, and once all workers have been asked.
        for work, token in (("accept_first_seconds", "b" * 32), ("accept_contribution", "a" * 32)):
            before = Contribution.objects.count()
            found = measure(
                address + path,
                script=ROOT / "bench" / "accept.lua",
                seconds=10,
                environment={"BENCH_TOKEN": token},
            )
            found["accepted"] = Contribution.objects.count() - before
            row(results, work, found, queries, bare)


def accept_queries(one):
    """How many statements accepting one contribution takes, the whole request counted."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client = Client(HTTP_HOST="127.0.0.1")
    path = reverse("contribute", kwargs={"slug": one.trajectory.slug, "key": one.activity.key})
    words = {
        "idempotency_key": f"bench-{time.time()}",
        "trap": "",
        "text": "Meer bankjes.",
        "title": "",
    }
    with CaptureQueriesContext(connection) as captured:
        client.post(path, words)
    return len(captured)


def row(results, work, found, queries, bare):
    after = bare()
    beside, bare.before = (bare.before + after) / 2, after
    results["rows"].append(
        {"work": work}
        | found
        | {"queries": queries, "share_of_bare": round(found["per_second"] / beside, 3)}
    )
    print(f"  {work:26} {found['per_second']:>8} per seconde", flush=True)


def single_figures(results):
    return {
        "assets_kb": assets_kb(),
        "memory_mb": results.get("memory_mb"),
        "commit_ms": commit_ms(),
        **budget_621(),
    }


def assets_kb():
    """CSS and JavaScript (brotli) and fonts of a Dutch page without a map, in kB."""
    import brotli

    build = ROOT / "src" / "speelruimte" / "website" / "static" / "build"
    files = [file for file in build.iterdir() if file.suffix in (".css", ".js")]
    fonts = [*build.glob("fonts/*-latin.woff2"), build / "fonts" / "digits.woff2"]
    packed = sum(len(brotli.compress(file.read_bytes())) for file in files)
    return round((packed + sum(font.stat().st_size for font in fonts)) / 1024, 1)


def commit_ms():
    """The median time that the disk takes for one commit of one small row."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_commit (id serial primary key, at text)")
        for _turn in range(200):
            start = time.perf_counter()
            cursor.execute("INSERT INTO bench_commit (at) VALUES ('x')")
            times.append(time.perf_counter() - start)
        cursor.execute("DROP TABLE bench_commit")
    return round(statistics.median(times) * 1000, 3)


BUDGET = """
import json, re, sys, time
from speelruimte.analysis.budget import find, confirm, tie_rule, DEFAULT_TIES, EQUAL_SHARES
from speelruimte.connections.pabulib import read
instance = read(sys.argv[1]).instance()
find(instance, rule=EQUAL_SHARES, ties=tie_rule(DEFAULT_TIES))
start = time.perf_counter()
found = find(instance, rule=EQUAL_SHARES, ties=tie_rule(DEFAULT_TIES))
run = time.perf_counter() - start
start = time.perf_counter()
confirm(instance, found)
exact = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([run, exact, peak]))
"""


def budget_621():
    """Amsterdam 621 in a process of its own: seconds and peak memory. Empty without the file."""
    data = Path(os.environ.get("SPEELRUIMTE_DATA_DIR", ROOT.parent / "shared" / "data"))
    file = data / "pabulib" / "Netherlands_Amsterdam_621.pb"
    names = ("budget_621_seconds", "budget_621_exact_seconds", "budget_621_mb")
    if not file.exists():
        print(f"  Het bestand {file.name} is er niet: de rijen van budget 621 blijven leeg.")
        return dict.fromkeys(names)
    done = subprocess.run(
        [sys.executable, "-c", BUDGET, str(file)], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)
    return {name: round(figure, 4) for name, figure in zip(names, figures, strict=True)}


def show(results):
    print(f"\n{results['machine']}\n")
    print(
        f"{'werk':26} {'per s':>9} {'p50 ms':>8} {'p99 ms':>8} {'vragen':>7} {'deel van kaal':>14}"
    )
    for one in results["rows"]:
        print(
            f"{one['work']:26} {one['per_second']:>9} {one['p50_ms']:>8} {one['p99_ms']:>8} "
            f"{one['queries']:>7} {one['share_of_bare']:>14}"
        )
    print()
    for name, value in results.items():
        if name not in ("machine", "rows"):
            print(f"{name:26} {value}")


if __name__ == "__main__":
    sys.exit(main())
