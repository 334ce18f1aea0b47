"""Reading a Pabulib file: everything that is wrong is reported at once, nothing is guessed."""

import sys
from collections import Counter
from pathlib import Path

from speelruimte.shared.messages import gettext as _

from .ballot_kinds import BORDA, COUNTABLE, ORDINAL, WITH_POINTS
from .faults import PabulibError, PabulibFault
from .file import NOTHING, PabulibFile, PabulibVote, Project
from .numbers import amount, two_readings, whole
from .rows import BLOCKS, read_blocks

MAXIMUM_BYTES = 100_000_000


def read_pabulib(path):
    """Read a file from disk. Raises PabulibError; OSError where there is no readable file."""
    path = Path(path)
    if path.stat().st_size > MAXIMUM_BYTES:
        raise PabulibError([PabulibFault(None, _("Het bestand is groter dan 100 MB."))])
    return parse(path.read_bytes())


def parse(data):
    """Read the bytes of a file. Raises PabulibError with every fault that was found."""
    blocks_by_name = read_blocks(data)
    if missing := [
        name for name in BLOCKS if name not in blocks_by_name or not blocks_by_name[name].columns
    ]:
        raise PabulibError(
            PabulibFault(None, _("Het blok {name} ontbreekt of is leeg.").format(name=name))
            for name in missing
        )
    return _Reading(blocks_by_name).file()


class _Reading:
    """One file being read: collects the faults while it goes."""

    def __init__(self, blocks_by_name):
        self.blocks = blocks_by_name
        self.faults = []

    def fault(self, line, sentence, **values):
        self.faults.append(PabulibFault(line, sentence.format(**values)))

    def file(self):
        meta = self._meta()
        self._check_kind(meta)
        self._check_budget(meta)
        projects = tuple(self._projects())
        votes = tuple(self._votes({project.id for project in projects}))
        self._check_numbers(meta, projects, votes)
        if self.faults:
            raise PabulibError(self.faults)
        return PabulibFile(
            meta={key: value for key, (_line, value) in meta.items()},
            projects=projects,
            votes=votes,
            project_columns=tuple(self.blocks["PROJECTS"].columns),
            vote_columns=tuple(self.blocks["VOTES"].columns),
        )

    def _meta(self):
        meta = {}
        for line, cells in self.blocks["META"].rows:
            key = cells[0].strip()
            if key in meta:
                self.fault(line, _("{key} staat er twee keer in."), key=key)
            # A value may hold semicolons of its own without quotes: there are but two columns.
            meta[key] = (line, ";".join(cells[1:]).strip())
        return meta

    def _check_budget(self, meta):
        if "budget" not in meta:
            self.fault(
                self.blocks["META"].line,
                _("het budget ontbreekt. Zet in blok META: budget;BEDRAG."),
            )
        else:
            line, text = meta["budget"]
            self._positive(line, text, _("het budget"))

    def _positive(self, line, text, what):
        """An amount above zero, or None with a fault."""
        number = amount(text)
        if number is None and (readings := two_readings(text)):
            self.fault(
                line,
                _("{what}: “{text}” kan twee bedragen zijn. Schrijf {first} of {second}."),
                what=what,
                text=text.strip(),
                first=readings[0],
                second=readings[1],
            )
        elif number is None:
            self.fault(
                line,
                _("{what}: “{text}” is geen bedrag. Schrijf bijvoorbeeld 1000 of 1000.50."),
                what=what,
                text=text,
            )
        elif number <= 0:
            self.fault(line, _("{what}: {text}. Dat moet meer dan nul zijn."), what=what, text=text)
        return number

    def _rows(self, name, needed):
        """Rows of a block as dictionaries, where they have as many cells as there are columns."""
        block = self.blocks[name]
        twice = [name for name, times in Counter(block.columns).items() if name and times > 1]
        for column in twice:
            self.fault(
                block.line,
                _("in het blok {name} staat de kolom {column} twee keer."),
                name=name,
                column=column,
            )
        if missing := [column for column in needed if column not in block.columns]:
            for column in missing:
                self.fault(
                    block.line,
                    _("in het blok {name} ontbreekt de kolom {column}."),
                    name=name,
                    column=column,
                )
            return
        for line, cells in block.rows:
            if len(cells) != len(block.columns):
                self.fault(
                    line,
                    _("deze regel heeft {found} vakken, de kop van {name} heeft er {needed}."),
                    found=len(cells),
                    name=name,
                    needed=len(block.columns),
                )
                continue
            yield line, dict(zip(block.columns, cells, strict=True))

    def _projects(self):
        seen = {}
        for line, row in self._rows("PROJECTS", ("project_id", "cost")):
            plan = row.pop("project_id").strip()
            if not plan or "," in plan:
                self.fault(line, _("dit plan heeft geen bruikbaar nummer: “{plan}”."), plan=plan)
            if plan in seen:
                self.fault(
                    line,
                    _("plan {plan} staat ook op regel {first}. Geef elk plan een eigen nummer."),
                    plan=plan,
                    first=seen[plan],
                )
                continue
            seen[plan] = line
            yield Project(
                id=sys.intern(plan),
                cost=self._positive(
                    line, row.pop("cost"), _("de kosten van plan {plan}").format(plan=plan)
                ),
                name=row.pop("name", "").strip(),
                votes=self._number(line, row.pop("votes", ""), "votes"),
                score=self._score(row),
                selected=self._number(line, row.pop("selected", ""), "selected"),
                other=row or NOTHING,
                line=line,
            )

    @staticmethod
    def _score(row):
        """The points that the file says; what is no whole number stays as it was written."""
        number = whole(row.get("score", ""))
        if number is not None:
            del row["score"]
        return number

    def _number(self, line, text, what):
        if not text.strip():
            return None
        if (number := whole(text)) is None:
            self.fault(line, _("{what} is geen heel getal: “{text}”."), what=what, text=text)
        return number

    def _votes(self, known):
        seen = {}
        needed = (
            ("voter_id", "vote", "points") if self.kind in WITH_POINTS else ("voter_id", "vote")
        )
        for line, row in self._rows("VOTES", needed):
            voter = row.pop("voter_id").strip()
            if voter in seen:
                self.fault(
                    line,
                    _("stembiljet {voter} staat ook op regel {first}. Haal er één weg."),
                    voter=voter,
                    first=seen[voter],
                )
            seen.setdefault(voter, line)
            choice = self._choice(line, row.pop("vote"), known)
            points = self._points(line, row, choice) if self.kind in WITH_POINTS else ()
            yield PabulibVote(voter, choice, points, row or NOTHING, line)

    def _choice(self, line, text, known):
        choice = tuple(sys.intern(plan.strip()) for plan in text.split(",") if plan.strip())
        for plan in dict.fromkeys(choice):
            # Without one readable plan that is the fault; not every ballot is another.
            if known and plan not in known:
                self.fault(
                    line,
                    _(
                        "dit stembiljet noemt plan {plan}, maar dat staat niet in het blok "
                        "PROJECTS."
                    ),
                    plan=plan,
                )
        return choice

    def _points(self, line, row, choice):
        """The points beside the choices of a ballot, as many as there are choices."""
        given = [part for part in row.pop("points").split(",") if part.strip()]
        points = tuple(number for part in given if (number := whole(part)) is not None)
        if len(points) != len(given):
            self.fault(
                line,
                _("de punten “{text}” zijn geen hele getallen met een komma ertussen."),
                text=",".join(given),
            )
        elif len(points) != len(choice):
            self.fault(
                line,
                _("dit stembiljet noemt {plans} plannen en geeft {points} keer punten."),
                plans=len(choice),
                points=len(points),
            )
        return points

    def _check_kind(self, meta):
        """Which ballots these are; another kind is refused with its rule named."""
        line, kind = meta.get("vote_type", (None, COUNTABLE[0]))
        self.kind = kind.lower()
        if self.kind not in COUNTABLE:
            self.fault(
                line,
                _("deze stemming is van de soort {kind}. Alleen {countable} zijn te tellen."),
                kind=kind,
                countable=", ".join(COUNTABLE),
            )
        line, function = meta.get("scoring_fn", (None, BORDA))
        if self.kind == ORDINAL and function.casefold() != BORDA:
            self.fault(
                line,
                _(
                    "deze stemming geeft punten met de regel {function}. Een rangorde tellen we "
                    "alleen met de regel Borda."
                ),
                function=function,
            )

    def _check_numbers(self, meta, projects, votes):
        if not projects and not self.faults:
            self.fault(
                self.blocks["PROJECTS"].line, _("er staan geen plannen in het blok PROJECTS.")
            )
        self._check_total(meta, "num_projects", len(projects), _("plannen"))
        self._check_total(meta, "num_votes", len(votes), _("stembiljetten"))
        for key in ("min_length", "max_length"):
            if key in meta and whole(meta[key][1]) is None:
                line, text = meta[key]
                self.fault(line, _("{key} is geen heel getal: “{text}”."), key=key, text=text)
        if "max_sum_cost" in meta:
            line, text = meta["max_sum_cost"]
            self._positive(line, text, "max_sum_cost")

    def _check_total(self, meta, key, number, what):
        """A file that says how much it holds and holds another number is cut off or altered."""
        if key not in meta or self.faults:
            return
        line, text = meta[key]
        if whole(text) != number:
            self.fault(
                line,
                _("volgens {key} zijn er {text} {what}, maar er staan er {found} in het bestand."),
                key=key,
                text=text,
                what=what,
                found=number,
            )
