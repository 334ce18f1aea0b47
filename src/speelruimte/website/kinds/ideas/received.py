"""After sending own words: the receipt, on a page of its own that can be loaded again."""

from dataclasses import dataclass
from typing import ClassVar

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code, entry_of
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.asking import now
from speelruimte.website.days import day_words
from speelruimte.website.initiative_receipt import where_words
from speelruimte.website.just_shown import MINUTES, shown_just_now
from speelruimte.website.private_pages import kept_private
from speelruimte.website.proof_words import proof_from_words
from speelruimte.website.public.activity_words import after_sending, crumbs, url_or_nothing
from speelruimte.website.public.shown import activity_at, with_agreed
from speelruimte.website.rendering import InnerPage, Rows, render_page


@dataclass(frozen=True, kw_only=True)
class ReceiptPage(InnerPage):
    """After sending: the receipt code, for ten minutes; never kept."""

    template: ClassVar = "kinds/ideas/receipt.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    contribution: Contribution
    again: bool
    minutes: int
    receipt: Rows
    next: Rows
    fingerprint: str
    proof_from: str
    find_url: str


def writing_crumbs(activity):
    """The way to the form and to its receipt."""
    trajectory = activity.trajectory
    about = url_or_nothing("take-part", slug=trajectory.slug, key=activity.key)
    return crumbs(trajectory, (activity.title, about), (_("Schrijf"), ""))


def contributed(request, slug, key):
    """The receipt, for the browser that just sent words; others are asked for their code (ADR 40)."""
    activity = activity_at(slug, key)
    shown = shown_just_now(request)
    contribution = contribution_with_code(shown.get("code", ""))
    if contribution is None or contribution.activity_id != activity.pk:
        return redirect("find-contribution")
    trajectory, contribution.activity = activity.trajectory, activity
    with_agreed(trajectory)
    entry = entry_of(contribution)
    page = ReceiptPage(
        crumbs=writing_crumbs(activity),
        trajectory=trajectory,
        contribution=contribution,
        again=bool(shown.get("again")),
        minutes=MINUTES,
        receipt=[
            {"label": _("Uw code"), "value": shown["code"], "code": True},
            {"label": _("Ontvangen"), "value": day_words(local_day(contribution.received_at))},
            {"label": _("Zaaknummer"), "value": trajectory.case_number},
            *_first_words(contribution),
            *where_words(contribution),
        ],
        next=after_sending(trajectory, activity, contribution),
        fingerprint=in_groups(entry.fingerprint) if entry else "",
        proof_from=proof_from_words(entry, at=now()) if entry else "",
        find_url=url_or_nothing("find-contribution"),
    )
    return kept_private(render_page(request, page))


def _first_words(contribution):
    """To what it was added."""
    if contribution.adds_to_id is not None:
        yield {"label": _("Toegevoegd aan"), "value": contribution.adds_to.text}
