"""The frame around every page of one trajectory on the workbench."""

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.rules import may_read_waiting
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import role_named
from speelruimte.policy.schema import Policy
from speelruimte.policy.speaking import speak_as
from speelruimte.route.queries import picture, to_do
from speelruimte.trajectories.models import Trajectory
from speelruimte.trajectories.queries import trajectory_numbered
from speelruimte.trajectories.rules import may_lead, may_see_preparation
from speelruimte.website.asking import the_person, today
from speelruimte.website.rendering import InnerWorkPage, Rows
from speelruimte.website.workbench.people_in import people_in
from speelruimte.weighing.rules import may_waive

# The page of the workbench where the work of a room is done, and its tabs.
PAGES_OF_ROOM = {
    "signal": "process",
    "quickscan": "process",
    "who_decides": "process",
    "weighing": "weighing",
    "plan": "plan",
    "adoption": "adoption",
    "taking_part": "activities",
    "result": "answers",
    "decision": "decision",
    "feedback": "feedback",
    "evaluation": "evaluation",
    "memory": "process",
}


@dataclass(frozen=True, kw_only=True)
class TrajectoryFrame(InnerWorkPage):
    """The frame of one trajectory, which every page of it extends."""

    nav_current: str = "trajectories"
    trajectory: Trajectory
    policy: Policy
    steps: Rows


def trajectory_page(request, case_number):
    """The trajectory, and what every one of its pages shows around its content.

    Raises 404 when it is not there and 403 for who may not see what is still being prepared.
    """
    trajectory = trajectory_numbered(case_number)
    if trajectory is None:
        raise Http404
    if not may_see_preparation(the_person(request), trajectory, on=today()):
        raise PermissionDenied(_("U hebt in dit traject geen rol. Vraag de participatiecoach."))
    policy = parsed_policy(trajectory.policy)
    speak_as(policy)
    return trajectory, TrajectoryFrame(
        trajectory=trajectory,
        policy=policy,
        steps=route_steps(trajectory),
        crumbs=[
            {"label": _("Mijn werk"), "url": reverse("my-work")},
            {"label": trajectory.title, "url": page_url("process", trajectory)},
        ],
    )


def below(frame, label, url=""):
    """The same frame, one step further on the way back."""
    return replace(frame, crumbs=[*frame.crumbs, {"label": label, "url": url}])


def showing_code(frame):
    """The same frame on a page that says no-referrer."""
    return replace(frame, shows_code=True)


def leads(request, trajectory) -> bool:
    """Whether who asks leads this trajectory today."""
    return may_lead(the_person(request), trajectory, on=today())


def missing_here(request, trajectory):
    """What the next step of this trajectory still misses, for who asks."""
    person = the_person(request)
    return missing_rows(
        to_do(trajectory, on=today()),
        trajectory=trajectory,
        person=person,
        on=today(),
        here=request.path,
    )


def route_steps(trajectory):
    """The rooms of the route for the bar above the page, each with the page behind it."""
    return [
        {
            "nr": room.number,
            "name": room.label,
            "state": room.state,
            "url": _room_url(room, trajectory),
        }
        for room in picture(trajectory=trajectory, days=False)
    ]


def _room_url(room, trajectory):
    """Where the work of a room is done. Where people do not take part they are told instead, and what
    is passed over has no work."""
    if room.state == "skipped":
        return ""
    if room.key == "taking_part" and hasattr(trajectory, "waiver"):
        return page_url("waiver", trajectory)
    return page_url(PAGES_OF_ROOM[room.key], trajectory)


def point_url(point):
    """The page on which one point of a contribution is answered."""
    words = point.contribution
    address = [words.trajectory.case_number, words.public_key, point.number]
    return reverse("work-answer-point", args=address)


# What is done on a page of another name.
_DONE_ON = {
    "another-way": "adoption",
    "frame": "adoption",
    "look-again": "inbox",
    "points-asked": "answers",
}


def page_url(page, trajectory):
    """The address of a workbench page of one case by the short name that gates use: that of a page
    without ``work-``, which takes the case number and no more. NoReverseMatch for any other.
    """
    return reverse(
        f"work-{_DONE_ON.get(page, page)}", kwargs={"case_number": trajectory.case_number}
    )


# What one goes to a page for, in a word or two.
LINKS = {
    "activities": gettext_lazy("Naar het meedoen"),
    "adoption": gettext_lazy("Naar het vaststellen"),
    "another-way": gettext_lazy("Wijzig de afspraken"),
    "answers": gettext_lazy("Beantwoord"),
    "cosign": gettext_lazy("Teken mee of stuur terug"),
    "decision": gettext_lazy("Naar het besluit"),
    "door-on": gettext_lazy("Kies hoe het verder gaat"),
    "evaluation": gettext_lazy("Kijk terug"),
    "feedback": gettext_lazy("Vertel het"),
    "frame": gettext_lazy("Wijzig de afspraken"),
    "frames": gettext_lazy("Naar de kaders"),
    "hand-over": gettext_lazy("Draag over"),
    "inbox": gettext_lazy("Bekijk alle inbreng"),
    "initiative": gettext_lazy("Bekijk het initiatief"),
    "look-again": gettext_lazy("Kijk opnieuw"),
    "messages": gettext_lazy("Naar de berichten"),
    "parties": gettext_lazy("Naar de partijen"),
    "participation": gettext_lazy("Leg vast of mensen meedoen"),
    "phases": gettext_lazy("Naar de fasen"),
    "plan": gettext_lazy("Schrijf verder"),
    "points-asked": gettext_lazy("Schrijf het antwoord"),
    "quickscan": gettext_lazy("Naar de eerste blik"),
    "read-adoption": gettext_lazy("Lees de afspraken"),
    "read-decision": gettext_lazy("Lees de uitkomst"),
    "read-stop-decision": gettext_lazy("Lees waarom dit zou stoppen"),
    "result": gettext_lazy("Naar de uitkomst"),
    "stop-decision": gettext_lazy("Leg vast of dit mag stoppen"),
    "waiver": gettext_lazy("Naar de uitleg"),
    "weighing": gettext_lazy("Naar de weging"),
    "who-decides": gettext_lazy("Leg vast wie beslist"),
    "who-decides-again": gettext_lazy("Kijk opnieuw wie beslist"),
}


def link_words(page, *, who=None):
    """The words of the link to where something is done, by ``who``: what was sent back is mended by who
    laid it ready, where others sign it."""
    if page == "cosign" and who == Role.INITIATOR:
        return _("Pas het aan")
    return str(LINKS.get(page, _("Ga erheen")))


def missing_rows(missing, *, trajectory, person, on, here=""):
    """What gates miss, as the gate component shows it: per page all sentences, address and who.

    Not every colleague opens the queue, or the waiver before it is published: others get no
    address; nor does who is at it already (``here``, an address).
    """
    opens = {
        "inbox": may_read_waiting(person, trajectory, on=on),
        "waiver": hasattr(trajectory, "waiver") or may_waive(person, trajectory, on=on),
    }
    gaps = {}
    for gap in missing:
        gaps.setdefault((gap.page, gap.who, gap.body), []).append(gap.sentence)
    names = _names_by_role(trajectory, on=on) if gaps else {}
    bodies = parsed_policy(trajectory.policy).deciding_bodies
    rows = []
    for (page, role, body), sentences in gaps.items():
        url, label = page_url(page, trajectory), role_named(role, bodies, body=body)
        rows.append(
            {
                "sentence": sentences[0],
                "more": sentences[1:],
                "url": url if opens.get(page, True) and url != here else "",
                "link": link_words(page, who=role),
                "who": f"{label} ({', '.join(names[role])})" if role in names else label,
                "page": page,
            }
        )
    return rows


def _names_by_role(trajectory, *, on):
    """Who has which role in this case, by the key of the role."""
    names = {}
    for person in people_in(trajectory, on=on):
        names.setdefault(person["key"], []).append(person["name"])
    return names
