"""The first look: who helps, what colleagues see, and the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.initiatives.actions import call_off_first_view, give_first_view, write_letter
from speelruimte.initiatives.actions.quickscan import HELPER, LETTER
from speelruimte.initiatives.models import EarlierLetter, FirstView, Initiative, Quickscan
from speelruimte.initiatives.queries import Proposal, propose_account_holder, told_beside
from speelruimte.initiatives.rules import (
    LONGEST_INVOLVED,
    letter_lacks,
    may_give_first_view,
    may_guide,
    may_name_account_holder,
)
from speelruimte.initiatives.terms import letter_due_on
from speelruimte.people.roles import Role
from speelruimte.route.door import (
    advance,
    ask_colleague,
    name_helper,
    next_door_steps,
    send_quickscan_letter,
)
from speelruimte.route.queries import who_does
from speelruimte.shared.edits import etag_of, plain_lines
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, today
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.door_frame import DoorFrame, guides, initiative_page
from speelruimte.website.workbench.initiative_forms import (
    AccountHolderForm,
    AskViewForm,
    CallOffForm,
    LetterForm,
    ViewForm,
)
from speelruimte.website.workbench.people_in import named_with_holders
from speelruimte.website.workbench.said_before import FROM_THE_VIEWS, say_from_where

HELPER_FORM = "helper"
OFF_FORM = "off"


def _quickscan(initiative):
    return getattr(initiative, "quickscan", None)


@workbench_page
def quickscan(request, case_number):
    """The first look on one page, with a form for whatever is to be done now."""
    initiative, frame = initiative_page(request, case_number)
    return _page(request, initiative, frame)


@dataclass(frozen=True, kw_only=True)
class QuickscanPage(DoorFrame):
    """The first look."""

    template: ClassVar = "workbench/quickscan.html"
    answers: Rows  # {question, text}, as told at the door
    may_mend: bool
    may_guide: bool
    may_name: bool
    quickscan: Quickscan | None
    views: Sequence[FirstView]
    own_view: FirstView | None
    somebody_owes: bool
    proposal: Proposal | None
    in_step: bool
    can_write: bool
    letter_due: date | None
    onward: Rows
    holder_form: AccountHolderForm
    ask_form: AskViewForm
    view_form: ViewForm
    off_form: CallOffForm
    letter_form: LetterForm


def _page(request, initiative, frame, **given):
    scan = _quickscan(initiative)
    views = list(scan.views.select_related("colleague")) if scan else []
    proposal = propose_account_holder(initiative, on=today())
    in_step = initiative.step == Initiative.Step.QUICKSCAN
    may_guide_here = guides(request, initiative)
    page = QuickscanPage(
        **vars(frame),
        answers=told_beside(initiative),
        may_mend=False,
        may_guide=may_guide_here,
        may_name=may_name_account_holder(request.user, initiative, on=today()),
        quickscan=scan,
        views=views,
        own_view=next((v for v in views if _is_owed(v, request.user)), None),
        somebody_owes=any(view.is_owed for view in views),
        proposal=proposal,
        in_step=in_step,
        can_write=may_guide_here and in_step and scan is not None and not scan.sent_at,
        letter_due=letter_due_on(initiative),
        onward=_onward(next_door_steps(initiative), initiative) if in_step else [],
        **(_forms(request, scan, proposal) | given),
    )
    status = 422 if any(form.errors for form in given.values()) else 200
    return render_page(request, page, status=status)


def _forms(request, scan, proposal) -> dict[str, Any]:
    """The forms of the page, each as it is before somebody presses it.

    A first view that was typed while another button was pressed is still there.
    """
    return {
        "holder_form": AccountHolderForm(
            on=today(),
            prefix=HELPER_FORM,
            initial={
                "person": proposal.person if proposal else None,
                "etag": etag_of(scan, HELPER),
            },
        ),
        "ask_form": AskViewForm(on=today()),
        "off_form": CallOffForm(prefix=OFF_FORM),
        "view_form": ViewForm(initial={"text": request.POST.get("text", "")}),
        "letter_form": _letter_form(scan),
    }


def _letter_form(scan):
    """The letter as it was kept; before anybody wrote in it, what colleagues saw is a beginning."""
    as_kept = _letter(scan)
    drafted = as_kept | _begun(scan)
    form = LetterForm(initial=drafted)
    if drafted != as_kept:
        say_from_where(form.fields["chances"], FROM_THE_VIEWS)
    return form


def _begun(scan) -> dict[str, str]:
    """The first views as the first draft of a letter in which nothing stands yet."""
    if scan is None or any(getattr(scan, name) for name in LETTER):
        return {}
    given = scan.views.filter(given_at__isnull=False).order_by("given_at", "pk")
    words = "\n\n".join(given.values_list("text", flat=True))
    return {"chances": words} if words and len(words) <= LONGEST_INVOLVED else {}


def _onward(ways, initiative):
    return [
        {
            "step": way.step,
            "label": way.label,
            "missing": way.missing,
            "goes": _named(Role.ACCOUNT_HOLDER, initiative),
            "sentences": [
                {"sentence": gap.sentence, "who": _named(gap.who, initiative)}
                for gap in way.missing
            ],
        }
        for way in ways
        if way.step == Initiative.Step.WHO_DECIDES
    ]


def _named(role, initiative):
    """Who does it, as "Mijn werk" has it."""
    return named_with_holders(who_does(initiative, role), initiative, on=today())


def _is_owed(view, person):
    return view.is_owed and may_give_first_view(person, view)


def _letter_begun(scan):
    """The draft as it was offered: who only looked at it wrote no letter."""
    begun = {name: plain_lines(text) for name, text in _begun(scan).items()}
    return dict.fromkeys(LETTER, "") | begun


def _letter(quickscan):
    written = {name: getattr(quickscan, name) for name in LETTER} if quickscan else {}
    return written | {"etag": etag_of(quickscan, LETTER)}


@workbench_page
def name(request, case_number):
    """Name who helps."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_name_account_holder(request.user, initiative, on=today()))
    letter_form = _keep_letter(request, initiative)
    form = AccountHolderForm(request.POST or None, on=today(), prefix=HELPER_FORM)
    if letter_form is not None:
        return _page(request, initiative, frame, holder_form=form, letter_form=letter_form)
    done = act_unless_changed(
        request,
        form,
        lambda data: name_helper(initiative, by=request.user, at=now(), on=today(), **data),
    )
    return _back(request, initiative, frame, done, holder_form=form)


@workbench_page
def ask(request, case_number):
    """Ask a colleague for a view."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    letter_form = _keep_letter(request, initiative)
    form = AskViewForm(request.POST or None, on=today())
    if letter_form is not None:
        return _page(request, initiative, frame, ask_form=form, letter_form=letter_form)
    done = act(
        request,
        form,
        lambda data: ask_colleague(
            initiative, colleague=data["colleague"], by=request.user, at=now(), on=today()
        ),
    )
    return _back(request, initiative, frame, done, ask_form=form)


@workbench_page
def give(request, case_number, pk):
    """Give the view one was asked for."""
    initiative, frame = initiative_page(request, case_number)
    view = get_object_or_404(FirstView, pk=pk, quickscan__initiative=initiative)
    allow_or_403(may_give_first_view(request.user, view))
    letter_form = _keep_letter(request, initiative)
    form = ViewForm(request.POST or None)
    if letter_form is not None:
        return _page(request, initiative, frame, view_form=form, letter_form=letter_form)
    done = act(
        request,
        form,
        lambda data: give_first_view(view, text=data["text"], by=request.user, at=now()),
    )
    return _back(request, initiative, frame, done, view_form=form)


@workbench_page
def call_off(request, case_number, pk):
    """A view that was asked is not needed after all."""
    initiative, frame = initiative_page(request, case_number)
    view = get_object_or_404(FirstView, pk=pk, quickscan__initiative=initiative)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    if request.method != "POST":
        return redirect("work-quickscan", case_number)
    letter_form = _keep_letter(request, initiative)
    if letter_form is not None:
        return _page(request, initiative, frame, letter_form=letter_form)
    form = CallOffForm(request.POST, prefix=OFF_FORM)
    done = act(
        request,
        form,
        lambda data: call_off_first_view(view, **data, by=request.user, at=now(), on=today()),
    )
    if done is None:
        return _back(request, initiative, frame, None, off_form=form)
    told = _("Op de eerste blik van %(name)s wacht niemand meer.")
    messages.success(request, told % {"name": view.colleague.name})
    return redirect("work-quickscan", case_number)


@workbench_page
def write(request, case_number):
    """Keep the letter as far as it is."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    form = LetterForm(request.POST or None, initial=_letter(_quickscan(initiative)))
    done = act_unless_changed(
        request,
        form,
        lambda data: write_letter(initiative, by=request.user, at=now(), on=today(), **data),
    )
    return _back(request, initiative, frame, done, letter_form=form)


def _keep_letter(request, initiative):
    """The letter is kept whichever button of the page was pressed; its form when that was refused.

    What was only looked at stays out: a colleague may have written since.
    """
    scan = _quickscan(initiative)
    if scan is None or scan.sent_at or not guides(request, initiative):
        return None
    form = LetterForm(request.POST, initial=_letter(scan))
    if not set(LETTER) & set(request.POST):
        return None
    if form.is_valid() and (not form.was_typed_in or form.letter == _letter_begun(scan)):
        return None
    done = act_unless_changed(
        request,
        form,
        lambda data: write_letter(initiative, by=request.user, at=now(), on=today(), **data),
    )
    return None if done is not None else form


def _back(request, initiative, frame, done, **form):
    """To the page of the first look again, or the same page with what was wrong or is not sent yet."""
    # Looked up again: the letter may have been kept a moment ago.
    initiative, frame = initiative_page(request, initiative.case_number)
    if done is None:
        return _page(request, initiative, frame, **form)
    messages.success(request, _("Dit is bewaard."))
    if request.POST.get("text") and "view_form" not in form:
        return _page(request, initiative, frame)
    return redirect("work-quickscan", initiative.case_number)


@dataclass(frozen=True, kw_only=True)
class LetterPage(DoorFrame):
    """The letter as it is sent, to print or to send."""

    template: ClassVar = "workbench/letter.html"
    quickscan: Quickscan
    can_send: bool
    lacks: str  # what was asked for or added and is not in it yet, while it can be sent
    asks: bool  # it was pressed without being sure of that
    can_correct: bool
    has_mail: bool
    earlier_letters: Sequence[EarlierLetter]


@workbench_page
def letter(request, case_number):
    """The letter as the initiator gets it: to read over, to print, to send."""
    initiative, frame = initiative_page(request, case_number)
    scan = _quickscan(initiative)
    if scan is None:
        return redirect("work-quickscan", case_number)
    can_send = (
        guides(request, initiative)
        and initiative.step == Initiative.Step.QUICKSCAN
        and not scan.sent_at
    )
    lacks = " ".join(letter_lacks(initiative, scan)) if can_send else ""
    sure = "sure" in request.POST
    asks = request.method == "POST" and bool(lacks) and not sure
    if request.method == "POST" and not asks:
        allow_or_403(may_guide(request.user, initiative, on=today()))
        who = {"by": request.user, "at": now(), "on": today()}
        return press(
            request,
            lambda: send_quickscan_letter(initiative, sure=sure, **who),
            done=_("De brief is verstuurd."),
            to=request.path,
        )
    return render_page(
        request,
        LetterPage(
            **vars(frame),
            quickscan=scan,
            can_send=can_send,
            lacks=lacks,
            asks=asks,
            can_correct=guides(request, initiative) and scan.sent_at is not None,
            earlier_letters=list(scan.earlier_letters.all()),
            has_mail=bool(initiative.contact and initiative.contact.email),
        ),
        status=422 if asks else 200,
    )


@workbench_page
def bring(request, case_number, step):
    """Bring an initiative to its next step at the door."""
    if step not in Initiative.Step.values:
        raise Http404
    initiative, frame = initiative_page(request, case_number)
    if request.method == "POST":
        allow_or_403(may_guide(request.user, initiative, on=today()))
        letter_form = _keep_letter(request, initiative)
        if letter_form is not None:
            return _page(request, initiative, frame, letter_form=letter_form)
        return bring_on(request, initiative, step)
    return redirect("work-initiative", case_number)


def bring_on(request, initiative, step):
    """To the page of the step where it is then; where that was refused, to its own page."""
    try:
        advance(initiative, to=step, by=request.user, at=now(), on=today())
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return redirect("work-initiative", initiative.case_number)
    page = "quickscan" if step == Initiative.Step.QUICKSCAN else "who-decides"
    return redirect(f"work-{page}", initiative.case_number)


BASE = "werk/initiatieven/<str:case_number>/"
urlpatterns = [
    path(f"{BASE}quickscan/", quickscan, name="work-quickscan"),
    path(f"{BASE}quickscan/accounthouder/", name, name="work-name-holder"),
    path(f"{BASE}quickscan/vragen/", ask, name="work-ask-view"),
    path(f"{BASE}quickscan/blik/<int:pk>/", give, name="work-give-view"),
    path(f"{BASE}quickscan/blik/<int:pk>/niet-nodig/", call_off, name="work-call-off-view"),
    path(f"{BASE}quickscan/schrijven/", write, name="work-write-letter"),
    path(f"{BASE}quickscan/brief/", letter, name="work-letter"),
    path(f"{BASE}naar/<slug:step>/", bring, name="work-bring-on"),
]
