"""What waits for somebody beside the kept tasks: words, answers, ideas at the door, texts to read.

Asked when somebody looks or is written to: none of it can be kept with the case.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.models import Disagreement
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import held_over_by
from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.decisions.models import Point, Result
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.queries import view_asked_of
from speelruimte.initiatives.rules import may_guide
from speelruimte.initiatives.terms import initiative_due_on as door_due_on
from speelruimte.notices.models import Message
from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import roles_of, scope_of
from speelruimte.people.roles import Role
from speelruimte.people.rules import may_see_people
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.route.handing_over import prepared_still
from speelruimte.route.missing import decision_held_over_words, held_over_words
from speelruimte.route.models import OpenTask
from speelruimte.route.queries import waits_at_the_door
from speelruimte.route.reach import lying_in
from speelruimte.route.words_waiting import points_without_answer_of, words_to_look_at
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step, Trajectory

_TEXTS = tuple(f"trajectory__{name}" for name in POLICY_TEXTS)
MOST = 40
# Who sits in the body for which the other records: they read before they decide.
SITS_WITH = {
    Role.COUNCIL_MEMBER: Role.GRIFFIE,
    Role.PORTFOLIO_HOLDER: Role.COLLEGE_SECRETARY,
}
# Words that came after people took part have no other task of answering them.
AFTER_TAKING_PART = frozenset({Step.DECISION, Step.FEEDBACK, Step.EVALUATION})


@dataclass(frozen=True)
class Task:
    """What waits on one page of one case: the sentences, and by which day (or none).

    ``body`` is the key of the body for which it waits, where it waits for one, ``person`` the colleague
    whom it is about, where it is about one, ``point`` the first of the points that are asked,
    ``disagreement`` the first to look at again, ``who`` the role that does it, of what a gate asks.
    ``since`` is the day
    since when it waits, of what has no last day and is done as soon as can be.
    """

    sentences: tuple
    page: str
    about: str
    due_on: date | None = None
    trajectory: Trajectory | None = None
    initiative: Initiative | None = None
    body: str = ""
    since: date | None = None
    person: Person | None = None
    point: Point | None = None
    disagreement: Disagreement | None = None
    who: str = ""

    @property
    def first_by(self):
        """By what day it stands in a list: what waits comes before what is due later."""
        return self.due_on or self.since

    @property
    def case_number(self):
        """The number of the case that it belongs to; empty for what belongs to none."""
        case = self.trajectory or self.initiative
        return case.case_number if case else ""

    @property
    def thing(self):
        """What it is, whatever it says: one mail tells of it once."""
        return thing_of(self.case_number, self.page, self.body)

    @property
    def case_key(self):
        """How the journal names the case that it belongs to; else the page."""
        case = self.trajectory or self.initiative
        return case.key if case else self.page


def thing_of(case_number, page, body="") -> str:
    """The name of what waits on a page of a case, for a body where it waits for one."""
    return f"{case_number}:{page}:{body}"


def also_waiting(person, *, on, owing, asked, again, ideas, door, everywhere) -> list[Task]:
    """All of it for this person. ``owing`` are the words that still have no answer in processes
    that this person leads, ``asked`` the points that this person was asked to answer, ``again`` what
    this person may look at again, ``ideas`` what this person looks after at the door, ``door`` all that concerns this
    person there, ``everywhere`` the ``grants_everywhere``, for a coach.
    """
    return [
        *_answers_to_give(owing),
        *_points_asked(asked),
        *_words_to_look_at(person, on=on),
        *_looks_again(again),
        *_at_the_door(person, ideas, on=on),
        *_added_to_ideas(person, ideas, on=on),
        *_views_asked(person, door),
        *_to_read(person, on=on),
        *_held_by_nobody(person, everywhere, on=on),
        *_mail_given_up(person, on=on),
        *_hand_overs(person, on=on),
    ]


def _answers_to_give(owing):
    """An answer that was promised for a day is work for who leads, also while people take part."""
    for words in owing:
        is_due = words.due_on is not None or words.trajectory.step in AFTER_TAKING_PART
        if words.trajectory.is_led and is_due and not words.is_kept:
            with in_the_words_of(words.trajectory.policy):
                said = ngettext(
                    "Geef antwoord: 1 keer inbreng wacht daarop.",
                    "Geef antwoord: %(number)d keer inbreng wacht daarop.",
                    words.number,
                )
            yield Task(
                sentences=(said % {"number": words.number},),
                page="answers",
                about=words.trajectory.title,
                due_on=words.due_on,
                trajectory=words.trajectory,
            )


def _points_asked(asked):
    """What a colleague asked this person to answer, for each process by the first of its days."""
    of_process: dict[int, list[Point]] = {}
    for point in asked:
        of_process.setdefault(point.contribution.trajectory_id, []).append(point)
    for points in of_process.values():
        trajectory = points[0].contribution.trajectory
        with in_the_words_of(trajectory.policy):
            said = tuple(
                _("Aan u gevraagd: antwoord op punt %(number)d.") % {"number": point.number}
                for point in points
            )
        yield Task(
            sentences=said,
            page="points-asked",
            about=trajectory.title,
            due_on=points[0].answer_by,
            trajectory=trajectory,
            point=points[0],
        )


def _words_to_look_at(person, *, on):
    for words in words_to_look_at(person, on=on):
        said = ngettext(
            "%(number)d keer wacht iets op een blik, voordat het op de website staat.",
            "%(number)d keer wacht iets op een blik, voordat het op de website staat.",
            words.number,
        ) % {"number": words.number}
        age = (on - words.oldest_on).days if words.oldest_on else 0
        yield Task(
            sentences=(f"{said} {_age(age)}" if age > 0 else said,),
            page="inbox",
            about=words.trajectory.title,
            trajectory=words.trajectory,
            since=words.oldest_on,
        )


def _age(days):
    return ngettext("Het oudste wacht %(days)d dag.", "Het oudste wacht %(days)d dagen.", days) % {
        "days": days
    }


def _looks_again(again):
    """One task for each process in which somebody does not agree with what was decided."""
    for looking in again:
        said = ngettext(
            "%(number)d keer is een schrijver het niet eens. Kijk er opnieuw naar.",
            "%(number)d keer is een schrijver het niet eens. Kijk er opnieuw naar.",
            looking.number,
        )
        yield Task(
            sentences=(said % {"number": looking.number},),
            page="look-again",
            about=looking.trajectory.title,
            due_on=looking.due_on,
            trajectory=looking.trajectory,
            disagreement=looking.first,
        )


def _at_the_door(person, ideas, *, on):
    for initiative in ideas:
        areas = initiative.area_keys
        here = roles_of(person, on=on, case_number=initiative.case_number, areas=areas)
        pages = {}
        with in_the_words_of(initiative.policy):
            for missing in waits_at_the_door(initiative):
                if missing.who in here:
                    pages.setdefault(missing.page, []).append(missing.sentence)
        for page, sentences in pages.items():
            yield Task(
                sentences=tuple(sentences),
                page=page,
                about=initiative.title,
                due_on=door_due_on(initiative),
                initiative=initiative,
            )


def _added_to_ideas(person, ideas, *, on):
    """What was added to an idea waits for who guides it; ``added_to_at`` is of the oldest."""
    for initiative in ideas:
        if initiative.added_to_at is not None and may_guide(person, initiative, on=on):
            with in_the_words_of(initiative.policy):
                said = _("Er is iets toegevoegd aan dit initiatief. Lees het, en neem het mee.")
            yield Task(
                sentences=(said,),
                page="initiative",
                about=initiative.title,
                since=local_day(initiative.added_to_at),
                initiative=initiative,
            )


def _views_asked(person, door):
    for initiative in door:
        view = view_asked_of(person, initiative)
        if view is None:
            continue
        with in_the_words_of(initiative.policy):
            said = _("Een collega vraagt uw eerste blik op een idee.")
        yield Task(
            sentences=(said,),
            page="quickscan",
            about=initiative.title,
            due_on=view.due_on,
            initiative=initiative,
        )


# What lies before a body is read there by who sits in it.
_BEFORE_A_BODY = ("adoption", "decision", "stop-decision")


def sits_with(roles) -> list:
    """The roles that record for the bodies in which somebody with these roles sits."""
    return [SITS_WITH[role] for role in roles & SITS_WITH.keys()]


def _to_read(person, *, on):
    """What lies before a body, for who sits in it: the council and the college."""
    recorders = sits_with(roles_of(person, on=on))
    if not recorders:
        return
    lying = (
        OpenTask.objects.filter(role__in=recorders, page__in=_BEFORE_A_BODY)
        .exclude(body="")
        .select_related("trajectory__policy", "trajectory__result", "trajectory__decision")
        .defer(*_TEXTS)
        .order_by("due_on", "pk")
    )
    rows = list(lying[:MOST])
    becoming = [row.trajectory for row in rows if row.page == "decision"]
    fetch_ahead([path for path in becoming if path.becomes_later], "later_days")
    holdings = _held_over([row.trajectory_id for row in rows if row.page == "adoption"])
    for row in rows:
        held_over = ""
        if row.page == "decision":
            held_over = _decision_held_over(row.trajectory)
        elif holding := holdings.get((row.trajectory_id, row.body)):
            held_over = held_over_words(holding, _label(row.trajectory, row.body))
        yield _reading(row.page, row.trajectory, row.body, due_on=row.due_on, held_over=held_over)
    for result in _offered_ahead():
        body = body_offered_to(result)
        if body is not None and str(body.recorded_by) in recorders:
            yield _reading("decision", result.trajectory, body.key)


def body_offered_to(result):
    """The body before which a result lies; None where no body decides."""
    bodies = parsed_policy(result.trajectory.policy).deciding_bodies
    return next((body for body in bodies if body.key == result.offered_to), None)


def _label(trajectory, body):
    return parsed_policy(trajectory.policy).body(body).label


def _decision_held_over(trajectory):
    later = held_over_decision(trajectory)
    return decision_held_over_words(later, _label(trajectory, later.body)) if later else ""


def _reading(page, trajectory, body, *, due_on=None, held_over=""):
    label = _label(trajectory, body)
    with in_the_words_of(trajectory.policy):
        sentence = _("De uitkomst ligt voor. Lees haar voordat dit orgaan beslist: %(body)s.")
        if page == "adoption":
            sentence = _("De afspraken liggen voor. Lees ze voordat dit orgaan beslist: %(body)s.")
        elif page == "stop-decision":
            sentence = _(
                "Gevraagd is of dit traject mag stoppen. Lees waarom, voordat dit orgaan beslist: %(body)s."
            )
        said = held_over or sentence % {"body": label}
    return Task(
        sentences=(said,),
        page=f"read-{page}",
        about=trajectory.title,
        due_on=due_on,
        trajectory=trajectory,
        body=body,
    )


def _held_over(trajectories):
    """With what a text was held over, by process and body, where it lies so now."""
    versions = Version.objects.filter(
        trajectory__in=trajectories, state=Version.State.HELD_OVER
    ).prefetch_related("adoptions")
    last = [(version.trajectory_id, held_over_by(version)) for version in versions]
    return {(key, holding.body): holding for key, holding in last if holding is not None}


def _offered_ahead():
    """Results that were offered before the process went on to the decision."""
    return (
        Result.objects.filter(offered_on__isnull=False, trajectory__step=Step.RESULT)
        .select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by("offered_on", "pk")[:MOST]
    )


def _mail_given_up(person, *, on):
    """Mail that could not be sent, however often it was tried, for who looks after the installation."""
    if Role.ADMINISTRATOR not in roles_of(person, on=on):
        return
    number = Message.objects.given_up().count()
    if number:
        yield Task(
            sentences=(
                ngettext(
                    "%(number)d bericht is niet verstuurd en wacht op u.",
                    "%(number)d berichten zijn niet verstuurd en wachten op u.",
                    number,
                )
                % {"number": number},
            ),
            page="messages",
            about=_("Kijk bij ‘Berichten’ waarom, en stuur ze opnieuw."),
        )


def _hand_overs(person, *, on):
    """What a colleague who leaves laid ready waits for who hands work over."""
    if not may_see_people(person, on=on):
        return
    for prepared, cases in prepared_still(on=on):
        number = len(cases)
        yield Task(
            sentences=(
                ngettext(
                    "%(name)s heeft een overdracht van %(number)d zaak voorbereid. Kies wie die krijgt.",
                    "%(name)s heeft een overdracht van %(number)d zaken voorbereid. Kies wie die krijgt.",
                    number,
                )
                % {"name": prepared.person.name, "number": number},
            ),
            page="hand-over",
            about=_("Overdragen"),
            due_on=prepared.starts_on,
            person=prepared.person,
        )


def _held_by_nobody(person, everywhere, *, on):
    """What waits for a role that nobody has in that process: the coach names somebody."""
    if Role.COACH not in roles_of(person, on=on):
        return
    waiting = _without_holder(everywhere, on=on).select_related("trajectory__policy").defer(*_TEXTS)
    said = set()
    for row in waiting.order_by("due_on", "pk")[:MOST]:
        if (row.trajectory_id, row.role) in said:
            continue
        said.add((row.trajectory_id, row.role))
        sentence = _(
            "Niemand heeft hier de rol ‘%(role)s’. Wijs iemand aan, of vraag de beheerder."
        )
        yield Task(
            sentences=(sentence % {"role": row.get_role_display()},),
            page="process",
            about=row.trajectory.title,
            due_on=row.due_on,
            trajectory=row.trajectory,
        )


# Whose work this is where nobody holds the role: all but what the coach sees and does anyhow.
_HELD_BY_SOMEBODY = (
    Role.PROJECT_LEADER,
    Role.ACCOUNT_HOLDER,
    Role.PORTFOLIO_HOLDER,
    Role.GRIFFIE,
    Role.COLLEGE_SECRETARY,
)


def grants_everywhere(person, *, on) -> list:
    """The roles that are for no single case, of everybody; each knows whether this person was asked to
    answer a point (``is_asked``). One query."""
    grants = Grant.objects.current(on).filter(person__is_active=True, case_number="")
    return list(grants.annotate(is_asked=Exists(points_without_answer_of(person))))


def _without_holder(everywhere, *, on):
    """The kept tasks of roles that nobody has on this day: everywhere, in an area, or in the case."""
    grants = Grant.objects.current(on).filter(person__is_active=True)
    reaching = {}
    for grant in everywhere:
        reaching.setdefault(grant.role, []).append(grant)
    recorded = {grant.body for grant in reaching.get(Role.RECORDER, ())}
    tasks = OpenTask.objects.order_by().values("pk")
    without = [tasks.filter(role=Role.RECORDER).exclude(body__in=recorded)]
    for role in _HELD_BY_SOMEBODY:
        scopes = [scope_of(grant) for grant in reaching.get(role, ())]
        if any(scope.area_id is None and scope.subject_id is None for scope in scopes):
            continue
        holders = grants.filter(role=role, case_number=OuterRef("case_number"))
        lacking = Trajectory.objects.filter(
            ~Exists(holders), *(~lying_in(scope) for scope in scopes)
        )
        without.append(tasks.filter(role=role, trajectory__in=lacking))
    # A union asks for the processes first; an OR would ask it of every task.
    return OpenTask.objects.filter(pk__in=without[0].union(*without[1:], all=True))
