""" "Zo doen we mee": the policy in force, for residents, in its own words only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from speelruimte.policy.conditions import in_words
from speelruimte.policy.grounds import grounds_said
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.schema import (
    Adopts,
    AskedOf,
    Moderation,
    Policy,
    SystemRole,
    TermKey,
    WayOfDeciding,
)
from speelruimte.route.route import ROOMS
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.amounts import euro
from speelruimte.website.asking import today
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.rendering import InnerPage, Rows, render_page


@dataclass(frozen=True, kw_only=True)
class NoPolicyPage(InnerPage):
    """ "Zo doen we mee" while no policy holds yet."""

    template: ClassVar = "public/no_policy.html"
    nav_current: str = "policy"


@dataclass(frozen=True, kw_only=True)
class PolicyPage(InnerPage):
    """ "Zo doen we mee": the policy in force, in its own words. What it lacks is empty here."""

    template: ClassVar = "public/policy.html"
    nav_current: str = "policy"
    version: PolicyVersion
    policy: Policy
    title: str
    introduction: str
    levels: Rows
    roles: Rows
    purposes: Rows
    government_roles: Rows
    starters: Rows
    outside: Rows
    always: Rows  # {label, text, when}: when people always take part, and why
    never: Rows  # as always
    decisions: Rows
    bodies: Rows
    apart: Sequence[str]  # which roles nobody has together
    exploring: str
    requests: Rows
    report: str
    complexity: Rows
    complexity_words: str
    rooms: Rows
    checks: Sequence[tuple[str, str]]
    terms: Sequence[tuple[str, str]]
    moderation: str
    grounds: Sequence[tuple[str, str]]  # on which words are not shown, with what is said then
    look_again_days: int  # within which somebody else looks again
    procedures: Rows
    goals: Rows
    words: Rows
    questions: Sequence[str]
    sources: Rows


@for_every_visitor()
def policy(request):
    """Who may start what, how much say there is, who decides, the route, and what is promised."""
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Zo doen we mee"), "url": ""},
    ]
    try:
        version = policy_in_force(on=today())
    except RuleBroken:  # an installation that is being set up
        return render_page(request, NoPolicyPage(crumbs=crumbs))
    return render_page(request, _page(version, crumbs))


def _page(version, crumbs):
    policy = parsed_policy(version)
    said = _Said(policy, get_language() or "nl")
    return PolicyPage(
        crumbs=crumbs,
        version=version,
        policy=policy,
        title=said(policy.title) or version.title,
        introduction=said(policy.introduction),
        levels=said.levels(),
        roles=said.roles(),
        purposes=said.items(policy.purposes),
        government_roles=said.items(policy.government_roles),
        starters=said.starters(),
        outside=[
            {
                "label": said(outside.label),
                "text": said(outside.sentence),
                "go_to": said(outside.go_to),
            }
            for outside in policy.scope.outside
        ],
        always=said.cases(policy.obligations),
        never=said.cases(policy.exclusions),
        decisions=said.decisions(),
        bodies=said.bodies(),
        apart=said.apart(),
        exploring=said.exploring(),
        requests=said.requests(),
        report=said.report(),
        complexity=said.items(policy.complexity.criteria) if policy.complexity else [],
        complexity_words=said.complexity_words(),
        rooms=said.rooms(),
        checks=[(said(check.label), said(check.why)) for check in policy.checks],
        terms=[
            (key.label.capitalize(), said.term(key, term))
            for key, term in policy.service_terms.items()
        ],
        moderation=said.moderation(),
        look_again_days=policy.own_words.look_again_days,
        grounds=said.grounds(),
        procedures=said.procedures(),
        goals=said.items(policy.goals),
        words=[item for item in said.items(policy.words) if item["text"]],
        questions=said.questions(),
        sources=said.sources(),
    )


def without_stop(words):
    """A text that stands inside a sentence: without its own full stop."""
    return words.rstrip().removesuffix(".")


def sentence(words):
    """A text that stands alone: with one full stop, however it was written."""
    return f"{without_stop(words)}." if words else ""


def _role(role):
    """A role as it is named where it is about no body in particular."""
    return _("wie besluiten vastlegt") if role == SystemRole.RECORDER else str(role.label)


def _either(names):
    return _(" of ").join(filter(None, (", ".join(names[:-1]), names[-1])))


class _Said:
    """Parts of a policy in the language of the page."""

    def __init__(self, policy, language):
        self.policy, self.language = policy, language

    def __call__(self, words):
        return words.in_language(self.language) if words else ""

    def items(self, items):
        """Things with a name and an explanation."""
        return [
            {
                "label": self(item.label),
                "text": self(item.explanation),
                "more": self(getattr(item, "does", None) or getattr(item, "indicator", None)),
            }
            for item in items
        ]

    def cases(self, cases):
        """When taking part is always or never possible: what it is, why, and in which case."""
        return [
            {
                "label": self(case.label),
                "text": self.sentences(
                    sentence(self(case.explanation)), sentence(self(case.ground))
                ),
                "when": in_words(case.when, self.policy, language=self.language)
                if case.when
                else "",
            }
            for case in cases
        ]

    def _sublevel(self, sub):
        """A part of a level, with what is said of it as far as anything is."""
        said = self(sub.promise) or self(sub.explanation)
        return sentence(f"{self(sub.label)}: {said}" if said else self(sub.label))

    def levels(self):
        """Levels with their promise, how far it binds and their door, in the order of the file."""
        return [
            {
                "key": level.key,
                "label": self(level.label),
                "promise": self.sentences(
                    level.explanation,
                    level.promise,
                    *(self._sublevel(sub) for sub in level.sublevels),
                    sentence(level.binding.label.capitalize()) if level.say else "",
                ),
                "say": level.say,
            }
            for level in self.policy.influence_levels
        ]

    def roles(self):
        """Roles people can have, with what is expected and their door."""
        return [
            {
                "key": role.key,
                "label": self(role.label),
                "promise": self.sentences(role.explanation, role.expected, self.held_by(role)),
                "say": role.say,
            }
            for role in self.policy.participant_roles
        ]

    def held_by(self, role):
        """Who can have this role, where the policy limits that."""
        holders = ", ".join(holder.label for holder in role.held_by)
        return _("Voor: %(who)s.") % {"who": holders} if holders else ""

    def sentences(self, *parts):
        """Texts and sentences after one another; what is not there is left out."""
        said = (part if isinstance(part, str) else self(part) for part in parts)
        return " ".join(part for part in said if part)

    def bodies(self):
        """The bodies, with what each may do."""
        return [
            {"label": self(body.label), "text": self.sentences(body.explanation, *self._may(body))}
            for body in self.policy.deciding_bodies
        ]

    def _may(self, body):
        if body.adopts:
            yield _("Taak: vaststellen van %(what)s.") % {"what": _adopted(body)}
        if body.forwards_to:
            others = ", ".join(self(self.policy.body(key).label) for key in body.forwards_to)
            yield _("Doorsturen kan naar: %(who)s.") % {"who": others}
        if body.decides_participation:
            yield _("Taak: besluiten of mensen kunnen meedoen, met een reden.")

    def apart(self):
        """Which roles one person does not have together in one case; a sentence for each rule."""
        return [
            self.sentences(
                _("Bij één plan is niemand tegelijk %(role)s en %(others)s.")
                % {
                    "role": _role(rule.role),
                    "others": _either([_role(other) for other in rule.apart_from]),
                },
                _("Kan het niet anders? Dan leest iedereen bij dat plan waarom.")
                if rule.allowed_with_reason
                else _("Daarop is geen uitzondering."),
            )
            for rule in self.policy.roles_apart
        ]

    def exploring(self):
        """Room to explore first, where the policy has it."""
        room = self.policy.route.exploring
        if room is None:
            return ""
        return self.sentences(
            room.explanation,
            ngettext("Hoogstens %(weeks)s week.", "Hoogstens %(weeks)s weken.", room.weeks)
            % {"weeks": room.weeks},
            _("Hoogstens %(euros)s.") % {"euros": euro(room.euros)}
            if room.euros is not None
            else "",
            room.support,
        )

    def complexity_words(self):
        """What makes something complex: how many of the signs, and what must hold beside them."""
        rule = self.policy.complexity
        if rule is None:
            return ""
        number = _("Iets is ingewikkeld als minstens %(number)s van deze kenmerken gelden.")
        single = _("Iets is ingewikkeld als een of meer van deze kenmerken gelden.")
        beside = in_words(rule.when, self.policy, language=self.language) if rule.when else ""
        counted = number % {"number": rule.at_least} if rule.at_least > 1 else single
        says_it = rule.explanation and rule.at_least == 1  # one sign is enough: the policy says so
        return self.sentences(
            rule.explanation,
            "" if says_it else counted,
            _("Daarnaast moet gelden: %(what)s.") % {"what": without_stop(beside)}
            if beside
            else "",
        )

    def term(self, key, term):
        """How long it lasts, and for answers to words from which day."""
        if key != TermKey.ANSWER_CONTRIBUTION:
            return str(term)
        return _("%(term)s na %(day)s") % {"term": term, "day": term.counts_from.label}

    def moderation(self):
        """When somebody looks at what people sent."""
        if self.policy.route.moderation == Moderation.BEFORE:
            return _("Wat u instuurt, lezen wij eerst. Daarna komt het op de site.")
        return _("Wat u instuurt, staat meteen op de site. Wij lezen het daarna.")

    def grounds(self):
        """On which words are not shown, and what their writer reads."""
        return [
            (ground.label, ground.sentence)
            for ground in grounds_said(self.policy, language=self.language)
        ]

    def requests(self):
        """What one can ask for: a budget, or to take over a task."""
        titles = (
            (_("Geld aanvragen"), self.policy.budget_requests),
            (_("Een taak overnemen"), self.policy.right_to_challenge),
        )
        return [self._request(title, rules) for title, rules in titles if rules]

    def _request(self, title, rules):
        most = rules.maximum_euros
        return {
            "label": title,
            "text": self.sentences(
                rules.explanation,
                _("Hoogstens %(euros)s.") % {"euros": euro(most)} if most else "",
                _("U hoort het binnen %(term)s.") % {"term": rules.term},
            ),
            "conditions": [self(condition.label) for condition in rules.conditions],
            "fields": [self(field.label) for field in rules.fields],
        }

    def report(self):
        """How often there is a report on everything, and what stands in it."""
        report = self.policy.report
        if report is None:
            return ""
        chapters = ", ".join(self(chapter.label) for chapter in report.chapters)
        return _("Om de %(number)s maanden een verslag, met: %(chapters)s.") % {
            "number": report.months,
            "chapters": chapters,
        }

    def questions(self):
        """What participants are asked afterwards, with the goal that it tells of."""
        goals = {goal.key: self(goal.label) for goal in self.policy.goals}
        asked = self.policy.questions_for(AskedOf.PARTICIPANTS)
        return [
            f"{self(question.label)} ({goals[question.goal]})"
            if question.goal
            else self(question.label)
            for question in asked
        ]

    def starters(self):
        """Who may start something, and where else to go."""
        return [
            {
                "label": initiator.initiator.label.capitalize(),
                "may": initiator.may_start,
                "text": self(initiator.what) or self(initiator.sentence),
                "go_to": self(initiator.go_to),
            }
            for initiator in self.policy.scope.initiators
        ]

    def decisions(self):
        """Who decides when, and why."""
        return [
            {
                "label": self(rule.label),
                "when": in_words(rule.when, self.policy, language=self.language),
                "text": self(rule.way_of_working),
                "reason": self.sentences(
                    rule.reason,
                    _("Dit besluit nemen we samen met inwoners.")
                    if rule.together_with_city
                    else "",
                    sentence(rule.nature.label.capitalize()) if rule.nature else "",
                    _who_may_stop(rule),
                ),
                "initiators_alone": [
                    part.label for part in rule.initiator_does if part not in rule.cosigned
                ],
                "initiators_cosigned": [part.label for part in rule.cosigned],
                "adopters": [
                    self(body.label) for body in self.policy.bodies_in_order(rule.adopters)
                ],
            }
            for rule in self.policy.decision_routes
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
                "label": self(procedure.label),
                "text": self(procedure.explanation),
                "basis": self(procedure.basis),
                "term": str(procedure.term),
                "open_to": without_stop(self(procedure.open_to)),
                "channel": without_stop(self(procedure.channel)),
                "publication": sentence(self(procedure.publication)),
            }
            for procedure in self.policy.statutory_procedures
        ]

    def sources(self):
        """The documents on which the policy rests."""
        return [
            {
                "label": self(source.label),
                "day": source.established,
                "by": self(source.established_by),
                "link": source.link or "",
            }
            for source in self.policy.sources
        ]


def _adopted(body):
    """What a body adopts; both parts together are the agreements, as every page calls them."""
    if set(body.adopts) == set(Adopts):
        return _("de afspraken")
    return _(" en ").join(part.label for part in body.adopts)


def _who_may_stop(rule):
    """That the municipality stops it too, where who came with the idea decides."""
    if rule.way is not WayOfDeciding.INITIATORS:
        return ""
    return _(
        "Stoppen kan alleen wie het plan bij de gemeente leidt: de projectleider of de coach. Iedereen "
        "leest dan waarom."
    )


urlpatterns = [path("zo-doen-we-mee/", policy, name="policy")]
