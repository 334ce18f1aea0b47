"""The journal for everybody: how long it is, who signed it, and whether a fingerprint is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from speelruimte.decisions.entries import entry_of_text
from speelruimte.journal.finding import entry_with_fingerprint, read_fingerprint
from speelruimte.journal.log_key import public_key
from speelruimte.journal.models import Checkpoint, Entry
from speelruimte.journal.proof import cosigned
from speelruimte.journal.signing import newest_checkpoint
from speelruimte.journal.witnessing import Witness, witnesses
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.asking import now
from speelruimte.website.forms import PlainForm
from speelruimte.website.just_shown import sent_on, shown_just_now
from speelruimte.website.private_pages import can_go_back
from speelruimte.website.proof_words import signed_by_words
from speelruimte.website.rendering import InnerPage, render_page


class FingerprintForm(PlainForm):
    """A fingerprint as it stands on a receipt, on paper or in a proof."""

    refusal = gettext_lazy("Deze vingerafdruk klopt niet")
    fingerprint = forms.CharField(
        label=gettext_lazy("Vingerafdruk"),
        help_text=gettext_lazy(
            "Vier groepjes van vier tekens, of de hele reeks. Bijvoorbeeld 3f9a 12bc 77d0 e451."
        ),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_fingerprint(self):
        fingerprint = read_fingerprint(self.cleaned_data["fingerprint"])
        if fingerprint is None:
            raise forms.ValidationError(
                _(
                    "Dit is geen vingerafdruk. Vul ten minste 16 tekens in: de cijfers 0 tot en "
                    "met 9 en de letters a tot en met f."
                ),
                code="no_fingerprint",
            )
        return fingerprint


@dataclass(frozen=True, kw_only=True)
class JournalPage(InnerPage):
    """How long the journal is, who signed it, and the answer to whoever asked."""

    template: ClassVar = "public/journal.html"
    last: Entry | None
    short: str
    signed: Checkpoint | None
    signed_text: str
    key: str
    witnesses: Sequence[Witness]
    form: FingerprintForm
    answer: str = ""
    is_in: bool = False


@can_go_back
@never_cache
def journal(request):
    """Number of entries, checkpoint and witnesses; and since when a fingerprint is in it.

    The answer is a page to which one can go back; what was asked stands in no address.
    """
    asked = shown_just_now(request).get("fingerprint", "")
    form = FingerprintForm(
        request.POST if request.method == "POST" else None, initial={"fingerprint": asked}
    )
    if form.is_bound and form.is_valid():
        fingerprint = form.cleaned_data["fingerprint"]
        return sent_on(request, reverse("journal"), {"fingerprint": fingerprint}, at="klopt-dit")
    answer, is_in = _answer(asked) if asked and not form.is_bound else ("", False)
    last, signed = Entry.objects.order_by("-number").first(), newest_checkpoint()
    page = JournalPage(
        last=last,
        short=in_groups(last.fingerprint) if last else "",
        signed=signed,
        signed_text=cosigned(signed) if signed else "",
        key=str(public_key()),
        witnesses=witnesses(),
        form=form,
        answer=answer,
        is_in=is_in,
        crumbs=[
            {"label": _("Begin"), "url": reverse("home")},
            {"label": _("Het logboek"), "url": ""},
        ],
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _answer(fingerprint):
    """Since when it is in the journal, in words; or that it is not."""
    entry = entry_with_fingerprint(fingerprint) or entry_of_text(fingerprint)
    if entry is None:
        return _(
            "Deze vingerafdruk staat niet in het logboek. Kijk na of u elk teken goed overnam."
        ), False
    since = date_format(timezone.localtime(entry.recorded_at), "j F Y, H.i")
    sentence = _("Staat in het logboek sinds %(since)s uur, als regel %(number)d.") % {
        "since": since,
        "number": entry.number,
    }
    parts = [sentence, signed_by_words(entry, at=now()), _plan_of(entry)]
    return " ".join(part for part in parts if part), True


def _plan_of(entry):
    """Which plan it is about, as far as everybody can read that plan."""
    public = Trajectory.objects.public().filter(case_number=entry.case_number)
    title = public.values_list("title", flat=True).first() if entry.case_number else None
    return _("Het gaat over het plan ‘%(title)s’.") % {"title": title} if title else ""


urlpatterns = [path("logboek/", journal, name="journal")]
