"""A web server under load: gunicorn with three workers, wrk with ten connections."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

WORKERS, CONNECTIONS = 3, 10
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@contextmanager
def serving(application, **environment):
    """Gunicorn on a free port of this machine; gives its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    binary = Path(sys.executable).parent / "gunicorn"
    process = subprocess.Popen(
        [
            str(binary),
            application,
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            str(WORKERS),
            "--preload",
            "--log-level",
            "error",
            "--no-control-socket",
        ],
        env=os.environ | environment,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(address, process):
    for _try in range(2000):
        if process.poll() is not None:
            raise RuntimeError("Gunicorn stopte meteen.")
        try:
            urllib.request.urlopen(address, timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError("Gunicorn antwoordt niet.")


def measure(address, *, seconds=6, headers=(), script=None, environment=None):
    """Requests a second, p50 and p99 in ms, the answers, and how many of them were no 2xx or 3xx."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", str(script)]
    done = subprocess.run(
        [*command, address],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | (environment or {}),
    )
    return _read(done.stdout)


def _read(text):
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {
        "per_second": round(rate, 1),
        "answers": int(re.search(r"(\d+) requests in", text)[1]),
        "p50_ms": _latency(text, "50%"),
        "p99_ms": _latency(text, "99%"),
        "refused": int(refused[1]) if refused else 0,
    }


def _latency(text, part):
    number, unit = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", text).groups()
    return round(float(number) * UNITS[unit], 2)


def memory_mb(process):
    """Proportional set size of the server and its workers, in MB."""
    pids = [process.pid, *_children(process.pid)]
    total = 0
    for pid in pids:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
    return round(total / 1024, 1)


def _children(pid):
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in tasks]
