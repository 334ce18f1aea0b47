"""What was laid ready for a co-signature: who leads signs along or sends it back, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.models import Answer, Point
from speelruimte.people.queries import name_of
from speelruimte.route.cosigning import (
    may_sign_along,
    send_back_unsigned,
    sign_along,
    take_back_laid,
    work_laid,
)
from speelruimte.route.laid_acts import SIGNABLE, name_of_act
from speelruimte.route.models import LaidReady
from speelruimte.trajectories.rules import may_lay_ready, may_lead, may_see_what_lies_ready
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import OwedText, PlainForm
from speelruimte.website.kind_pages import pages_of
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, below, page_url, trajectory_page

State = LaidReady.State
Act = LaidReady.Act
# So many of what was settled stand below what waits.
SETTLED = 10


class SendBackForm(PlainForm):
    """Why it goes back."""

    reason = OwedText(
        label=gettext_lazy("Wat moet er anders?"),
        help_text=gettext_lazy(
            "Alleen nodig als u terugstuurt. Wie dit klaarlegde, leest het en past het aan."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )


@dataclass(frozen=True, kw_only=True)
class CosigningPage(TrajectoryFrame):
    """Everything that waits for a co-signature in this process."""

    template: ClassVar = "workbench/cosigning.html"
    waiting: Rows  # {title, by, day, url}
    sent_back: Rows  # and reason
    settled: Rows  # and how
    signs: bool  # whether who reads this signs along, and laid nothing ready


@dataclass(frozen=True, kw_only=True)
class CosignPage(TrajectoryFrame):
    """One thing that was laid ready, in all its words."""

    template: ClassVar = "workbench/cosign.html"
    title: str
    by: str
    laid: LaidReady
    words: Sequence[tuple[str, str]]
    look_url: str
    form: SendBackForm
    signs: bool
    takes_back: bool


def _allowed(request, trajectory):
    person, day = the_person(request), today()
    allow_or_403(may_see_what_lies_ready(person, trajectory, on=day))
    return may_lead(person, trajectory, on=day)


@workbench_page
def cosigning(request, case_number):
    """What lies ready, what was sent back, and what was done with the rest."""
    trajectory, frame = trajectory_page(request, case_number)
    signs = _allowed(request, trajectory)
    rows = list(trajectory.laid_ready.order_by("-pk")[:100])
    for laid in rows:
        laid.trajectory = trajectory
    newest = {}
    for laid in rows:
        newest.setdefault((laid.act, laid.about), laid.pk)
    is_newest = set(newest.values())
    back = [row for row in rows if row.state == State.RETURNED and row.pk in is_newest]
    settled = [row for row in rows if row.state != State.WAITING and row not in back]
    return render_page(
        request,
        CosigningPage(
            **vars(frame),
            waiting=[_row(row) for row in rows if row.state == State.WAITING],
            sent_back=[_row(row) for row in back],
            settled=[_row(row) for row in settled[:SETTLED]],
            signs=signs,
        ),
    )


def _row(laid):
    return {
        "title": name_of_act(laid),
        "words": _begin_of_words(laid),
        "by": name_of(laid.laid_by),
        "day": laid.laid_at,
        "url": _url(laid),
        "reason": laid.reason,
        "how": laid.get_state_display(),
    }


def _begin_of_words(laid):
    """How the words begin that an answer is about: two answers are told apart by that."""
    if laid.act != LaidReady.Act.ANSWER_WORDS:
        return ""
    return Truncator(" ".join(_own_words(laid.trajectory, laid.about))).chars(60)


def _url(laid):
    return reverse("work-cosign-one", args=[laid.trajectory.case_number, laid.pk])


@workbench_page
def cosign_one(request, case_number, pk):
    """Read it whole; sign along or send it back, or take it back."""
    trajectory, frame = trajectory_page(request, case_number)
    _allowed(request, trajectory)
    laid = get_object_or_404(trajectory.laid_ready, pk=pk)
    laid.trajectory = trajectory
    person, day = the_person(request), today()
    who = {"by": person, "at": now(), "on": day}
    form = SendBackForm(request.POST if request.method == "POST" else None)
    to = page_url("cosign", trajectory)
    pressed = request.POST.get("do")
    if pressed == "sign":
        done = _("Getekend. Het geldt nu.")
        return press(request, lambda: sign_along(laid, **who), done=done, to=to)
    if pressed == "take_back":
        done = _("Teruggehaald. Uw woorden staan nog in het formulier.")
        return press(request, lambda: take_back_laid(laid, **who), done=done, to=to)
    if pressed == "send_back" and act(
        request, form, lambda data: send_back_unsigned(laid, reason=data["reason"], **who)
    ):
        messages.success(request, _("Teruggestuurd, met uw reden."))
        return redirect(to)
    waits = laid.state == State.WAITING
    lays = may_lay_ready(person, trajectory, work_laid(laid), on=day)
    return render_page(
        request,
        CosignPage(
            **vars(below(frame, _("Meetekenen"), to)),
            title=name_of_act(laid),
            by=name_of(laid.laid_by),
            laid=laid,
            words=_in_words(trajectory, laid),
            look_url=_look_url(trajectory, laid),
            form=form,
            signs=waits and may_sign_along(person, trajectory, laid, on=day),
            takes_back=lays and laid.state in (State.WAITING, State.RETURNED),
        ),
        status=422 if form.errors else 200,
    )


def _in_words(trajectory, laid):
    """What was typed, as the one who signs reads it."""
    said, words = laid.said, []
    if laid.act == Act.ANSWER_WORDS:
        words += [(_("De inbreng"), text) for text in _own_words(trajectory, laid.about)]
    if laid.act == Act.DECIDE:
        words += _decision_in_words(trajectory, said)
    if said.get("later_on"):
        words.append((_("De nieuwe laatste dag"), day_words(date.fromisoformat(said["later_on"]))))
    if said.get("verdict"):
        words.append((_("Wat we ermee doen"), str(Answer.Verdict(said["verdict"]).label)))
    plain = {"frame": _("Buiten kader"), "reason": _("Waarom"), "text": _("Wat iedereen leest")}
    words += [(label, str(said[name])) for name, label in plain.items() if said.get(name)]
    if laid.act == Act.OFFER and hasattr(trajectory, "result"):
        words.append((_("Wat eruit kwam"), trajectory.result.summary))
    return words


def _decision_in_words(trajectory, said):
    titles = dict(trajectory.themes.values_list("public_key", "title"))
    words = [
        (_("Besloten op"), day_words(date.fromisoformat(said["decided_on"]))),
        (_("Waarom op een andere dag"), said["other_day"]),
        (_("Waar het te vinden is"), said["document"]),
        (_("Wat is besloten"), said["what"]),
        (_("Waarom"), said["reasons"]),
        (_("Wat is gekozen"), ", ".join(said["funded"])),
    ]
    if said["departs"]:
        words.append((_("Waar het afwijkt"), said["departure"]))
    words += [
        (_("Hoe ‘%(title)s’ meewoog") % {"title": titles[key]}, how)
        for key, how in said["weights"].items()
        if key in titles
    ]
    return [(name, text) for name, text in words if text]


def _own_words(trajectory, about):
    """The own words that are answered: whole, or those of one point."""
    key, _dash, number = about.partition("-")
    own = trajectory.contributions.owed_an_answer().filter(public_key=key)
    if not number:
        return list(own.values_list("text", flat=True))
    points = Point.objects.select_related("contribution").filter(contribution__in=own)
    return [point.words for point in points.filter(number=number)]


def _look_url(trajectory, laid):
    """Where it can be seen in its place."""
    key, _dash, number = laid.about.partition("-")
    if laid.act == Act.ANSWER_WORDS and number:
        return reverse("work-answer-point", args=[trajectory.case_number, key, number])
    if laid.act == Act.ANSWER_WORDS:
        return reverse("work-answer-contribution", args=[trajectory.case_number, laid.about])
    theme = trajectory.themes.filter(public_key=laid.about).first()
    if laid.act == Act.ANSWER_THEME and theme is not None:
        return reverse("work-theme", args=[trajectory.case_number, theme.pk])
    if laid.act == Act.OF_WAY:
        key = laid.about.rpartition("/")[0]
        activity = trajectory.activities.filter(key=key).first()
        if activity is not None:
            return reverse(pages_of(activity).work, args=[trajectory.case_number, key])
    if laid.act == Act.LATER:
        return reverse(f"work-later-{laid.about}", args=[trajectory.case_number])
    return page_url(SIGNABLE[Act(laid.act)].page, trajectory)


_CASE = "werk/trajecten/<str:case_number>/meetekenen/"
urlpatterns = [
    path(_CASE, cosigning, name="work-cosign"),
    path(f"{_CASE}<int:pk>/", cosign_one, name="work-cosign-one"),
]
