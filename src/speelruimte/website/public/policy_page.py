""" "Zo doen we mee": the policy in force, for residents, in its own words only."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from speelruimte.policy.conditions import in_words
from speelruimte.policy.queries import policy_in_force, read
from speelruimte.policy.say import width
from speelruimte.policy.schema import AskedOf
from speelruimte.route.route import ROOMS
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import today
from speelruimte.website.pagecache import for_every_visitor


@for_every_visitor()
def policy(request):
    """Who may start what, how much say there is, who decides, the route, and what is promised."""
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Zo doen we mee"), "url": ""},
    ]
    around = {"nav_current": "policy", "crumbs": crumbs}
    try:
        version = policy_in_force(on=today())
    except RuleBroken:  # an installation that is being set up
        return render(request, "public/no_policy.html", around)
    return render(request, "public/policy.html", around | _shown(version))


def _shown(version):
    found = read(version)
    said = _Said(found, get_language() or "nl")
    return {
        "version": version,
        "policy": found,
        "title": said(found.title) or version.title,
        "introduction": said(found.introduction),
        "levels": said.levels(),
        "roles": said.roles(),
        "purposes": said.items(found.purposes),
        "government_roles": said.items(found.government_roles),
        "starters": said.starters(),
        "outside": [
            {"label": said(one.label), "text": said(one.sentence), "go_to": said(one.go_to)}
            for one in found.scope.outside
        ],
        "always": [(said(one.label), said(one.ground)) for one in found.obligations],
        "never": [(said(one.label), said(one.ground)) for one in found.exclusions],
        "decisions": said.decisions(),
        "bodies": said.items(found.deciding_bodies),
        "complexity": found.complexity and said.items(found.complexity.criteria),
        "complexity_words": found.complexity and said(found.complexity.explanation),
        "rooms": said.rooms(),
        "checks": [(said(one.label), said(one.why)) for one in found.checks],
        "terms": [(key.label.capitalize(), str(one)) for key, one in found.service_terms.items()],
        "procedures": said.procedures(),
        "goals": said.items(found.goals),
        "words": said.items(found.words),
        "questions": [said(one.label) for one in found.questions_for(AskedOf.PARTICIPANTS)],
        "sources": said.sources(),
    }


class _Said:
    """Parts of a policy in the language of the page."""

    def __init__(self, found, language):
        self.policy, self.language = found, language

    def __call__(self, words):
        return words.in_language(self.language) if words else ""

    def items(self, items):
        """Things with a name and an explanation."""
        return [
            {
                "label": self(one.label),
                "text": self(one.explanation),
                "more": self(getattr(one, "does", None) or getattr(one, "indicator", None)),
            }
            for one in items
        ]

    def levels(self):
        """Levels with their promise and their door, from little to much."""
        return [
            {
                "key": one.key,
                "label": self(one.label),
                "promise": self(one.promise),
                "say": one.say,
                "binding": one.binding.label,
            }
            for one in sorted(self.policy.influence_levels, key=width)
        ]

    def roles(self):
        """Roles people can have, with what is expected and their door."""
        return [
            {
                "key": one.key,
                "label": self(one.label),
                "promise": " ".join(
                    part for part in (self(one.explanation), self(one.expected)) if part
                ),
                "say": one.say,
            }
            for one in self.policy.participant_roles
        ]

    def starters(self):
        """Who may start something, and where else to go."""
        return [
            {
                "label": one.initiator.label.capitalize(),
                "may": one.may_start,
                "text": self(one.what) or self(one.sentence),
                "go_to": self(one.go_to),
            }
            for one in self.policy.scope.initiators
        ]

    def decisions(self):
        """Who decides when, and why."""
        return [
            {
                "label": self(one.label),
                "when": in_words(one.when, self.policy, language=self.language),
                "text": self(one.way_of_working),
                "reason": self(one.reason),
                "adopters": [
                    self(body.label) for body in self.policy.bodies_in_order(one.adopters)
                ],
            }
            for one in self.policy.decision_routes
        ]

    def rooms(self):
        """The rooms of the route in the policy's own words."""
        return [
            {
                "nr": room.number,
                "label": self.policy.step_label(room.key, language=self.language),
                "text": self(self.policy.step_explanation(room.key)),
            }
            for room in ROOMS
        ]

    def procedures(self):
        """What the law or a by-law asks, with its term."""
        return [
            {
                "label": self(one.label),
                "text": self(one.explanation),
                "basis": self(one.basis),
                "term": str(one.term),
                "open_to": self(one.open_to),
                "channel": self(one.channel),
            }
            for one in self.policy.statutory_procedures
        ]

    def sources(self):
        """The documents on which the policy rests."""
        return [
            {
                "label": self(one.label),
                "day": one.established,
                "by": self(one.established_by),
                "link": one.link or "",
            }
            for one in self.policy.sources
        ]


urlpatterns = [path("zo-doen-we-mee/", policy, name="policy")]
