"""A party says that it does not agree with a light change: signed in, or with the link of its mail."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth.decorators import login_required
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.agreements.light_rules import can_object
from speelruimte.agreements.models import Party
from speelruimte.agreements.queries import changes_between, version_in_force
from speelruimte.notices.links import read_token
from speelruimte.people.queries import speaks_for
from speelruimte.route.light_change import object_and_tell
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.access import allow_or_403
from speelruimte.website.acting import act_once
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.just_shown import sent_on, shown_just_now
from speelruimte.website.objection_form import ObjectionForm
from speelruimte.website.private_pages import can_go_back
from speelruimte.website.public.agreements import public_trajectory
from speelruimte.website.public.own_rows import unseen
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.rendering import InnerPage, render_page


@dataclass(frozen=True, kw_only=True)
class ObjectionPage(InnerPage):
    """What changed a little, and the button for a party that does not agree. Not cached."""

    template: ClassVar = "public/objection.html"
    nav_current: str = "processes"
    heading: str
    trajectory: Trajectory
    form: ObjectionForm | None
    party: Party
    changes: list
    reason: str
    until: str
    done: bool


@login_required
@can_go_back
@unseen
def objection(request, slug):
    """For who speaks for an organisation that is party."""
    trajectory, person = public_trajectory(slug), the_person(request)
    parties = trajectory.parties.filter(organisation__isnull=False).select_related("organisation")
    party = next(
        (asked for asked in parties if speaks_for(person, asked.organisation_id, on=today())), None
    )
    allow_or_403(party is not None, _("U spreekt hier niet namens een organisatie die partij is."))
    return _page(request, trajectory, party, by=person)


@can_go_back
@unseen
def linked_objection(request, slug, token):
    """For somebody who is party by name, from the link in the mail."""
    trajectory = public_trajectory(slug)
    party = _party_with_token(trajectory, token)
    if party is None:
        return _no_link(request, trajectory)
    return _page(request, trajectory, party, by=party.contact)


def _party_with_token(trajectory, token):
    """Whose link this is; None of one that is old or made up, of who is party no more, and of one in a
    mail to an address that was mended since."""
    try:
        linked = read_token(token)
    except RuleBroken:
        return None
    if linked.kind != "party":
        return None
    parties = Party.objects.filter(trajectory=trajectory, contact__isnull=False)
    party = parties.select_related("contact").filter(pk=linked.key).first()
    mended_at = party.contact.email_changed_at if party is not None else None
    return None if mended_at is not None and linked.signed_at < mended_at else party


def _no_link(request, trajectory):
    """What to do with a link that leads nowhere any more."""
    heading = _("Deze link werkt niet")
    page = StoodHerePage(
        crumbs=_crumbs(trajectory),
        heading=heading,
        name=heading,
        lead=_(
            "Kijk of u het hele adres uit onze mail hebt, en of dit de nieuwste mail is. Klopt dat? Dan "
            "vragen wij u niet meer om een ja of nee bij dit plan."
        ),
        onward=[
            onward(_("Lees de afspraken"), reverse("agreements", args=[trajectory.slug])),
            onward(_("Bel of mail ons"), reverse("contact"), _("Klopt dit volgens u niet?")),
        ],
    )
    return render_page(request, page, status=404)


def _page(request, trajectory, party, *, by):
    version = version_in_force(trajectory)
    possible = version is not None and can_object(version, newest=version, today=today())
    pressed = request.method == "POST"
    form = ObjectionForm(request.POST or None) if possible or pressed else None
    if (
        pressed
        and version is not None
        and act_once(
            request,
            form,
            lambda data: object_and_tell(version, party=party, **data, by=by, at=now()),
        )
    ):
        return sent_on(request, request.path, {"done": "1"})
    done = not pressed and bool(shown_just_now(request))
    light = version if possible else None
    before = light and trajectory.versions.filter(number=light.amends).first()
    if before is not None:
        before.trajectory = trajectory
    asked = _("Bent u het eens met de kleine wijziging?")
    page = ObjectionPage(
        heading=_("Uw nee is vastgelegd") if done else asked,
        trajectory=trajectory,
        form=None if done else form,
        party=party,
        changes=changes_between(before, light) if before is not None else [],
        reason=light.reason_for_change if light else "",
        until=date_format(light.objections_until, "j F Y") if light else "",
        done=done,
        crumbs=_crumbs(trajectory),
    )
    return render_page(request, page, status=422 if form is not None and form.errors else 200)


def _crumbs(trajectory):
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": reverse("process", args=[trajectory.slug])},
        {"label": _("Nee zeggen"), "url": ""},
    ]


urlpatterns = [
    path("trajecten/<slug:slug>/afspraken/nee/", objection, name="agreement-objection"),
    path(
        "trajecten/<slug:slug>/afspraken/nee/<str:token>/",
        linked_objection,
        name="linked-objection",
    ),
]
