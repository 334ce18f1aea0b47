"""What stands in the tables and has no entry: rows that somebody put beside the journal.

Is told every entry while the chain is walked, and compares at the end. A row without its entry was
made behind the back of the software; so was a role that holds longer, or begins on another day, than
the journal says.
"""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity, Contribution, Import
from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Answer, Decision, Rectification
from speelruimte.initiatives.models import IdeaAddition, Initiative
from speelruimte.people.models import Grant, Organisation, Person
from speelruimte.places.models import Area, Subject
from speelruimte.policy.models import PolicyVersion
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory

FOR_EVER = date.max
# Held by their marks, and named here when they vanished.
MARKED = (
    *(Activity, Answer, Decision, IdeaAddition, Initiative, Organisation, Person, PolicyVersion),
    *(Rectification, Trajectory),
)
# A file of ballots has no such name, so that any file that vanished is named by its mark alone.
BY_MARK = "import:"
# Rows of which the journal says something by this name; at the least that they came in.
NAMED = (
    *("contribution:", "import:", "initiative:", "addition:", "answer:", "decision:"),
    *("activity:", "organisation:", "rectification:", "trajectory:"),
)
# What is named otherwise in the entry with which it came in.
NAMED_BY_VERB = {
    "agreement_adopted": lambda facts: f"agreement:{facts['pk']}",
    "policy_loaded": lambda facts: f"policy_from:{facts['effective_from']}/{facts['edition']}",
}
# With which a list came in, of what.
LISTS = {"areas_imported": Area, "subjects_imported": Subject}


class Beside:
    """Remembers what came in and which roles were given; then looks at the tables."""

    def __init__(self):
        self._came_in = set()
        self._roles = {}
        self._given = set()  # without a last day, and not ended or handed over since
        self._begin = defaultdict(Counter)  # how often each role was given for a first day
        self._welcomed = set()
        self._forgotten = 0
        self._listed = set()

    def look_at(self, entry):
        """One more entry, the next one."""
        self._listed.add(LISTS.get(entry.verb))
        if entry.about.startswith(NAMED):
            self._came_in.add(entry.about)
        if key := NAMED_BY_VERB.get(entry.verb):
            self._came_in.add(key(entry.facts))
        elif entry.verb in ("role_granted", "role_ended"):
            self._look_at_role(entry)
        elif entry.verb == "person_welcomed":
            self._welcomed.add(entry.about.partition(":")[2])
        elif entry.verb == "person_forgotten":
            self._forgotten += 1
        elif entry.verb == "work_handed_over":
            self._look_at_handing_over(entry)
        elif entry.verb == "places_merged":
            self._look_at_merging(entry)

    def is_told(self, row) -> bool:
        """Whether this row is named here, or nowhere, when the journal knows nothing of it."""
        if isinstance(row, Version):
            return row.adopted_at is not None
        if isinstance(row, Import):
            return row.contributions.exists()
        if isinstance(row, Area | Subject):
            # As long as no list came in, there is none to hold it to.
            return type(row) not in self._listed
        if isinstance(row, Organisation):
            return True  # nothing hangs on it: what is about it is held to the entry that said so
        return isinstance(row, Answer | Decision | PolicyVersion | Rectification)

    def faults(self) -> list[str]:
        """What has no entry, and what has one and is gone: a sentence for each."""
        said = [
            _("{key} staat in de database, en het logboek weet er niets van.").format(key=key)
            for key in self._without_entry()
        ]
        said += [
            _("{key} staat in het logboek, en is uit de database verdwenen.").format(key=key)
            for key in sorted(self._came_in)
            if not key.startswith(BY_MARK)
        ]
        return said + list(self._roles_that_were_not_given())

    def _without_entry(self):
        for key, must in _rows():
            if key in self._came_in:
                self._came_in.discard(key)
            elif must:
                yield key

    def _look_at_role(self, entry):
        facts = entry.facts
        reach = tuple(facts.get(name, "") for name in ("body", "area", "subject"))
        key = (entry.about.partition(":")[2], facts["role"], entry.case_number, *reach)
        ends_on = date.fromisoformat(facts["ends_on"]) if facts["ends_on"] else FOR_EVER
        if entry.verb == "role_granted":
            ends_on = max(ends_on, self._roles.get(key, ends_on))
            self._begin[key][date.fromisoformat(facts["starts_on"])] += 1
        self._roles[key] = ends_on
        if entry.verb == "role_granted" and ends_on == FOR_EVER:
            self._given.add(key)
        else:
            self._given.discard(key)

    def _look_at_handing_over(self, entry):
        facts = entry.facts
        until = date.fromisoformat(facts["until"]) if facts.get("until") else None
        ends = date.fromisoformat(facts["starts_on"]) if "starts_on" in facts else None
        begins = ends or local_day(entry.at)
        for role in facts["roles"]:
            taker = (facts["to"], role, entry.case_number, "", "", "")
            giver = (entry.about.partition(":")[2], role, entry.case_number, "", "", "")
            self._roles[taker] = max(until or FOR_EVER, self._roles.get(taker, date.min))
            self._begin[taker][begins] += 1
            # What had still to begin goes over as it is.
            self._begin[taker] += Counter(day for day in self._begin[giver] if day > begins)
            if until is not None:
                continue
            self._roles[giver] = begins
            self._given.discard(giver)

    def _look_at_merging(self, entry):
        """A role for what went into another holds there from then on."""
        kind, _colon, gone = entry.about.partition(":")
        place = 4 if kind == "area" else 5
        for key in [key for key in self._roles if key[place] == gone]:
            moved = (*key[:place], entry.facts["into"], *key[place + 1 :])
            ends_on = self._roles.pop(key)
            if key in self._given:
                self._given.remove(key)
                self._given.add(moved)
            self._roles[moved] = max(ends_on, self._roles.get(moved, ends_on))
            self._begin[moved] += self._begin.pop(key, Counter())

    def _roles_that_were_not_given(self):
        widest = defaultdict(lambda: date.min)
        begin = defaultdict(Counter)
        grants = Grant.objects.exclude(person__reference=None).select_related(
            "person", "area", "subject"
        )
        for grant in grants:
            key = (
                *(grant.person.reference, grant.role, grant.case_number, grant.body),
                *(thing.key if thing else "" for thing in (grant.area, grant.subject)),
            )
            widest[key] = max(widest[key], grant.ends_on or FOR_EVER)
            begin[key][grant.starts_on] += 1
        people = set(Person.objects.exclude(reference=None).values_list("reference", flat=True))
        yield from self._people_who_vanished(people)
        for key in sorted(self._given):
            if key[0] in people and widest.get(key) != FOR_EVER:
                yield _(
                    "person:{person} heeft volgens het logboek een rol ({role}, {where}), en die is uit de "
                    "database verdwenen of daar beëindigd."
                ).format(person=key[0], role=key[1], where=key[2] or _("overal"))
        for key, ends_on in sorted(widest.items()):
            if ends_on > self._roles.get(key, date.min):
                where = key[2] or _("overal")
                yield _(
                    "person:{person} heeft een rol ({role}, {where}) die niemand volgens het "
                    "logboek heeft gegeven, of die al was beëindigd."
                ).format(person=key[0], role=key[1], where=where)

        for key, days in sorted(begin.items()):
            if key in self._roles and (other := sorted(days - self._begin[key])):
                yield _(
                    "person:{person} heeft een rol ({role}, {where}) die in de database begint op {days}. "
                    "Volgens het logboek is zij voor een andere dag gegeven."
                ).format(
                    person=key[0],
                    role=key[1],
                    where=key[2] or _("overal"),
                    days=", ".join(day.isoformat() for day in other),
                )

    def _people_who_vanished(self, people):
        """Who was welcomed and is not there; who was forgotten is there, and has no name any more."""
        gone = sorted(self._welcomed - people)
        if len(gone) > self._forgotten:
            yield _(
                "Volgens het logboek zijn {forgotten} mensen met een account vergeten. Uit de database zijn "
                "er {gone} verdwenen: {keys}."
            ).format(
                forgotten=self._forgotten,
                gone=len(gone),
                keys=", ".join(f"person:{reference}" for reference in gone),
            )


def _rows():
    """Every row that the journal may name, and whether it must: what a file brought in came with the
    entry of that file.
    """
    contributions = Contribution.objects.values_list("public_key", "came_with")
    for public_key, came_with in contributions.iterator(chunk_size=2000):
        yield f"contribution:{public_key}", came_with is None
    with_words = Contribution.objects.filter(came_with=OuterRef("pk"))
    for pk, must in Import.objects.values_list("pk", Exists(with_words)):
        yield f"import:{pk}", must
    for prefix, keys in (
        ("answer", Answer.objects.values_list("pk", flat=True)),
        ("decision", Decision.objects.values_list("pk", flat=True)),
        ("rectification", Rectification.objects.values_list("pk", flat=True)),
        ("agreement", Version.objects.adopted().values_list("pk", flat=True)),
    ):
        for key in keys.iterator(chunk_size=2000):
            yield f"{prefix}:{key}", True
    # What came in without an entry, their marks tell.
    for prefix, keys in (
        ("initiative", Initiative.objects.values_list("case_number", flat=True)),
        ("addition", IdeaAddition.objects.values_list("pk", flat=True)),
        ("activity", Activity.objects.values_list("public_key", flat=True)),
        ("organisation", Organisation.objects.values_list("pk", flat=True)),
        ("trajectory", Trajectory.objects.values_list("case_number", flat=True)),
    ):
        for key in keys.iterator(chunk_size=2000):
            yield f"{prefix}:{key}", False
    for version in PolicyVersion.objects.only("effective_from", "edition"):
        yield f"policy_from:{version.effective_from.isoformat()}/{version.edition}", True
