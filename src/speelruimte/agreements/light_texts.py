"""The texts of an agreement in which a light change may mend spelling, by their place."""

from dataclasses import dataclass

from speelruimte.agreements.models import PlannedMethod
from speelruimte.places.models import Area, Street
from speelruimte.policy.own_texts import own_texts
from speelruimte.trajectories.actions import policy_of


@dataclass(frozen=True)
class TextToMend:
    """One text: what it is called, and what stands there. ``group`` is the part it belongs to."""

    place: str
    group: str
    label: str
    text: str


def texts_to_mend(version) -> dict[str, TextToMend]:
    """Description, plan, and the explanations of frames and methods; empty ones left out."""
    policy = policy_of(version.trajectory)
    asked = {("description", item.key): str(item.label) for item in policy.description_questions}
    asked |= {("plan", item.key): str(item.label) for item in policy.plan_sections}
    texts = [
        TextToMend(
            f"section:{row.part}:{row.key}",
            row.part,
            asked.get((row.part, row.key), row.key),
            row.text,
        )
        for row in version.sections.order_by("part", "pk")
    ]
    texts += [
        TextToMend(f"frame:{frame.number}", "frame", frame.title, frame.text)
        for frame in version.frames.order_by("number")
    ]
    methods = PlannedMethod.objects.filter(phase__version=version).select_related("phase")
    texts += [
        TextToMend(f"method:{row.phase.key}:{row.key}", "method", row.title, row.note)
        for row in methods.order_by("phase__position", "pk")
    ]
    return {text.place: text for text in texts if text.text.strip()}


def put_text(version, place, text):
    """Write one of these texts in a version that is not adopted yet."""
    kind, *key = place.split(":")
    if kind == "section":
        version.sections.filter(part=key[0], key=key[1]).update(text=text)
    elif kind == "frame":
        version.frames.filter(number=key[0]).update(text=text)
    else:
        methods = PlannedMethod.objects.filter(phase__version=version, phase__key=key[0])
        methods.filter(key=key[1]).update(note=text)


def guarded_names(version) -> list[str]:
    """The names of which a light change leaves every word: of bodies, parties and areas in it."""
    trajectory = version.trajectory
    parties = trajectory.parties.select_related("organisation", "contact")
    return [
        *(str(body.label) for body in policy_of(trajectory).deciding_bodies),
        *(
            party.organisation.name if party.organisation else party.contact.name
            for party in parties
        ),
        *trajectory.areas.values_list("name", flat=True),
    ]


def guarded_titles(version) -> list[str]:
    """What a light change leaves as it is as a whole: titles of frames, names of areas and streets."""
    return [
        *version.frames.values_list("title", flat=True),
        *Area.objects.values_list("name", flat=True),
        *Street.objects.values_list("name", flat=True),
    ]


def spelled_right(trajectory) -> list[str]:
    """Texts in which no word is a slip: those of the policy, which were read before they held."""
    return list(own_texts(policy_of(trajectory)))
