"""Counting one large vote in a process of its own: ``python -m bench.budget FILE``.

Prints the seconds of a warm run, the seconds of checking it exactly, and the peak memory in MB.
"""

import json
import re
import sys
import time
from pathlib import Path

from speelruimte.analysis.budget import DEFAULT_TIES, EQUAL_SHARES, confirm, find_outcome, tie_rule
from speelruimte.connections.pabulib import read_pabulib


def main(file):
    """Count twice, and measure the second time."""
    instance = read_pabulib(file).instance()
    find_outcome(instance, rule=EQUAL_SHARES, ties=tie_rule(DEFAULT_TIES))
    start = time.perf_counter()
    outcome = find_outcome(instance, rule=EQUAL_SHARES, ties=tie_rule(DEFAULT_TIES))
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    confirm(instance, outcome)
    exact = time.perf_counter() - start
    status = Path("/proc/self/status").read_text()
    print(json.dumps([seconds, exact, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024]))


if __name__ == "__main__":
    main(sys.argv[1])
