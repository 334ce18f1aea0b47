"""One mail when people can join: asking for it, confirming, and leaving. Without an account."""

import smtplib
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from speelruimte.notices.asked import (
    about_of,
    confirm_notice,
    is_asked,
    leave_notice,
    subject_of,
)
from speelruimte.notices.asked_links import CONFIRM_WITHIN, Asking, unseal
from speelruimte.notices.letters import mail_to_confirm
from speelruimte.notices.sending import mail_of
from speelruimte.people.attempts import give_back_attempt, source_of, take_attempt
from speelruimte.places.finding import areas_of_street
from speelruimte.places.merging import leads_to
from speelruimte.places.models import Area, Street
from speelruimte.promise import open_activities
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.announcing import in_preparation
from speelruimte.trajectories.models import ENDED_STEPS, Trajectory
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_address, today
from speelruimte.website.brake import PER_MAILBOX, source_of_mailbox
from speelruimte.website.forms import AskOfSlipsMixin, PlainFormMixin, TrapInput
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.private_pages import can_go_back
from speelruimte.website.public.my_street import address_of, plans_in
from speelruimte.website.public.own_rows import unseen
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.spoken import speak_for

ASKED, ASKED_PER_HOUR = "asked_notice", 20
WHEN_ON = gettext_lazy(
    "U krijgt één mail als u kunt meedoen. Voor dit bericht wissen wij daarna uw adres. "
    "Wilt u het toch niet? De link om te stoppen staat in onze mail."
)


class NoticeForm(PlainFormMixin, AskOfSlipsMixin):
    """Only an address."""

    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "Wij sturen eerst een mail met een link. Wij bewaren uw adres pas als u daar ja zegt, en "
            "wissen het na die ene mail."
        ),
    )
    trap = forms.CharField(
        widget=TrapInput, required=False, label=gettext_lazy("Vul hier niets in")
    )


@dataclass(frozen=True, kw_only=True)
class AskNoticePage(InnerPage):
    """One mail when people can join: the form."""

    template: ClassVar = "public/ask_notice.html"
    form: NoticeForm
    name: str
    open_now: Rows  # {title, url}: where one can take part already
    is_one_plan: bool


@can_go_back
@unseen
def ask_notice(request, kind, key):
    """The form; what is sent by it is kept nowhere, and goes out in one mail."""
    if kind == "buurt" and (leads := leads_to(Area, key)):
        return redirect("ask-notice-buurt", key=leads, permanent=True)
    subject = _subject(kind, key)
    if subject is None:
        return _not_to_be_asked(request, kind, key)
    _speak_about(subject)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        asking = act(request, form, lambda data: _send(request, data["email"], subject))
        if asking is not None:
            return redirect("notice-asked")
    page = AskNoticePage(
        form=form,
        name=_name(subject),
        open_now=_open_now(subject, day=today()),
        is_one_plan=isinstance(subject, Trajectory),
        crumbs=_crumbs(subject),
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _subject(kind, key):
    """A street, an area, or a process that is not over and that residents may know of; or None."""
    if kind in ("straat", "buurt"):
        subject = (Street if kind == "straat" else Area).objects.filter(key=key).first()
    else:
        named = Trajectory.objects.filter(slug=key)
        is_known = named.public().exclude(step__in=ENDED_STEPS)
        subject = is_known.first() or next(iter(in_preparation(named, day=today())), None)
    return subject


def _not_to_be_asked(request, kind, key):
    """Of a plan that is over, that and where it is read; of all else not whether it ever was there."""
    over = None
    if kind == "plan":
        over = Trajectory.objects.public().filter(slug=key, step__in=ENDED_STEPS).first()
    if over is None:
        return _gone(request)
    _speak_about(over)
    heading = _("Hier vraagt u geen bericht meer")
    page = StoodHerePage(
        crumbs=_crumbs(over),
        heading=heading,
        name=heading,
        lead=_("‘%(title)s’ is voorbij. Er komt geen dag meer waarop u kunt meedoen.")
        % {"title": over.title},
        onward=[
            onward(_("Lees wat eruit kwam"), reverse("process", args=[over.slug])),
            onward(_("Kijk waar u nu kunt meedoen"), reverse("process-list")),
        ],
    )
    return render_page(request, page, status=404)


def _speak_about(subject):
    """A page about one process, and the mail that goes out from it, keep the words of its policy."""
    if isinstance(subject, Trajectory):
        speak_for(subject)


def _open_now(subject, *, day):
    """Where one can take part today: no mail is sent about that."""
    if isinstance(subject, Trajectory):
        plans = [subject]
    else:
        plans = plans_in([subject] if isinstance(subject, Area) else areas_of_street(subject))
    return [
        {"title": plan.title, "url": reverse("process", args=[plan.slug])}
        for plan in plans
        if open_activities(plan, day=day)
    ]


def _name(subject):
    return subject.title if isinstance(subject, Trajectory) else subject.name


def _crumbs(subject):
    crumbs = [{"label": _("Begin"), "url": reverse("home")}]
    if not isinstance(subject, Trajectory):
        crumbs.append({"label": subject.name, "url": address_of(subject)})
    return [*crumbs, {"label": _("Bericht als u kunt meedoen"), "url": ""}]


def _send(request, email, subject):
    moment = now()
    mailbox = source_of_mailbox(email, at=moment)
    for source, most in (
        (source_of(the_address(request), at=moment), ASKED_PER_HOUR),
        (mailbox, PER_MAILBOX),
    ):
        if not take_attempt(ASKED, source, most, moment):
            raise RuleBroken(
                _("U vroeg dit al vaak. Probeer het over een uur nog eens."), code="too_often"
            )
    asking = Asking(email=email, about=about_of(subject), language=get_language() or "")
    try:
        mail_of(mail_to_confirm(asking, title=_name(subject), on=today())).send()
    except (OSError, smtplib.SMTPException) as error:
        give_back_attempt(ASKED, mailbox, moment)  # nothing went there
        raise RuleBroken(
            _("Onze mail werkt nu niet. Probeer het straks nog eens, of bel ons."),
            code="no_mail_now",
        ) from error
    return asking


@dataclass(frozen=True, kw_only=True)
class NoticePage(InnerPage):
    """One sentence about a mail that was asked for, and at most one button."""

    template: ClassVar = "public/notice.html"
    title: str
    sentence: str
    button_label: str = ""
    says_token: bool = True  # whether the form asks for a token; one press in a mail has none


def _say(request, title, sentence, button="", status=200, says_token=True):
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Bericht als u kunt meedoen"), "url": ""},
    ]
    page = NoticePage(
        title=title,
        sentence=sentence,
        button_label=button,
        says_token=says_token,
        crumbs=crumbs,
    )
    return render_page(request, page, status=status)


@for_every_visitor()
def notice_asked(request):
    """What to do next."""
    return _say(
        request,
        _("Kijk in uw mail"),
        _(
            "U krijgt een mail met een link. Daar zegt u ja. Tot die tijd bewaren wij niets. "
            "Niets gekregen na tien minuten? Kijk bij de ongewenste mail."
        ),
    )


@unseen
def confirm(request, token):
    """Opening the link changes nothing; the button keeps the address until the one mail was sent."""
    try:
        asking = unseal(token, within=CONFIRM_WITHIN)
    except RuleBroken as broken:
        return _say(request, _("Deze link werkt niet"), broken.sentence, status=404)
    subject = subject_of(asking.about)
    if subject is None:
        return _gone(request)
    _speak_about(subject)
    if request.method != "POST":
        if is_asked(asking):
            return _say(request, _("Het staat al aan"), WHEN_ON)
        sentence = _("Wilt u één mail als u kunt meedoen bij: %(name)s?") % {"name": _name(subject)}
        return _say(request, _("Klopt dit?"), sentence, _("Ja, mail mij"))
    try:
        notice = confirm_notice(asking, by=None, at=now())
    except RuleBroken as broken:
        return _say(request, _("Dit is gestopt"), broken.sentence, status=409)
    return _gone(request) if notice is None else redirect("notice-on")


@for_every_visitor()
def notice_on(request):
    """Somebody said yes."""
    return _say(
        request,
        _("Het staat aan"),
        WHEN_ON,
    )


def _gone(request):
    sentence = _(
        "Dit plan of deze plek staat niet, of niet meer, op de website. Kijk bij alle plannen."
    )
    return _say(request, _("Dit is er niet meer"), sentence, status=404)


@csrf_exempt
@unseen
def leave(request, token):
    """Opening the link changes nothing; one press, here or in a mail program (RFC 8058), ends it.

    The link is the proof, so no token of a form is asked: a mail program has none.
    """
    try:
        asking = unseal(token)
    except RuleBroken:
        sentence = _("Wilt u geen mail van ons? Bel ons. Dan wissen wij uw adres.")
        return _say(request, _("Deze link werkt niet"), sentence, status=404)
    if request.method != "POST":
        _speak_about(subject_of(asking.about))
        sentence = _(
            "Wilt u dit bericht niet? Druk dan op de knop. Voor dit bericht wissen wij uw adres meteen."
        )
        return _say(request, _("Geen mail meer?"), sentence, _("Stop"), says_token=False)
    answer = notice_stopped if leave_notice(asking, by=None, at=now()) else notice_was_off
    if "List-Unsubscribe" in request.POST:  # a mail program follows no redirect
        return answer(request)
    return redirect("notice-stopped" if answer is notice_stopped else "notice-was-off")


@for_every_visitor()
def notice_was_off(request):
    """Somebody stopped what was not asked for, or was over."""
    sentence = _("U krijgt hierover geen mail van ons. Wij hebben uw adres hiervoor niet meer.")
    return _say(request, _("Dit stond niet aan"), sentence)


@for_every_visitor()
def notice_stopped(request):
    """Somebody stopped it."""
    # One sentence for everybody: it may not say whether this address also took part in something.
    sentence = _(
        "U krijgt hierover geen mail. Voor dit bericht is uw adres gewist. Deed u ook mee met iets? "
        "Daarover krijgt u nog wel mail."
    )
    return _say(request, _("Het is gestopt"), sentence)


urlpatterns = [
    path("bericht/gevraagd/", notice_asked, name="notice-asked"),
    path("bericht/aan/", notice_on, name="notice-on"),
    path("bericht/gestopt/", notice_stopped, name="notice-stopped"),
    path("bericht/stond-niet-aan/", notice_was_off, name="notice-was-off"),
    path("bericht/ja/<str:token>/", confirm, name="confirm-notice"),
    path("bericht/nee/<str:token>/", leave, name="leave-notice"),
    *(
        path(f"bericht/{kind}/<slug:key>/", ask_notice, {"kind": kind}, name=f"ask-notice-{kind}")
        for kind in ("straat", "buurt", "plan")
    ),
]
