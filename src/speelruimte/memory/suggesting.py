"""What somebody may have meant who found nothing: the nearest words by which something is found."""

import re

from django.db.models import Q

from speelruimte.memory.index import is_found_by
from speelruimte.memory.models import KnownWord
from speelruimte.memory.stems import SHORTEST_PART, asked

_VOWELS = re.compile(r"[aeiouyj]+")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = (("ch", "g"), ("ck", "k"), ("c", "k"), ("dt", "t"), ("z", "s"), ("v", "f"), ("ph", "f"))
MOST_CANDIDATES = 500
# Letters in which a word may differ: one in a short word, two in a longer one.
LONG = 7


def skeleton_of(word: str) -> str:
    """How a word sounds, without its vowels: fietsrotue and fietsroute have one."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))


def keep_words(before: set[str], after: set[str]) -> None:
    """Know the words that came in a search text, and no more those that stand in none any more.

    Part of the caller's action, after the index was written. Sorted, so that two actions wait for
    one another in one order.
    """
    came = sorted(word for word in after - before if _is_known_by(word))
    KnownWord.objects.bulk_create(
        (KnownWord(word=word, skeleton=skeleton_of(word)) for word in came), ignore_conflicts=True
    )
    gone = [word for word in before - after if _is_known_by(word) and not is_found_by(f"w{word}")]
    if gone:
        KnownWord.objects.filter(word__in=gone).delete()


def _is_known_by(word):
    return SHORTEST_PART <= len(word) <= 60 and not word.isdigit()


def perhaps_meant(typed: str) -> str:
    """The same question with each word that is nowhere as it may have been meant; empty without one."""
    words, changed = [], False
    for word in asked(typed):
        nearest = word if is_found_by(f"w{word}") else _nearest(word)
        if nearest is None:
            return ""
        changed |= nearest != word
        words.append(nearest)
    return " ".join(words) if changed else ""


def _nearest(word):
    if not _is_known_by(word):
        return None
    near = (
        Q(skeleton=skeleton_of(word))
        | Q(word__startswith=word[:3])
        | Q(word__startswith=_swapped(word))
    )
    most = 2 if len(word) >= LONG else 1
    best: tuple[int, int, str] | None = None
    for candidate in KnownWord.objects.filter(near).values_list("word", flat=True)[
        :MOST_CANDIDATES
    ]:
        if abs(len(candidate) - len(word)) > most:
            continue
        rank = (distance(word, candidate), abs(len(candidate) - len(word)), candidate)
        if rank[0] <= most and (best is None or rank < best):
            best = rank
    return best[2] if best else None


def _swapped(word):
    """The beginning with its first two letters the other way round."""
    return f"{word[1]}{word[0]}{word[2]}"


def distance(word: str, other: str) -> int:
    """Letters to put in, take out, change or swap with the next to come from one word to another."""
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        earlier, before, row = row, earlier, [at]
        for place, its in enumerate(other, start=1):
            cost = min(earlier[place] + 1, row[place - 1] + 1, earlier[place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and its == word[at - 2]:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
    return row[-1]
