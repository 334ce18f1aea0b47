"""What the journal says of own words beside their text: where, when and how they came in, their title,
area and place, and whether they can be read. Held to the rows as they are now.

Of so many words at a time: of all words of a municipality together it is too much to remember.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Contribution
from speelruimte.activities.texts import (
    area_fingerprint,
    as_moment,
    code_fingerprint,
    contact_mark,
    fingerprints_beside,
)
from speelruimte.journal.models import Entry
from speelruimte.route import as_in_files
from speelruimte.route.as_in_files import IMPORTED, MERGED
from speelruimte.shared.fingerprints import fingerprint

AT_A_TIME = 500
ERASED = "erased_lawfully"
STATES = {
    "contribution_published": Contribution.State.PUBLISHED,
    "contribution_refused": Contribution.State.REFUSED,
    "contribution_left_unseen": Contribution.State.UNSEEN,
    "contribution_withdrawn": Contribution.State.WITHDRAWN,
}
TOLD_BY = (
    *(ERASED, *STATES, "contribution_accepted"),
    *("contribution_entered", "contribution_redacted"),
)
TABLE = Contribution._meta.db_table
# What an entry says of the words as they stand from then on; left out is empty.
BESIDE = (
    *("title_fingerprint", "place_fingerprint", "point_fingerprint"),
    *("origin_fingerprint", "origin_number_fingerprint"),
)
REASON = "redaction_reason_fingerprint"
POINT = {"longitude": "point_fingerprint", "latitude": "point_fingerprint"}
WORDS = {
    "state": gettext_lazy("stand"),
    "activity": gettext_lazy("activiteit"),
    "trajectory": gettext_lazy("traject"),
    "channel": gettext_lazy("kanaal"),
    "received_at": gettext_lazy("ontvangen"),
    "created_at": gettext_lazy("ingevoerd"),
    "timing": gettext_lazy("te vroeg of te laat"),
    "promised_by": gettext_lazy("dag waarop elders antwoord was beloofd"),
    "adds_to": gettext_lazy("vult aan"),
    "area": gettext_lazy("gebied"),
    "code": gettext_lazy("code"),
    "contact": gettext_lazy("contactgegevens"),
    "title_fingerprint": gettext_lazy("titel"),
    "place_fingerprint": gettext_lazy("plek"),
    "point_fingerprint": gettext_lazy("punt op de kaart"),
    "origin_fingerprint": gettext_lazy("herkomst"),
    "origin_number_fingerprint": gettext_lazy("nummer bij de herkomst"),
    "from_file": gettext_lazy("rij van een bestand"),
    "was_answered": gettext_lazy("had antwoord toen het verdween"),
    REASON: gettext_lazy("waarom deels onleesbaar gemaakt"),
}


def words_otherwise_than_recorded() -> Iterator[str]:
    """A sentence for each row that is otherwise than the journal says."""
    of_many = list(Entry.objects.filter(verb__in=as_in_files.TOLD_BY).order_by("number"))
    in_files = as_in_files.InFiles(of_many)
    with_file = {entry.about: entry.facts for entry in of_many if entry.verb == IMPORTED}
    rows = Contribution.objects.select_related("activity", "adds_to", "area")
    rows = rows.defer("text", "adds_to__text")
    went_into = _went_into(entry for entry in of_many if entry.verb == MERGED)
    rows, last = rows.order_by("pk"), 0
    while some := list(rows.filter(pk__gt=last)[:AT_A_TIME]):
        recorded = _Recorded(with_file, went_into, in_files)
        for entry in _entries_of(some):
            recorded.look_at(entry)
        yield from filter(None, map(recorded.fault, some))
        last = some[-1].pk
    yield from in_files.faults()


def _went_into(mergings) -> dict[str, set[str]]:
    """By the key of an area: the keys of those that went into it."""
    went_into: dict[str, set[str]] = defaultdict(set)
    for entry in mergings:
        kind, _colon, gone = entry.about.partition(":")
        if kind == "area":
            went_into[entry.facts["into"]] |= {gone, *went_into[gone]}
    return went_into


def _entries_of(rows):
    names = [name for row in rows for name in (row.key, f"{TABLE}:{row.pk}")]
    return Entry.objects.filter(about__in=names, verb__in=TOLD_BY).order_by("number")


class _Recorded:
    """Remembers what was said of own words; then looks at the rows."""

    def __init__(self, with_file, went_into, in_files):
        self._with_file, self._went_into = with_file, went_into
        self._in_files = in_files
        self._said: dict[str, dict[str, Any]] = defaultdict(dict)
        self._erased: dict[str, dict[str, Any]] = defaultdict(dict)
        self._accepted: dict[str, dict[str, Any]] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        if entry.verb == ERASED:
            self._look_at_erasure(entry)
        elif entry.verb == "contribution_accepted":
            self._look_at_acceptance(entry)
        elif entry.verb in STATES:
            said = self._said[entry.about]
            said["state"] = STATES[entry.verb]
            said["was_answered"] = entry.facts.get("was_answered", False)
            _redacted(said)
        elif entry.verb == "contribution_entered":
            facts = entry.facts
            self._said[entry.about] |= {
                "state": facts["state"],
                "activity": facts["activity"],
                "promised_by": facts.get("promised_by") or "",
            }
        elif entry.verb == "contribution_redacted":
            self._said[entry.about] |= {
                "is_redacted": True,
                REASON: entry.facts["reason_fingerprint"],
            }
            _redacted(self._said[entry.about])
            self._look_at_words(entry)

    def _look_at_acceptance(self, entry):
        facts = entry.facts
        self._said[entry.about] |= {
            "state": facts["state"],
            "activity": facts["activity"],
            "channel": facts["channel"],
            "received_at": facts["received_at"],
            "created_at": as_moment(entry.at),
            "timing": facts.get("timing", ""),
            "adds_to": facts.get("adds_to", ""),
            "promised_by": "",
            "area": facts.get("area_fingerprint", ""),
            "code": facts["code_fingerprint"],
            "from_file": False,
            "was_answered": False,
            "is_redacted": False,
            REASON: "",
        }
        self._look_at_words(entry)
        self._accepted[entry.about] = {
            "number": entry.number,
            "contact": facts.get("contact_mark", ""),
        }

    def _look_at_words(self, entry):
        facts = entry.facts
        self._said[entry.about] |= {name: facts.get(name, "") for name in BESIDE}
        self._said[entry.about]["number"] = entry.number

    def _look_at_erasure(self, entry):
        erased, left = self._erased[entry.about], entry.facts.get("left", {})
        for field in entry.facts["fields"]:
            erased[POINT.get(field, f"{field}_fingerprint")] = (entry.number, left.get(field, ""))

    def fault(self, row) -> str:
        """What is otherwise in a row, in a sentence; empty when nothing is."""
        now, said = _as_it_is(row), dict(self._said.get(row.key, {}))
        self._in_files.look_at_row(row, area=now["area"], contact=now["contact"])
        if row.came_with_id is not None:
            facts = self._with_file.get(f"import:{row.came_with_id}", {})
            with_file = {name: facts[name] for name in ("state", "activity") if name in facts}
            if with_file:
                with_file |= {"from_file": True, "was_answered": False, REASON: ""}
            with_file["is_redacted"] = said.get("is_redacted", False)
            _redacted(with_file)
            said = with_file | said
        said |= self._in_files.contact_said(row, self._accepted.get(row.key, {}))
        if not said:
            return ""
        if row.activity.trajectory_id != row.trajectory_id:
            said["trajectory"] = ""
        self._after_erasure(said, row)
        if said.get("area") in self._areas_it_may_have_been(row):
            now["area"] = said["area"]
        wrong = [name for name in now if name in said and said[name] != now[name]]
        if not wrong:
            return ""
        return _(
            "{key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
        ).format(key=row.key, what=", ".join(str(WORDS[name]) for name in wrong))

    def _areas_it_may_have_been(self, row):
        """The area of a row, or one that went into it since the words came in."""
        key = row.area.key if row.area else ""
        return {area_fingerprint(row, each) for each in (key, *self._went_into.get(key, ()))}

    def _after_erasure(self, said, row):
        """What was lawfully taken out stands in an entry of its own."""
        nothing = fingerprint(row.salt)
        for name, (number, left) in self._erased.get(f"{TABLE}:{row.pk}", {}).items():
            if name == "state_fingerprint":
                said["state"] = Contribution.State.ERASED
            elif name == "was_answered_fingerprint":
                said["was_answered"] = True
            elif number > said.get("number", 0):
                said[name] = "" if left == nothing else left


def _redacted(said):
    """What was made unreadable once, and can be read, says so."""
    if said.get("is_redacted") and said.get("state") == Contribution.State.PUBLISHED:
        said["state"] = Contribution.State.REDACTED


def _as_it_is(row):
    return {
        "state": row.state,
        "was_answered": row.was_answered,
        "activity": row.activity.address,
        "trajectory": row.trajectory_id,
        "channel": row.channel,
        "received_at": as_moment(row.received_at),
        "created_at": as_moment(row.created_at),
        "timing": row.timing,
        "adds_to": row.adds_to.key if row.adds_to else "",
        "promised_by": row.promised_by.isoformat() if row.promised_by else "",
        "area": area_fingerprint(row),
        "code": code_fingerprint(row),
        "contact": contact_mark(row),
        "from_file": row.origin_row is not None or row.origin_file != "",
        REASON: fingerprint(row.salt + row.redaction_reason) if row.redaction_reason else "",
        **dict.fromkeys(BESIDE, ""),
        **fingerprints_beside(row),
    }
