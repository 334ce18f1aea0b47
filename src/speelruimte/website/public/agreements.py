"""What was promised, for everyone: the agreements, their versions, and what changed and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.agreements.actions import record_stand
from speelruimte.agreements.models import Party, Stand, Version
from speelruimte.agreements.queries import (
    Agreement,
    agreement_of,
    changes_between,
    current_agreement,
    last_ordinary_version,
    open_version,
)
from speelruimte.agreements.rules import may_record_stand
from speelruimte.agreements.texts import text_etag
from speelruimte.decisions.stopped import why_it_stopped
from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import role_named
from speelruimte.policy.schema.start import AlwaysOrNever
from speelruimte.promise import (
    PromiseKey,
    agreement_in_force,
    agreement_in_words,
    decider_of,
    is_behind_us,
    open_questions,
    promises_of,
    stopped_at,
    taking_part_on,
    who_answers,
)
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.trajectories.models import ENDED_STEPS, Step, Trajectory
from speelruimte.website.access import allow_or_403, signed_in_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.held_over import held_over_sentence, holding_of
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public import policy_page
from speelruimte.website.public.altered_words import notices_of
from speelruimte.website.public.promise_words import (
    LAPSED,
    NEVER_KEPT,
    NOT_KEPT,
    adopted_sentence,
    answers_from,
    fixed_rows,
    how_it_stopped,
    in_a_sentence,
    in_sentences,
    missed_frames,
    not_kept,
    open_rows,
    promise_rows,
    unknown_rows,
)
from speelruimte.website.public.shown import with_activities
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page
from speelruimte.website.sent_back import sent_back_rows
from speelruimte.website.spoken import speak_for
from speelruimte.website.stand_form import StandForm, stand_form
from speelruimte.weighing.models import Waiver
from speelruimte.weighing.queries import earlier_by_check, lapsed_by


def public_trajectory(slug):
    """A trajectory that residents may read about: with an agreement on its way, or a waiver."""
    trajectory = get_object_or_404(
        Trajectory.objects.select_related(
            "policy",
            "waiver",
            "weighing",
            "participation_decision",
            "decision",
            "feedback",
            "tally",
        ),
        slug=slug,
    )
    if hasattr(trajectory, "waiver") or Trajectory.objects.public().filter(slug=slug).exists():
        speak_for(trajectory)
        return trajectory
    raise Http404


@for_every_visitor()
def agreements(request, slug):
    """The agreement that holds now, the weighing before it, or why there is none."""
    trajectory = public_trajectory(slug)
    fetch_ahead([trajectory], "versions")
    agreement = current_agreement(trajectory)
    held_over = held_over_sentence(trajectory, _holding(trajectory, agreement))
    sent_back = sent_back_rows(trajectory)
    return _page(request, trajectory, agreement, held_over=held_over, sent_back=sent_back)


def _holding(trajectory, agreement):
    """As ``holding_of``, which is asked only where one of the versions that were read was held over."""
    lines = agreement.versions if agreement is not None else ()
    if lines and all(line.state != Version.State.HELD_OVER for line in lines):
        return None
    return holding_of(trajectory)


@for_every_visitor()
def agreement_version(request, slug, number):
    """One adopted version, as it was adopted."""
    trajectory = public_trajectory(slug)
    version = get_object_or_404(trajectory.versions.adopted(), number=number)
    fetch_ahead([trajectory], "versions")
    return _page(request, trajectory, agreement_of(version))


@dataclass(frozen=True, kw_only=True)
class AgreementsPage(InnerPage):
    """The agreement of a process, or one version of it."""

    template: ClassVar = "public/agreements.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    agreement: Agreement | None
    waiver: Waiver | None
    held_over: str  # that a body held the text over, and why
    sent_back: Rows  # {title, text, kind}
    inform_late: str  # that the day on which people would have heard was not kept, or holds no more
    is_ended: bool  # stopped, or in the memory
    stopped_on: str  # the day on which it stopped
    how_it_stopped: str  # that day, and who decided so
    stopped_reason: str
    excluded: AlwaysOrNever | None
    weighing: Row | None  # {rows, scales, told}
    # Of an agreement; without one the page says why there is none.
    fixed: Rows = ()
    open: Rows = ()
    unknown: Rows = ()
    missed: Collection[str] = ()  # titles of what should be known by now
    promises: Rows = ()  # {text, missed, lapsed}
    adopted: str = ""
    decided_about: Agreement | None = None  # the version the bodies decided about
    mark: Entry | None = None
    mark_short: str = ""
    text_short: str = ""
    decider: str = ""
    answers: str = ""  # who answers, where that is who came with the idea
    is_old: bool = False
    is_over: bool = False  # nobody can take part any more
    is_decided: bool = False
    missed_note: str = ""  # what is said of what should be known by now
    put_off: str = ""  # what is said of a day of the decision that becomes later
    shown_versions: Sequence[Version] = ()
    altered: Rows = ()  # {title, text, kind}, of what goes otherwise than this text says


def _page(request, trajectory, agreement, *, held_over="", sent_back=()):
    policy = parsed_policy(trajectory.policy)
    label = _("Afspraken")
    return render_page(
        request,
        AgreementsPage(
            trajectory=trajectory,
            agreement=agreement,
            crumbs=_crumbs(trajectory, label),
            waiver=getattr(trajectory, "waiver", None),
            held_over=held_over,
            sent_back=sent_back,
            inform_late=_inform_late(trajectory),
            is_ended=trajectory.step in ENDED_STEPS,
            stopped_on=day_words(stopped_at(trajectory)),
            how_it_stopped=how_it_stopped(trajectory),
            stopped_reason=why_it_stopped(trajectory),
            excluded=_excluded(trajectory, policy),
            weighing=weighing_shown(trajectory, policy),
            **(_promise(trajectory, agreement) if agreement else {}),
        ),
    )


def _crumbs(trajectory, *labels):
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Ik wil meedenken"), "url": reverse("process-list")},
        {"label": trajectory.title, "url": reverse("process", args=[trajectory.slug])},
    ]
    if len(labels) > 1:
        crumbs.append({"label": labels[0], "url": reverse("agreements", args=[trajectory.slug])})
    return [*crumbs, {"label": labels[-1], "url": ""}]


def _inform_late(trajectory):
    """That nobody showed that people heard by their day, or that it holds no more."""
    waiver = getattr(trajectory, "waiver", None)
    if waiver is None or waiver.informed_on is not None:
        return ""
    if trajectory.step == Step.STOPPED:
        return LAPSED
    return NOT_KEPT if waiver.inform_by < today() else ""


def _excluded(trajectory, policy):
    """The case of the policy on which a waiver rests, when it does."""
    key = trajectory.waiver.exclusion if hasattr(trajectory, "waiver") else ""
    return next((exclusion for exclusion in policy.exclusions if exclusion.key == key), None)


def _promise(trajectory, agreement) -> dict[str, Any]:
    """The room, the promise card and who decides, from an agreement in words."""
    with_activities(trajectory)
    promises = promises_of(trajectory, agreement, day=today())
    entry = (
        Entry.objects.about(trajectory.key)
        .filter(verb="agreement_adopted")
        .order_by("-number")
        .only("number", "text", "fingerprint")
    )
    mark = next(
        (
            adoption_entry
            for adoption_entry in entry
            if adoption_entry.facts["version"] == agreement.number
        ),
        None,
    )
    decided_about = _decided_about(trajectory, agreement)
    sentences = [adopted_sentence(decided_about)]
    if decided_about.number != agreement.number:
        sentences.append(adopted_sentence(agreement))
    return {
        "fixed": fixed_rows(agreement.fixed),
        "open": open_rows(open_questions(agreement, day=today())),
        "unknown": unknown_rows(agreement.unknown, promises, step=trajectory.step),
        "missed": missed_frames(agreement.unknown, promises),
        "promises": promise_rows(promises, step=trajectory.step),
        "adopted": in_sentences(*sentences),
        "decided_about": decided_about,
        "mark": mark,
        "mark_short": in_groups(mark.fingerprint) if mark else "",
        "text_short": in_groups(agreement.fingerprint),
        "altered": _altered(trajectory),
        "decider": in_a_sentence(decider_of(trajectory).label),
        "answers": answers_from(who_answers(trajectory), is_over=trajectory.step in ENDED_STEPS),
        "is_old": agreement.is_replaced,
        "is_over": is_behind_us(
            trajectory, taking_part_on(trajectory, agreement_in_force(trajectory), day=today())
        ),
        "is_decided": hasattr(trajectory, "decision"),
        "missed_note": NEVER_KEPT if trajectory.step in ENDED_STEPS else NOT_KEPT,
        "put_off": _decision_put_off(promises),
        "shown_versions": [version for version in agreement.versions if version.adopted_on],
    }


def _decided_about(trajectory, agreement):
    """The version the bodies decided about: of a light change the last one before it.

    One query for a light change and for what was put back; none for the others.
    """
    if not (agreement.is_light or agreement.is_put_back):
        return agreement
    version = last_ordinary_version(trajectory, before=agreement.number)
    return agreement_in_words(version, trajectory.policy)


def _altered(trajectory) -> Rows:
    """What goes otherwise than a locked text says, for ``_altered.html`` before it."""
    return notices_of(trajectory.activities.all(), day=today(), ever=True)


def _decision_put_off(promises):
    decided_on = (promise for promise in promises if promise.key is PromiseKey.DECIDED_ON)
    return next((not_kept(promise.later) for promise in decided_on if promise.later), "")


def weighing_shown(trajectory, policy):
    """The weighing for everyone, once it is closed: each answer with its reason and the role."""
    weighing = getattr(trajectory, "weighing", None)
    if weighing is None or trajectory.step in (Step.EXPLORING, Step.WEIGHING):
        return None
    answers = {answer.check_key: answer for answer in weighing.answers.all()}
    body, earlier = body_at_the_weighing(trajectory), earlier_by_check(weighing)
    rows = [
        {
            "question": str(check.label),
            "verdict": answers[check.key].get_verdict_display().capitalize(),
            "reason": answers[check.key].reason,
            "earlier": earlier.get(check.key, ()),
            "who": role_named(
                Role(answers[check.key].answered_as), policy.deciding_bodies, body=body
            ),
        }
        for check in policy.checks
        if check.key in answers
    ]
    scales = [
        {"label": str(scale.question), "value": str(step.label)}
        for scale, key in (
            (policy.impact, weighing.impact),
            (policy.influence_space, weighing.influence_space),
        )
        if scale
        for step in scale.steps
        if step.key == key
    ]
    return {
        "rows": rows,
        "scales": scales,
        "told": weighing,
        "decision": _decision_on_participation(trajectory, policy),
    }


def _decision_on_participation(trajectory, policy):
    """What a body decided about taking part, in words; nothing where the policy left it to others."""
    decision = getattr(trajectory, "participation_decision", None)
    if decision is None:
        return None
    said = _("Mensen kunnen meedoen: dat is op %(day)s besloten door %(who)s.")
    if not decision.people_take_part:
        said = _("Mensen kunnen niet meedoen: dat is op %(day)s besloten door %(who)s.")
    who = str(policy.body(decision.body).label)
    words = said % {"who": who, "day": day_words(decision.decided_on)}
    lapsed = [
        _("Dit nee geldt niet meer. Meedoen hoort nu bij: %(label)s. %(ground)s")
        % {"label": case.label, "ground": case.ground}
        for case in lapsed_by(trajectory)
    ]
    return {"words": words, "reason": decision.reason, "lapsed": lapsed}


@dataclass(frozen=True, kw_only=True)
class AgreementDifferencePage(InnerPage):
    """What changed with a version."""

    template: ClassVar = "public/agreement_difference.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    agreement: Agreement | None
    before: Version
    changes: list  # {title, before, after, is_new, is_gone}
    objections_until: str
    altered: Rows  # {title, text, kind}, of what goes otherwise than these texts say
    stopped_on: str  # the day on which it stopped


@for_every_visitor()
def agreement_difference(request, slug, number):
    """What changed with this version, first and now beside each other, and why."""
    trajectory = public_trajectory(slug)
    new = get_object_or_404(trajectory.versions.adopted(), number=number)
    old = trajectory.versions.adopted().filter(number=new.amends).first()
    if old is None:
        raise Http404
    old.trajectory = new.trajectory = trajectory
    with_activities(trajectory)
    return render_page(
        request,
        AgreementDifferencePage(
            trajectory=trajectory,
            agreement=agreement_of(new),
            before=old,
            changes=changes_between(old, new),
            objections_until=day_words(new.objections_until) if new.objections_until else "",
            altered=_altered(trajectory),
            stopped_on=day_words(stopped_at(trajectory)),
            crumbs=_crumbs(trajectory, _("Afspraken"), _("Wat er veranderde")),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class StandPage(InnerPage):
    """Does your organisation agree? Not cached."""

    template: ClassVar = "public/stand.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    agreement: Agreement | None
    rows: Sequence[tuple[Party, StandForm, Stand | None]]


@signed_in_page
def stand(request, slug):
    """Say whether the organisation one speaks for agrees; on a page of its own, for who is asked."""
    trajectory = get_object_or_404(Trajectory.objects.select_related("policy"), slug=slug)
    speak_for(trajectory)
    person, version = the_person(request), open_version(trajectory)
    asked = [
        party
        for party in trajectory.parties.filter(organisation__memberships__person=person)
        .select_related("organisation")
        .distinct()
        if may_record_stand(person, party, trajectory, on=today())
    ]
    allow_or_403(bool(asked), _("U spreekt hier niet namens een organisatie die is gevraagd."))
    forms = {party.pk: _stand_form(request, version, party) for party in asked}
    for party in asked:
        pressed = request.method == "POST" and request.POST.get("do") == f"party-{party.pk}"
        if pressed and version is not None:

            def do(data, party=party):
                return record_stand(version, party=party, **data, by=request.user, at=now())

            if act(request, forms[party.pk], do):
                return redirect(request.path)
            forms[party.pk].about(text_etag(version))
    answer = render_page(
        request,
        StandPage(
            trajectory=trajectory,
            agreement=agreement_of(version) if version else None,
            rows=[(party, forms[party.pk], _stand_of(version, party)) for party in asked],
            crumbs=_crumbs(trajectory, _("Gaat u akkoord?")),
        ),
        status=422 if any(form.errors for form in forms.values()) else 200,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _stand_form(request, version, party):
    etag = text_etag(version) if version else ""
    return stand_form(request, _stand_of(version, party), name=f"party-{party.pk}", etag=etag)


def _stand_of(version, party):
    return version.stands.filter(party=party).first() if version else None


urlpatterns = [
    path("trajecten/<slug:slug>/afspraken/", agreements, name="agreements"),
    path("trajecten/<slug:slug>/afspraken/akkoord/", stand, name="agreement-stand"),
    path(
        "trajecten/<slug:slug>/afspraken/<int:number>/", agreement_version, name="agreement-version"
    ),
    path(
        "trajecten/<slug:slug>/afspraken/<int:number>/verschil/",
        agreement_difference,
        name="agreement-difference",
    ),
    *policy_page.urlpatterns,
]
