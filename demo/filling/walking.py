"""From a signal to an adopted agreement, under any policy, as the people of Lindewold do it."""

from datetime import timedelta
from decimal import Decimal

from demo.filling.agreeing import written
from demo.filling.choosing import answers_to_facts, assessment, ground_to_waive
from demo.filling.days import Clock
from speelruimte.agreements.actions import Resolution
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.initiatives.actions import (
    Start,
    assess_initiative,
    give_first_view,
    rule_who_decides,
    write_letter,
)
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import ENTERED_BY_STAFF, further_questions
from speelruimte.people.intake import Reach, Where
from speelruimte.people.roles import Role
from speelruimte.policy.recording import role_answering
from speelruimte.policy.schema import Gate
from speelruimte.policy.ways import checks_asked, gate_applies
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import adopt, bodies_for
from speelruimte.route.case import Case
from speelruimte.route.door import (
    advance,
    ask_colleague,
    name_helper,
    open_trajectory,
    send_quickscan_letter,
    submit_idea,
)
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.weighing.actions import answer_check, weigh
from speelruimte.weighing.fresh_look import look_again_who_decides, look_owed
from speelruimte.weighing.participation import decide_participation
from speelruimte.weighing.queries import body_on_participation

EXTRA = "Dat vertellen wij graag in een gesprek. Wij hebben er samen al over nagedacht."
REASONS = (
    ("te kiezen", "Wat open is, staat in de kaders. Daar ligt nog niets vast."),
    ("raad", "De raad sprak erover in de commissie en heeft vooraf geen voorkeur uitgesproken."),
    ("bestuur", "Het college wil horen wat mensen vinden, ook als dat het plan verandert."),
    ("tijd", "Mensen krijgen ruim zes weken, buiten de schoolvakantie."),
    ("geld", "Er is geld voor brieven, zaalhuur en iemand die alle inbreng verwerkt."),
    ("is meedoen haalbaar", "Er zijn mensen en middelen om het goed te doen."),
    ("eerder", "Wij keken naar eerdere plannen in dit gebied en stemden de planning af."),
    ("gehoord", "Vooral huurders, jongeren en mensen met weinig tijd. Daar gaan wij zelf langs."),
    ("vroeg", "Er is nog geen ontwerp. Alleen het bedrag en de plek zijn bekend."),
    ("mensen", "Wie er woont, werkt of langskomt, merkt het elke dag."),
    ("regels", "De wet laat ruimte voor eigen keuzes."),
    ("rol", "Wij schreven op wie wat doet en bespraken dat met iedereen."),
)
# By whether people are told and not asked.
WHAT_IS_KNOWN = (
    "Er is nog geen ontwerp. Bekend zijn de plek, het bedrag en de regels.",
    "Wat er gebeurt, ligt vast. Wij leggen uit wat u ervan merkt.",
)
WISHES = (
    "Mensen willen eerst luisteren en dan pas tekenen. En niet alleen online.",
    "Mensen willen op tijd weten wat er verandert, en waarom.",
)
TOLD = (
    ("bestuur", "Het college legt graag uit waarom het zo gaat, en hoort wie er last van krijgt."),
    ("tijd", "De brieven gaan uit voordat er iets verandert."),
    ("geld", "Er is geld voor brieven, borden en een uur met uitleg."),
    ("is meedoen haalbaar", "Er zijn mensen en middelen om het goed uit te leggen."),
    ("gehoord", "Iedereen die er iets van merkt, krijgt een brief."),
    ("vroeg", "Wat er gebeurt, ligt vast. Mensen horen het voordat het begint."),
    ("regels", "Wie hierover gaat, koos al. De gemeente kan daar niet van afwijken."),
)


class Walk:
    """One process on its way. Each method is a stretch of the route."""

    three_weeks = timedelta(weeks=3)

    def __init__(self, town, plot):
        self.town, self.plot = town, plot
        self.policy = town.policy
        self.clock = Clock(town.today)
        self.trajectory = None
        self.coach = town.people["marleen"]
        self.leader = town.people[plot.leader]

    def at(self, days, **more):
        return self.clock.at(days, **more)

    def who(self, days, person=None, **more):
        """``by`` and ``at`` for an action."""
        return {"by": person or self.leader, "at": self.at(days, **more)}

    def when(self, days, person=None, **more):
        """``by``, ``at`` and ``on`` for an action."""
        who = self.who(days, person, **more)
        return who | {"on": local_day(who["at"])}

    def fresh(self):
        self.trajectory = Trajectory.objects.select_related("policy").get(pk=self.trajectory.pk)
        return self.trajectory

    def move(self, to, days, **more):
        self.trajectory = move_on(self.trajectory, to=to, **self.when(days), **more)
        return self.fresh()

    def somebody(self, role, at):
        """Who has this role here; the project leader is the one of this process."""
        if Role(str(role)) == Role.PROJECT_LEADER:
            return self.leader
        body = body_at_the_weighing(self.trajectory)
        return self.town.somebody(role, self.trajectory, at=at, body=body)

    def answering(self, check, at):
        """Who answers a check of the weighing here."""
        body = body_at_the_weighing(self.trajectory)
        return self.somebody(role_answering(check, self.policy.deciding_bodies, body=body), at)

    # At the door ---------------------------------------------------------------------------------

    def started(self):
        """From the signal to a trajectory with a leader. None where the policy lets nobody of
        this kind start something."""
        plot = self.plot
        if not self.policy.in_scope(plot.kind):
            return None
        initiative = received(self)
        facts, criteria = assessment(self.policy, kind=plot.kind, wanted=plot.body)
        initiative = assess_initiative(
            initiative, facts=facts, criteria=criteria, **self.when(plot.begins + 3, self.coach)
        )
        if gate_applies(self.policy, Gate.QUICKSCAN, initiative.facts):
            initiative = first_look(self, initiative, plot.begins + 4)
        else:
            initiative = advance(
                initiative,
                to=Initiative.Step.WHO_DECIDES,
                **self.when(plot.begins + 5, self.coach),
            )
        ruling = rule_who_decides(initiative, **self.when(plot.begins + 12, self.coach))
        self.trajectory = self._opened(ruling.initiative)
        return self.trajectory

    def _opened(self, initiative):
        plot, when = self.plot, self.when(self.plot.begins + 14, self.coach)
        exploring = {}
        limits = self.policy.route.exploring
        if plot.reach == Step.EXPLORING and limits is not None:
            weeks = min(limits.weeks, 12)
            exploring = {
                "explores_until": when["on"] + timedelta(weeks=weeks),
                "explores_for": Decimal(min(limits.euros or 4_000, 4_000)),
            }
        return open_trajectory(
            initiative,
            title=plot.title,
            summary=plot.summary,
            areas=[self.town.areas[key] for key in plot.areas],
            subject=self.town.subjects.get(plot.subject),
            leader=self.leader,
            owner=self.town.people.get(plot.owner),
            **exploring,
            **when,
        )

    # Weighing ------------------------------------------------------------------------------------

    def weighed(self, *, no="", only=None):
        """Answer what the weighing asks; ``no`` is the check answered with no, ``only`` how many
        are answered at all."""
        plot, day = self.plot, self.plot.begins + 21
        scales = (self.policy.impact, self.policy.influence_space)
        middle = [scale.steps[len(scale.steps) // 2].key if scale else "" for scale in scales]
        if only is None:
            weigh(
                self.trajectory,
                impact=middle[0],
                influence_space=self._room_to_choose(no) or middle[1],
                how_early=WHAT_IS_KNOWN[bool(plot.waiver)],
                spoken_to="Met buren, verenigingen en collega's die er eerder aan werkten.",
                facts=answers_to_facts(self.policy),
                wishes=WISHES[bool(plot.waiver)],
                edits=0,
                **self.who(day),
            )
        checks = checks_asked(self.policy, Case(trajectory=self.fresh()).facts)
        for check in checks[:only]:
            at = self.at(day + 2)
            answer_check(
                self.trajectory,
                check=check.key,
                verdict="no" if check.key == no else "yes",
                reason=plot.choice if check.key == no else _reason(check, plot),
                by=self.answering(check, at),
                at=at,
            )
        return self.fresh()

    def _room_to_choose(self, no):
        """The step on the scale where it is not the middle one."""
        scale = self.policy.influence_space
        if not scale or not (no or self.plot.room_grew):
            return ""
        return scale.steps[0 if no else -1].key

    def looked_again(self):
        """Where the weighing says that others decide than the door did, the coach lets them."""
        trajectory, initiative = self.fresh(), self.trajectory.initiatives.get()
        follows = look_owed(self.policy, initiative, trajectory)
        if follows:
            look_again_who_decides(
                trajectory,
                chosen=follows,
                reason=self.plot.looked_again,
                **self.who(self.plot.begins + 25, self.coach),
            )
        return self.fresh()

    def body_lets_people_take_part(self):
        """Where the policy gives that to a body, it says that people take part."""
        trajectory, at = self.fresh(), self.at(self.plot.begins + 29)
        body = body_on_participation(trajectory)
        if body is not None:
            decide_participation(
                trajectory,
                people_take_part=True,
                reason=self.plot.choice or "Er is genoeg te kiezen.",
                decided_on=local_day(at),
                by=self.somebody(body.recorded_by, at),
                at=at,
            )

    def ground_to_waive(self):
        return ground_to_waive(
            self.policy, checks_asked(self.policy, Case(trajectory=self.fresh()).facts)
        )

    # Plan and adoption ---------------------------------------------------------------------------

    def planned(self, *, half=False):
        """The plan being made: written, and where ``half`` says so only as far as it got."""
        self.body_lets_people_take_part()
        self.move(Step.PLAN, self.plot.begins + 30)
        return written(self, half=half)

    def offered(self):
        return self.move(Step.ADOPTION, self.plot.adopted - 14)

    def adopted(self):
        """Every body whose turn it is adopts."""
        self.adopt(open_version(self.trajectory), self.plot.adopted, self.plot.number)
        return self.fresh()

    def adopt(self, version, days, number):
        for body in bodies_for(self.fresh()):
            at = self.at(days, hour=20)
            role = self.policy.body(body).recorded_by if body else Role.PROJECT_LEADER
            by = (
                self.town.somebody(role, self.trajectory, at=at, body=body) if body else self.leader
            )
            adopt(
                version,
                body=body,
                resolution=Resolution(
                    outcome="adopted",
                    decided_on=local_day(at),
                    decision_number=f"{local_day(at).year}-{number or '101'}",
                ),
                by=by,
                at=at,
            )

    def version_in_force(self):
        return version_in_force(self.trajectory)


def _reason(check, plot):
    label = str(check.label).lower()
    if "kiezen" in label and plot.choice:
        return plot.choice
    known = (*TOLD, *REASONS) if plot.waiver else REASONS
    reasons = (reason for part, reason in known if part in label)
    return next(reasons, "Wij bespraken dit met de collega's die het aangaat.")


def received(walk):
    """The signal as it came in: by the public door, or through a colleague."""
    plot = walk.plot
    by_staff = plot.kind in ENTERED_BY_STAFF
    name, email = plot.submitter or ("", "")
    answers = {
        question.key: plot.texts.get("answers", EXTRA)
        for question in further_questions(walk.policy, plot.kind)
    }
    return submit_idea(
        kind=plot.kind,
        words=Start(title=plot.title, text=plot.idea, requirements=answers),
        where=Where(area=walk.town.areas[plot.areas[0]]),
        reach=Reach(name=name, email=email),
        channel="counter" if by_staff else "website",
        policy=walk.town.version,
        subject=walk.town.subjects.get(plot.subject),
        **walk.when(plot.begins, walk.coach if by_staff else None)
        | ({} if by_staff else {"by": None}),
    ).received


def first_look(walk, initiative, day):
    """A first look: who helps, what a colleague sees, and the letter."""
    ruben, joris = walk.town.people["ruben"], walk.town.people["joris"]
    advance(initiative, to=Initiative.Step.QUICKSCAN, **walk.when(day, walk.coach))
    name_helper(initiative, person=ruben, **walk.when(day, walk.coach))
    view = ask_colleague(initiative, colleague=joris, **walk.when(day + 1, ruben))
    give_first_view(
        view,
        text="Voor het verkeer verandert er weinig. Let op de vrije strook voor de brandweer.",
        **walk.who(day + 3, joris),
    )
    write_letter(
        initiative,
        chances="Het past bij wat de buurt al langer vraagt, en de grond is van de gemeente.",
        challenges="Onder de grond liggen kabels. Die wil niemand verleggen.",
        route_ahead="Eerst zeggen we wie beslist. Dan maken we samen afspraken over het meedoen.",
        who_does_what="U praat met de buren. Wij zoeken uit wat er mag en wat het kost.",
        read_on="",
        **walk.when(day + 5, ruben),
    )
    send_quickscan_letter(initiative, **walk.when(day + 6, ruben))
    return advance(initiative, to=Initiative.Step.WHO_DECIDES, **walk.when(day + 7, walk.coach))
