"""The day for which a decision was promised, held beside the day on which it was taken."""

from datetime import date, timedelta

from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.lookups import IsNull
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.agreements.models import Moment
from speelruimte.agreements.moments import moments_coming, promised_decision
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.models import LaterDay, Step
from speelruimte.trajectories.postponing import last_said


def day_of_decision_told(trajectory) -> date | None:
    """The day for which the agreement in force promised the decision; None without one."""
    moment = promised_decision(_moments(trajectory))
    return moment.day if moment else None


def held_over_decision(trajectory) -> LaterDay | None:
    """What was said last of the day of a decision, where the body before which it lies held it over."""
    lies_there = trajectory.step == Step.DECISION and trajectory.becomes_later
    if not lies_there or hasattr(trajectory, "decision"):
        return None
    said = last_said(trajectory, LaterDay.What.DECISION)
    return said if said is not None and said.body else None


def is_decision_held_over(trajectory) -> Case:
    """Whether the body held it over, as ``held_over_decision`` says it, in SQL of the processes in that
    step. ``trajectory`` is the path to the key of the process."""
    said = LaterDay.objects.filter(
        trajectory=OuterRef(trajectory),
        trajectory__step=Step.DECISION,
        trajectory__decision__isnull=True,
        what=LaterDay.What.DECISION,
    )
    last = Subquery(said.order_by("-pk").values("held_over_on")[:1])
    return Case(When(IsNull(last, False), then=True), default=False)


def check_day_of_decision(trajectory, decided_on, *, why, on) -> str:
    """On another day than was promised asks a reason that everyone can read; returns what is kept of it.

    What was announced for a day before the promised one, and still is to come, is not passed over:
    people count on it.

    Source: heemstede#participatieplan, sessie-2021-03-15#niet-eenzijdig
    """
    moments = _moments(trajectory)
    promised = promised_decision(moments)
    if promised is None or promised.day == decided_on:
        return ""
    tomorrow = max(on, decided_on) + timedelta(days=1)
    for moment in moments_coming(moments, on=tomorrow, is_decided=True):
        if moment.day < promised.day:
            raise RuleBroken(
                _(
                    "Op %(day)s is nog aangekondigd: ‘%(what)s’. Wacht daarop met het besluit. Of ga "
                    "terug naar de uitkomst, en haal het met de reden uit de afspraken."
                ),
                values={"day": _day(moment.day), "what": moment.what},
                field="decided_on",
                code="announced_first",
            )
    if _said_openly(trajectory, promised.day, decided_on):
        return why.strip()
    check_sentence(
        why,
        _("Beloofd was een besluit op %(day)s. Leg uit waarom het op een andere dag is genomen.")
        % {"day": _day(promised.day)},
        field="other_day",
    )
    return why.strip()


def _said_openly(trajectory, promised, decided_on):
    """Everybody was told with a reason that it would be later, and by which day."""
    later = last_said(trajectory, LaterDay.What.DECISION)
    return later is not None and promised < decided_on <= later.later_on


def _moments(trajectory):
    return list(Moment.objects.of_newest().filter(version__trajectory=trajectory))


def _day(day):
    return date_format(day, "j F Y")
