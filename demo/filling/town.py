"""Lindewold as everything else finds it: policy, areas, subjects, people, organisations."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from demo.cast import welcome_cast
from demo.getting_in import open_the_doors
from speelruimte.people.actions import grant_role, join_organisation, register_organisation
from speelruimte.people.rights import records_for
from speelruimte.people.roles import Role
from speelruimte.people.stating import state
from speelruimte.places.actions import import_addresses, import_areas, import_subjects
from speelruimte.places.models import Area, Subject
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.shipped import PACKS, policy_file
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.rules import roles_in
from speelruimte.website.statutory import GROUND_FOR_MANY

# The first process of the demo began less than so many days ago.
HISTORY = 900
AREAS = Path(__file__).resolve().parents[1] / "lindewold.geojson"
STREETS = AREAS.with_name("lindewold-straten.csv")
SUBJECTS = (
    "Wonen",
    "Verkeer en vervoer",
    "Groen en water",
    "Spelen en sporten",
    "Energie en warmte",
    "Samenleven en zorg",
    "Centrum en winkels",
    "Veiligheid",
)
ORGANISATIONS = (
    ("Wijkraad Centrum", "bewonersgroep", "henk"),
    ("Ondernemersvereniging De Brink", "ondernemers", None),
    ("Bewonersvereniging Vaartzijde", "bewonersgroep", "sofie"),
    ("Basisschool De Lindeboom", "school", None),
    ("Woningcorporatie Thuis aan de Vaart", "corporatie", None),
    ("Huurdersvereniging De Lanen", "bewonersgroep", None),
    ("Natuurgroep Lindewold", "vereniging", None),
    ("Dorpsbelangen Zandhuizen", "bewonersgroep", None),
    ("Wijkplatform Oosterveld", "bewonersgroep", None),
    ("Sportvereniging VV Lindewold", "vereniging", None),
)
WHO = {
    Role.COACH: "marleen",
    Role.PROJECT_LEADER: "samira",
    Role.ACCOUNT_HOLDER: "ruben",
    Role.PORTFOLIO_HOLDER: "dewit",
    Role.COLLEGE_SECRETARY: "iris",
    Role.GRIFFIE: "teun",
    Role.RECORDER: "joris",
    Role.COUNCIL_MEMBER: "bos",
    Role.ADMINISTRATOR: "wim",
    Role.MODERATOR: "lotte",
    Role.OFFICIAL: "joris",
    Role.INITIATOR: "nadia",
    Role.RESIDENT: "sofie",
}


@dataclass
class Town:
    """What every process of the demo needs."""

    today: object
    version: object
    people: dict
    areas: dict = field(default_factory=dict)
    subjects: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)

    @property
    def policy(self):
        return parsed_policy(self.version)

    def somebody(self, role, trajectory, *, at, body=""):
        """Who has this role here; gets it for this case when there is none that reaches it.

        Who records for a body gets the role for that ``body``.
        """
        role = Role(str(role))
        person = self.people[WHO[role]]
        if role == Role.RECORDER:
            return self._recording_for(person, body, at=at)
        if role not in roles_in(person, trajectory, on=local_day(at)):
            grant_role(
                person,
                role=role,
                case_number=trajectory.case_number,
                starts_on=trajectory.started_on,
                by=self.people["wim"],
                at=at,
            )
        return person

    def _recording_for(self, person, body, *, at):
        if not records_for(person, body, on=local_day(at)):
            grant_role(
                person, role=Role.RECORDER, body=body, starts_on=local_day(at), by=None, at=at
            )
        return person


def founded(*, policy, today, at):
    """Policy, areas, subjects, people and organisations, as they were when the demo begins."""
    version = load_policy(
        text=policy_of_lindewold(policy, today=today), file=policy_file(policy).name, by=None, at=at
    )
    import_areas(text=AREAS.read_text(), file=AREAS.name, by=None, at=at)
    import_addresses(text=STREETS.read_text(), file=STREETS.name, by=None, at=at)
    import_subjects(text="naam\n" + "\n".join(SUBJECTS), file="onderwerpen.csv", by=None, at=at)
    people = welcome_cast(by=None, at=at, on=today - timedelta(days=HISTORY))
    open_the_doors(at=at, on=today)
    town = Town(
        today=today,
        version=version,
        people=people,
        areas={area.key: area for area in Area.objects.all()},
        subjects={subject.name: subject for subject in Subject.objects.all()},
    )
    for name, kind, speaker in ORGANISATIONS:
        organisation = register_organisation(name=name, kind=kind, by=people["wim"], at=at)
        town.organisations[name] = organisation
        if speaker:
            join_organisation(
                organisation, person=people[speaker], speaks_for=True, by=people["wim"], at=at
            )
    state(said_by_the_town(today), by=people["wim"], at=at)
    return town


def said_by_the_town(today):
    """What the law asks the website to say, as Lindewold fills it in."""
    return {
        "controller": "Burgemeester en wethouders van Lindewold, Lindelaan 1, 9407 AA Lindewold.",
        "officer": "De functionaris gegevensbescherming: fg@lindewold.example.",
        "ground": str(GROUND_FOR_MANY),
        "terms": "Wat u inbrengt, blijft tien jaar na het besluit. Uw naam, e-mailadres en "
        "telefoonnummer gaan weg een jaar na de laatste brief, of eerder als u het vraagt.",
        "accessibility_status": "b",
        "accessibility_day": (today - timedelta(days=HISTORY // 2)).isoformat(),
        "accessibility_register": "https://www.toegankelijkheidsverklaring.nl/register",
        "accessibility_complaint": "Bij de klachtencommissie van Lindewold, Lindelaan 1. Daarna bij de "
        "Nationale ombudsman.",
        "security": "veilig@lindewold.example",
    }


# The policy --------------------------------------------------------------------------------------


def policy_of_lindewold(name, *, today):
    """A policy as Lindewold would copy it: its own name and contact, in force long enough, words
    looked at before everybody reads them, and of the neutral one more left to who decides about an
    own idea. Languages and form of address stay those of the policy.
    """
    text = policy_file(name).read_text(encoding="utf-8")
    own = _block((PACKS / "basis.yaml").read_text(encoding="utf-8"), "municipality")
    theirs = _block(text, "municipality")
    text = text.replace(theirs, _speaking_as(own, theirs)) if theirs else text
    text = re.sub(r"^  moderation: after$", "  moderation: before", text, flags=re.MULTILINE)
    if not re.search(r"^  announced_from:", text, re.MULTILINE):
        text = re.sub(r"^route:$", "route:\n  announced_from: start", text, flags=re.MULTILINE)
    if name == "basis":
        text = text.replace(
            "    way: initiators\n", f"    way: initiators\n{LEFT_TO_INITIATORS}", 1
        ).replace("  gates:\n", f"  gates:\n{STOPPING_IS_DECIDED}", 1)
    return re.sub(
        r"^effective_from: (\S+)$",
        lambda match: f"effective_from: {min(match.group(1), str(_first_day(today)))}",
        text,
        flags=re.MULTILINE,
    )


STOPPING_IS_DECIDED = """    - {gate: stopping_decided, source: sessie-2021-03-15#niet-eenzijdig}
"""
LEFT_TO_INITIATORS = """    initiator_does: [activities, ways, placing, answers, result, decision, feedback, evaluation,
                     later, steps, adoption]
    cosigned: [answers, result, decision, feedback, later]
"""


def _first_day(today):
    """The first of January before the first process."""
    return (today - timedelta(days=HISTORY)).replace(month=1, day=1)


def _block(text, key):
    """The lines of one section at the top level of a policy file; empty where it has no lines."""
    block = re.search(rf"^{key}:\n(?:[ \t]+.*\n|\n)*", text, re.MULTILINE)
    return block.group() if block else ""


def _speaking_as(own, theirs):
    """The block of Lindewold in the languages and the form of address of another."""
    for name in ("languages", "form_of_address"):
        line, theirs_says = rf"^  {name}:.*\n", re.search(rf"^  {name}:.*\n", theirs, re.MULTILINE)
        own = re.sub(line, "", own, flags=re.MULTILINE)
        if theirs_says:
            own = own.replace("municipality:\n", "municipality:\n" + theirs_says.group(), 1)
    return own
