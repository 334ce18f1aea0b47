"""What came of it all: the decision and back to every word, and looking back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from speelruimte.agreements.models import Frame
from speelruimte.agreements.queries import frame_in_force
from speelruimte.decisions.day_of_decision import day_of_decision_told
from speelruimte.decisions.entries import decision_entry, rectification_entry
from speelruimte.decisions.funding import chosen_from, outcome_numbers
from speelruimte.decisions.measured import YES
from speelruimte.decisions.models import (
    Decision,
    EarlierFeedback,
    Feedback,
    Rectification,
)
from speelruimte.decisions.queries import (
    own_answers,
    themes_of,
)
from speelruimte.decisions.report import report_rows
from speelruimte.decisions.rules import departed_from
from speelruimte.decisions.terms import told_again_due
from speelruimte.evaluation.models import Lesson
from speelruimte.evaluation.queries import Answered, opened_evaluation, results, sheets_of
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import AskedOf
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import decider_named
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.kind_pages import all_pages, choice_words
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public import looking_back, offered_outcome, themes
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.spoken import speak_for


def _trajectory(slug):
    trajectory = get_object_or_404(
        Trajectory.objects.public().select_related(
            "policy", "decision", "feedback", "result", "waiver"
        ),
        slug=slug,
    )
    speak_for(trajectory)
    return trajectory


def _crumbs(trajectory, *more):
    address = {"slug": trajectory.slug}
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": reverse("process", kwargs=address)},
        *more,
    ]


@dataclass(frozen=True, kw_only=True)
class DecisionPage(InnerPage):
    """A decision and the way back to every word."""

    template: ClassVar = "public/decision.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    decision: Decision
    standing: Decision | Rectification  # the text as it stands
    facts: Rows
    day_told: str  # where it was decided on another
    put_right: Rows  # {day, another, why, before, chosen, frame}: each earlier text, newest first
    is_another: bool  # another decision was taken since
    frame: Frame | None  # from which the decision departs
    themes: Rows  # {theme, number, answer, how, url}
    own_number: int
    counted: Rows
    choices: Rows  # {key, words, chosen, not_chosen}
    kept: Rows  # how far each promise was kept
    kept_on: date | None  # the day of that table
    took_part: bool  # people could take part
    feedback: Feedback | None
    told_again_by: (
        date | None
    )  # by which day people hear of another decision, where that is promised
    earlier_feedback: Sequence[EarlierFeedback]
    to_keep: Rows  # the texts, the newest first: {fingerprint, day, text_url, proof_url}
    looking_back: bool
    has_lessons: bool


@for_every_visitor()
def decision(request, slug):
    """What was decided and why, how every theme weighed, and the way back to the words."""
    trajectory = _trajectory(slug)
    made = getattr(trajectory, "decision", None)
    if made is None:
        raise Http404(_("Er is nog geen besluit. Kijk later nog eens."))
    policy, result = parsed_policy(trajectory.policy), getattr(trajectory, "result", None)
    weighed = _weights_by_version(made)
    how = {weight.theme_id: weight.how for weight in _weights_of(made.decided_last, weighed)}
    return render_page(
        request,
        DecisionPage(
            crumbs=_crumbs(trajectory, {"label": _("Het besluit"), "url": ""}),
            trajectory=trajectory,
            decision=made,
            standing=made.standing,
            day_told=_day_told(made),
            put_right=_put_right(made, weighed),
            is_another=any(rectified.decided_on for rectified in made.put_right),
            facts=_facts(made, policy),
            frame=_departure_frame(trajectory, made.departs_for),
            themes=[_theme_row(theme, how.get(theme.pk, "")) for theme in themes_of(trajectory)],
            own_number=own_answers(trajectory).count(),
            counted=_counted(trajectory),
            choices=list(_choices(trajectory, made)),
            kept=_kept(trajectory, made),
            kept_on=result.offered_on if result is not None else None,
            took_part=not hasattr(trajectory, "waiver"),
            feedback=getattr(trajectory, "feedback", None),
            told_again_by=told_again_due(trajectory),
            earlier_feedback=_earlier(getattr(trajectory, "feedback", None)),
            to_keep=_texts_to_keep(trajectory, made),
            looking_back=opened_evaluation(trajectory) is not None,
            has_lessons=hasattr(trajectory, "evaluation") and trajectory.lessons.exists(),
        ),
    )


def _facts(made, policy):
    facts = [
        {"label": _("Wie besloot"), "value": capfirst(decider_named(policy, made.body).label)},
        {"label": _("Wanneer"), "value": day_words(made.standing_day)},
    ]
    if made.standing.number:
        facts.append({"label": _("Besluitnummer"), "value": made.standing.number})
    if made.document:
        facts.append({"label": _("Document"), "value": made.document})
    return facts


def _fingerprint_of(entry):
    return in_groups(entry.fingerprint) if entry else ""


def _texts_to_keep(trajectory, made):
    """The decision and each text that put it right: what the journal keeps of it, the newest first."""
    slug = trajectory.slug
    first = {
        "fingerprint": _fingerprint_of(decision_entry(made)),
        "day": "",
        "text_url": reverse("decision-text", args=[slug]),
        "proof_url": reverse("decision-proof", args=[slug]),
    }
    if made.put_right:
        first["day"] = day_words(local_day(made.recorded_at))
    since = [
        {
            "fingerprint": _fingerprint_of(rectification_entry(row)),
            "day": day_words(local_day(row.rectified_at)),
            "text_url": reverse("decision-text", args=[slug, row.version]),
            "proof_url": reverse("decision-proof", args=[slug, row.version]),
        }
        for row in made.put_right
    ]
    return [*reversed(since), first]


def _earlier(feedback):
    """What was told before it was put right, the newest first."""
    return list(feedback.earlier.order_by("-pk")) if feedback is not None else []


def _day_told(made):
    promised = day_of_decision_told(made.trajectory) if made.other_day else None
    return day_words(promised) if promised else ""


def _weights_by_version(made):
    """How themes weighed: by the key of the other decision, and of the first by None. One query."""
    weighed = {}
    for weight in made.weights.select_related("theme"):
        weighed.setdefault(weight.rectification_id, []).append(weight)
    return weighed


def _weights_of(decided, weighed):
    """Those of the first decision, or of another one."""
    return weighed.get(None if isinstance(decided, Decision) else decided.pk, ())


def _put_right(made, weighed):
    """Every text from before a rectification, with the day and what was wrong with it."""
    names = _names_of_options(made)
    rows, before, last = [], made, made
    for rectification in made.put_right:
        rows.append(
            {
                "day": day_words(local_day(rectification.rectified_at)),
                "another": rectification.decided_on is not None,
                "why": rectification.why,
                "before": before,
                "chosen": [names[number] for number in last.funded if number in names],
                "frame": _departure_frame(made.trajectory, last.departure_frame)
                if rectification.decided_on or not rectification.departure
                else None,
                "weights": _weights_of(last, weighed),
            }
        )
        before = rectification
        last = rectification if rectification.decided_on else last
    return rows[::-1]


def _names_of_options(made):
    """What people chose between, by number; only asked where another decision chose otherwise."""
    if not any(rectified.decided_on for rectified in made.put_right):
        return {}
    options = chosen_from(made.trajectory).values()
    return {option.number: option.name for rows in options for option in rows}


def _departure_frame(trajectory, number):
    return None if number is None else frame_in_force(trajectory, number)


def _theme_row(theme, how=""):
    address = {"slug": theme.trajectory.slug, "key": theme.public_key}
    return {
        "theme": theme,
        "number": theme.placed,
        "answer": theme.answer,
        "how": how,
        "url": reverse("theme", kwargs=address),
    }


def _counted(trajectory):
    """What was counted, with the page where everybody can count again."""
    return [row for pages in all_pages() for row in pages.counted(trajectory)]


def _choices(trajectory, made):
    """What people chose between in each way, in its own words: what the decision takes first."""
    taken = set(made.decided_last.funded)
    if not taken and not made.funded:
        return
    outcome = outcome_numbers(trajectory)
    for key, options in chosen_from(trajectory).items():
        words = choice_words(key)
        rows = [
            (option.number in taken, _option(option, words, taken=taken, outcome=outcome))
            for option in options
        ]
        yield {
            "key": key,
            "words": words,
            "chosen": [row for is_chosen, row in rows if is_chosen],
            "not_chosen": [row for is_chosen, row in rows if not is_chosen],
        }


def _option(option, words, *, taken, outcome):
    return {
        "name": option.name,
        "beside": words.beside(option) or "",
        "label": _what_people_chose(option.number, taken=taken, outcome=outcome),
    }


def _what_people_chose(number, *, taken, outcome):
    """What people chose, and where the decision takes something else; the heading says what it takes."""
    came_out = number in (taken if outcome is None else outcome)
    if came_out == (number in taken):
        return _("gekozen") if came_out else _("niet gekozen")
    if came_out:
        return _("gekozen, maar het besluit neemt het niet over")
    return _("niet gekozen, maar het besluit neemt het wel op")


def _kept(trajectory, made):
    """The report as it was offered. It says nothing of the decision: where that departs, what it
    departs from is only told as kept until then.
    """
    result = getattr(trajectory, "result", None)
    rows = report_rows(result.kept) if result is not None and result.offered_on else []
    if not made.departs_still:
        return rows
    departed = {f"frame:{number}" for number in departed_from(trajectory)}
    return [
        row | _until_decided() if row["promise"] in departed and row["far"] == YES else row
        for row in rows
    ]


def _until_decided():
    return {
        "label": _("ja, tot het besluit"),
        "seen": _("Zo stond het in de afspraken. Het besluit wijkt af: hierboven staat waar."),
    }


@dataclass(frozen=True, kw_only=True)
class LookBackPage(InnerPage):
    """Looking back."""

    template: ClassVar = "public/look_back.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    is_open: bool
    form_url: str
    number: int
    results: Sequence[Answered]
    good: Sequence[Lesson]
    better: Sequence[Lesson]
    no_lesson: str


@for_every_visitor()
def look_back(request, slug):
    """What participants and team found, and what was learned. Own words of people are not here."""
    trajectory = _trajectory(slug)
    evaluation = opened_evaluation(trajectory)
    lessons = list(trajectory.lessons.prefetch_related("earlier"))
    if evaluation is None and not lessons:
        raise Http404(_("Hier is nog niet teruggekeken. Kijk later nog eens."))
    policy = parsed_policy(trajectory.policy)
    return render_page(
        request,
        LookBackPage(
            crumbs=_crumbs(trajectory, {"label": _("Terugkijken"), "url": ""}),
            trajectory=trajectory,
            is_open=evaluation is not None
            and evaluation.is_open
            and bool(policy.questions_for(AskedOf.PARTICIPANTS)),
            form_url=reverse("look-back-form", kwargs={"slug": slug}),
            number=sheets_of(evaluation, "participants") if evaluation else 0,
            results=results(evaluation, policy, "participants") if evaluation else [],
            good=[lesson for lesson in lessons if lesson.went_well],
            better=[lesson for lesson in lessons if not lesson.went_well],
            no_lesson=evaluation.no_lesson_reason if evaluation else "",
        ),
    )


urlpatterns = [
    path("trajecten/<slug:slug>/besluit/", decision, name="decision"),
    path("trajecten/<slug:slug>/terugkijken/", look_back, name="look-back"),
    *themes.urlpatterns,
    *looking_back.urlpatterns,
    *offered_outcome.urlpatterns,
]
