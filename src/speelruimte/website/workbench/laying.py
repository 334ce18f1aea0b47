"""On the page of an act: whether who asks does it or lays it ready, and what lies ready of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _

from speelruimte.route.cosigning import lay_ready
from speelruimte.route.laid_acts import SIGNABLE
from speelruimte.route.models import LaidReady
from speelruimte.trajectories.deciding import cosigned_in
from speelruimte.trajectories.rules import may_lay_ready
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today


@dataclass(frozen=True)
class Laying:
    """Where an act needs a co-signature of who leads, for who may lay it ready.

    ``lays``: it is laid ready and not done. ``last`` is what was laid ready of the same thing and has
    not been signed, if any.
    """

    lays: bool = False
    last: LaidReady | None = None

    @property
    def typed(self) -> dict:
        """What a form begins with: no word that was typed before is lost."""
        return dict(self.last.said) if self.last else {}

    def typed_beside(self, mark) -> dict:
        """The same, but for the mark of what a form was made from; somebody wrote each of its fields."""
        typed = {name: value for name, value in self.typed.items() if name != mark}
        return typed | {"made_from": ""} if typed else typed

    @property
    def waits(self) -> bool:
        """It lies ready now."""
        return self.last is not None and self.last.state == LaidReady.State.WAITING

    @property
    def sent_back(self) -> str:
        """Why it was sent back, where it was."""
        if self.last is None or self.last.state != LaidReady.State.RETURNED:
            return ""
        return self.last.reason


NOBODY_SIGNS = Laying()


def laying_of(request, trajectory, act, about="") -> Laying:
    """For who asks now. One query, and none for who does it without a co-signature."""
    work = SIGNABLE[LaidReady.Act(act)].work_on(trajectory, about, on=today())
    if not may_lay_ready(the_person(request), trajectory, work, on=today()):
        return NOBODY_SIGNS
    last = trajectory.laid_ready.filter(act=act, about=about).order_by("-pk").first()
    is_signed = last is not None and last.state == LaidReady.State.SIGNED
    return Laying(lays=True, last=None if is_signed else last)


def answers_laid_ready(trajectory) -> frozenset:
    """Of which words and themes an answer lies ready now. No query where nothing is signed along."""
    if not cosigned_in(trajectory):
        return frozenset()
    acts = (LaidReady.Act.ANSWER_WORDS, LaidReady.Act.ANSWER_THEME)
    waiting = trajectory.laid_ready.filter(state=LaidReady.State.WAITING, act__in=acts)
    return frozenset(waiting.values_list("about", flat=True))


def lay(request, trajectory, act, about="", said=None):
    """Lay it ready for who leads, as who asks now."""
    who = {"by": the_person(request), "at": now(), "on": today()}
    return lay_ready(trajectory, act=act, about=about, said=said or {}, **who)


def lays_instead(request, form, trajectory, act_of, about=""):
    """Lay ready what a valid form holds, and say so; None where it was refused."""
    laid = act(
        request, form, lambda data: lay(request, trajectory, act_of, about, _plain(form, data))
    )
    if laid:
        messages.success(request, laid_message())
    return laid


def _plain(form, data):
    return {name: data[name] for name in form.fields if name in data}


def laid_message():
    """What who laid something ready is told."""
    return _("Klaargelegd. De projectleider tekent mee of stuurt het terug. U hoort het per mail.")
