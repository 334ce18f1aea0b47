"""Figures that stand for themselves: weight of a page, memory, disk, start, counting a budget."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def single_figures(application):
    """The figures by name."""
    return {
        "assets_kb": assets_kb(),
        "commit_ms": commit_ms(),
        "cold_start_seconds": cold_start(application),
        **budget_621(),
    }


def cold_start(application):
    """Seconds from starting the server until its first answer, with the cache of pages empty."""
    from bench.load import serving

    started = time.perf_counter()
    with serving(application):
        return round(time.perf_counter() - started, 2)


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


def budget_621():
    """Amsterdam 621 in a process of its own: seconds and peak memory. Empty without the file."""
    data = Path(os.environ.get("SPEELRUIMTE_DATA_DIR", ROOT.parent / "shared" / "data"))
    file = data / "pabulib" / "Netherlands_Amsterdam_621.pb"
    names = ("budget_621_seconds", "budget_621_exact_seconds", "budget_621_mb")
    if not file.exists():
        print(f"  Het bestand {file.name} is er niet: de rijen van budget 621 blijven leeg.")
        return dict.fromkeys(names)
    done = subprocess.run(
        [sys.executable, "-m", "bench.budget", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)
    return {name: round(figure, 4) for name, figure in zip(names, figures, strict=True)}
