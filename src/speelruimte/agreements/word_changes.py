"""Which words differ between two rows of words, and how far two words lie apart. Pure."""

from collections.abc import Sequence

Run = tuple[tuple[str, ...], tuple[str, ...]]


def changed_runs(first: Sequence[str], now: Sequence[str], *, most: int) -> list[Run] | None:
    """The words that went and came, neighbours together; None when it takes more than ``most``.

    A word that was written otherwise counts once, one that went or came counts once. Only what
    lies near the diagonal is looked at: further away it takes more than ``most``.
    """
    if abs(len(first) - len(now)) > most:
        return None
    costs = _costs(first, now, most)
    if costs[len(first)].get(len(now), most + 1) > most:
        return None
    return _runs(first, now, costs)


def _costs(first, now, most):
    """How many words differ between the beginnings of both, near the diagonal."""
    far = most + 1
    costs: list[dict[int, int]] = [{j: j for j in range(min(len(now), most) + 1)}]
    for i, word in enumerate(first, start=1):
        before, row = costs[-1], {}
        for j in range(max(0, i - most), min(len(now), i + most) + 1):
            if j == 0:
                row[j] = i
                continue
            same = word == now[j - 1]
            row[j] = min(
                before.get(j - 1, far) + (not same), before.get(j, far) + 1, row.get(j - 1, far) + 1
            )
        costs.append(row)
    return costs


def _runs(first, now, costs):
    """Walk back along the cheapest way."""
    runs: list[Run] = []
    gone: list[str] = []
    come: list[str] = []
    i, j = len(first), len(now)
    while i or j:
        here = costs[i][j]
        if i and j and first[i - 1] == now[j - 1] and costs[i - 1].get(j - 1) == here:
            _close(runs, gone, come)
            i, j = i - 1, j - 1
        elif i and j and costs[i - 1].get(j - 1) == here - 1:
            gone.insert(0, first[i - 1])
            come.insert(0, now[j - 1])
            i, j = i - 1, j - 1
        elif i and costs[i - 1].get(j) == here - 1:
            gone.insert(0, first[i - 1])
            i -= 1
        else:
            come.insert(0, now[j - 1])
            j -= 1
    _close(runs, gone, come)
    return runs[::-1]


def _close(runs, gone, come):
    if gone or come:
        runs.append((tuple(gone), tuple(come)))
        gone.clear()
        come.clear()


def letters_apart(first: str, now: str) -> int:
    """How many letters one types otherwise: another one, one more, one less, two turned around."""
    before: list[int] = []
    row = list(range(len(now) + 1))
    for i, letter in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(now, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            turned = i > 1 and j > 1 and letter == now[j - 2] and first[i - 2] == other
            row.append(min(cost, last[j - 2] + 1) if turned else cost)
    return row[-1]
