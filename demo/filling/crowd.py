"""Hundreds of people who wrote about the path along the Vaart: files as they came back.

Each text is put together from who somebody is, what they see, what they ask and why, so that no
two are the same. The lot is drawn from a fixed seed: the demo is the same every time.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from demo.filling.crowd_words import ASKED, CLOSING, NAMES, SEEN, SURNAMES, WHO, WHY
from speelruimte.connections.spreadsheet.columns import ContributionRow

# How often a form, a call, a letter or a message: seven ways for words to come in.
CHANNELS = {
    "website": 40,
    "papier": 26,
    "telefoon": 9,
    "bijeenkomst": 11,
    "brief": 4,
    "e-mail": 6,
    "balie": 4,
}
# Which themes people write about most.
SHARES = (30, 18, 24, 14, 8, 6)
FILES = 6


@dataclass
class File:
    """One file with the theme of each row, and the last day on which something in it came in."""

    origin: str
    last_day: object
    rows: list = field(default_factory=list)
    themes: dict = field(default_factory=dict)

    @property
    def data(self):
        return "\n".join(row.text for row in self.rows).encode()


def crowd_files(number, *, first_day, days, areas):
    """The words of so many people, in one file per stretch of the phase."""
    lot = random.Random(f"vaart {number}")
    texts = set()
    files = []
    per_file = -(-number // FILES)
    for stretch in range(FILES):
        begins = stretch * days // FILES
        ends = max((stretch + 1) * days // FILES - 1, begins)
        file = File(
            origin=f"Fietsroute, inbreng deel {stretch + 1}",
            last_day=first_day + timedelta(days=ends),
        )
        for row in range(2, 2 + min(per_file, number - stretch * per_file)):
            theme, text = _new_text(lot, texts)
            day = first_day + timedelta(days=lot.randint(begins, ends))
            file.rows.append(_row(lot, row, text, day, areas))
            file.themes[row] = theme
        if file.rows:
            files.append(file)
    return files


def _new_text(lot, texts):
    while True:
        theme = lot.choices(range(len(SHARES)), SHARES)[0]
        text = _text(lot, theme)
        if text not in texts:
            texts.add(text)
            return theme, text


def _text(lot, theme):
    parts = []
    if lot.random() < 0.5:
        parts.append(lot.choice(WHO))
    if lot.random() < 0.85:
        parts.append(lot.choice(SEEN[theme]))
    parts.append(lot.choice(ASKED[theme]))
    if lot.random() < 0.45:
        parts.append(lot.choice(WHY[theme]))
    if lot.random() < 0.25:
        parts.append(lot.choice(CLOSING))
    return " ".join(parts)


def _row(lot, number, text, day, areas):
    channel = lot.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    name = email = ""
    if lot.random() < 0.35:
        first, last = lot.choice(NAMES), lot.choice(SURNAMES)
        name = f"{first} {last}"
        if channel in ("website", "e-mail") and lot.random() < 0.7:
            letters = "".join(
                character
                for character in name.lower()
                if character.isascii() and character.isalpha()
            )
            email = f"{letters}@post.example"
    return ContributionRow(
        row=number,
        text=text,
        area=lot.choice(areas),
        name=name,
        email=email,
        channel=channel,
        received_on=day,
    )
