"""Making a part of own words unreadable, and reading the words as they came in."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.redact import MARKED_IN, redacted_words
from speelruimte.activities.models import Contribution, Original
from speelruimte.activities.originals import has_original, read_original
from speelruimte.activities.saying_again import check_says_nothing_again
from speelruimte.analysis.personal_data import findings
from speelruimte.route.redacting import quotations_of, redact_and_tell
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act, refuse
from speelruimte.website.asking import now, the_person
from speelruimte.website.forms import PlainForm
from speelruimte.website.private_pages import kept_private
from speelruimte.website.rendering import Row, Rows, render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, trajectory_page
from speelruimte.website.workbench.hinted import HINTS
from speelruimte.website.workbench.inbox import back_to, contribution_to_look_at, row_of
from speelruimte.website.workbench.who_hears import writer_hears

DO_IT = "onleesbaar"


class RedactionForm(SharedForm):
    """What must not be read, ticked or written, and why."""

    seen = forms.MultipleChoiceField(
        label=gettext_lazy("Dit lijkt op gegevens van mensen"),
        help_text=gettext_lazy("Haal het vinkje weg bij wat gewoon te lezen mag blijven."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    pieces = forms.CharField(
        label=gettext_lazy("Wat moet nog meer onleesbaar worden?"),
        help_text=gettext_lazy(
            "Zet elk stuk op een eigen regel, zoals het er staat. Overal waar het staat, komt ▇▇▇."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom wordt dit onleesbaar?"),
        help_text=gettext_lazy(
            "De schrijver en iedereen lezen deze uitleg. Herhaal er niet in wat weg moet."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=gettext_lazy("Er stonden gegevens van mensen in. Die horen niet op de website."),
        max_length=4_000,
    )

    def __init__(self, *args, contribution, **kwargs):
        super().__init__(*args, **kwargs)
        written = _seen_in(contribution)
        self.fields["seen"].choices = [
            (finding.written, f"{finding.written} ({HINTS[finding.kind]})") for finding in written
        ]
        self.fields["seen"].initial = [finding.written for finding in written]
        if not written:
            del self.fields["seen"]

    @property
    def marked(self) -> list[str]:
        """All pieces, ticked and written, each once."""
        lines = self.cleaned_data.get("pieces", "").splitlines()
        both = [*self.cleaned_data.get("seen", ()), *(line.strip() for line in lines)]
        return list(dict.fromkeys(piece for piece in both if piece))


def _seen_in(contribution):
    written = "\n".join((contribution.title, contribution.text, contribution.place))
    contact = contribution.contact
    return findings(written, names=[contact.name] if contact else [])


@dataclass(frozen=True, kw_only=True)
class RedactPage(TrajectoryFrame):
    """Marking what must not be read; ``after`` is how it reads then, once that was asked."""

    template: ClassVar = "workbench/redact.html"
    form: RedactionForm
    row: Row
    back: str
    after: Row | None
    quotations: Rows  # {what, excerpt}
    waits: bool
    has_original: bool


@workbench_page
def redact(request, key):
    """First how it will read, then the same form once more to do it."""
    contribution = contribution_to_look_at(request, key)
    trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
    form = RedactionForm(
        request.POST or None,
        contribution=contribution,
        initial={"etag": etag_of(contribution, MARKED_IN)},
    )
    after, quotations = None, []
    if request.method == "POST" and form.is_valid():
        if DO_IT in request.POST and _redact(request, contribution, form):
            messages.success(
                request,
                _("Een deel van inbreng %(key)s is nu onleesbaar. %(hears)s")
                % {"key": key, "hears": writer_hears(contribution)},
            )
            return redirect(back_to(request, contribution))
        after, quotations = _outcome(contribution, form)
    return render_page(
        request,
        RedactPage(
            **vars(frame),
            form=form,
            row=row_of(contribution),
            back=request.POST.get("back", request.GET.get("terug", "")),
            after=after,
            quotations=quotations,
            waits=contribution.state == Contribution.State.WAITING,
            has_original=has_original(contribution),
        ),
        status=422 if form.errors else 200,
    )


def _redact(request, contribution, form):
    return act_unless_changed(
        request,
        form,
        lambda data: redact_and_tell(
            contribution,
            pieces=form.marked,
            reason=data["reason"],
            etag=data["etag"],
            place=True,
            by=the_person(request),
            at=now(),
        ),
    )


def _outcome(contribution, form):
    """How it will read, and where else it is quoted; a piece that stands nowhere is said."""
    if form.errors:
        return None, []
    try:
        after = redacted_words(contribution, form.marked)
        check_says_nothing_again(form.cleaned_data["reason"], contribution, pieces=form.marked)
    except RuleBroken as broken:
        refuse(form, broken)
        return None, []
    quotations = [
        {"what": place.what, "excerpt": place.excerpt}
        for place in quotations_of(contribution, form.marked)
    ]
    return after, quotations


class ReadOriginalForm(PlainForm):
    """Why somebody must read the words as they came in."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom moet u de oorspronkelijke tekst lezen?"),
        help_text=gettext_lazy("Dit wordt opgeschreven, met uw naam en de dag."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
    )


@dataclass(frozen=True, kw_only=True)
class OriginalPage(TrajectoryFrame):
    """The words as they came in, for who said why."""

    template: ClassVar = "workbench/original.html"
    form: ReadOriginalForm
    original: Original | None
    contribution: Contribution


@workbench_page
def original(request, key):
    """Asks why first; the answer to that very form shows the words, and nothing keeps them."""
    contribution = contribution_to_look_at(request, key)
    _trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
    form = ReadOriginalForm(request.POST or None)
    words = None
    if request.method == "POST":
        words = act(
            request,
            form,
            lambda data: read_original(
                contribution, reason=data["reason"], by=the_person(request), at=now()
            ),
        )
    page = OriginalPage(**vars(frame), form=form, original=words, contribution=contribution)
    return kept_private(render_page(request, page, status=422 if form.errors else 200))


urlpatterns = [
    path("werk/inbreng/<slug:key>/onleesbaar/", redact, name="work-redact"),
    path("werk/inbreng/<slug:key>/oorspronkelijk/", original, name="work-original"),
]
