"""Two areas or two subjects become one: first which, then what goes along, then the press."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.rules import may_name_places
from speelruimte.places.models import Area, Subject
from speelruimte.route.merging import merge_places, pointing_at
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.about_website import WebsitePage, around

KINDS = {"gebied": Area, "onderwerp": Subject}


class WhichForm(PlainForm):
    """Which one goes, and into which; nothing happens yet."""

    gone = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("Welke gaat weg?"),
        empty_label=gettext_lazy("Kies er een"),
        to_field_name="key",
    )
    into = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("Waarin gaat die op?"),
        empty_label=gettext_lazy("Kies er een"),
        to_field_name="key",
    )

    def __init__(self, *args, model, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gone"].queryset = self.fields["into"].queryset = model.objects.all()

    def clean_into(self):
        """Another one than the one that goes."""
        into = self.cleaned_data["into"]
        if into == self.cleaned_data.get("gone"):
            raise forms.ValidationError(_("Kies hier een andere dan hierboven."))
        return into


@dataclass(frozen=True, kw_only=True)
class WhichPage(WebsitePage):
    """Choose two of one kind."""

    template: ClassVar = "workbench/merging_which.html"
    form: WhichForm
    title: str


@dataclass(frozen=True, kw_only=True)
class SurePage(WebsitePage):
    """What goes along, before it happens for good."""

    template: ClassVar = "workbench/merging_sure.html"
    form: PlainForm
    gone: Area | Subject
    into: Area | Subject
    numbers: Rows  # {what, number}
    back_url: str


def _title(kind):
    return _("Voeg twee gebieden samen") if kind == "gebied" else _("Voeg twee onderwerpen samen")


def _may(request):
    allow_or_403(
        may_name_places(request.user, on=today()),
        _("Gebieden en onderwerpen voegt een beheerder samen."),
    )


@workbench_page
def which(request, kind):
    """Which two; sent by GET, for it changes nothing."""
    _may(request)
    form = WhichForm(request.GET if "gone" in request.GET else None, model=KINDS[kind])
    if form.is_valid():
        gone, into = form.cleaned_data["gone"], form.cleaned_data["into"]
        return redirect(f"work-merge-{kind}", key=gone.key, into=into.key)
    page = WhichPage(**around("work-places"), form=form, title=_title(kind))
    return render_page(request, page, status=422 if form.errors else 200)


@workbench_page
def sure(request, kind, key, into):
    """Are you sure? With what goes along."""
    _may(request)
    gone, stays = (_named(KINDS[kind], name) for name in (key, into))
    if gone is None or stays is None:
        messages.error(request, _("Een van de twee is er niet meer. Kies opnieuw."))
        return redirect(f"work-which-{kind}")
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _merged(request, form, gone, stays):
        messages.success(
            request,
            _("‘%(gone)s’ is opgegaan in ‘%(into)s’.") % {"gone": gone.name, "into": stays.name},
        )
        return redirect("work-places")
    page = SurePage(
        **around("work-places"),
        form=form,
        gone=gone,
        into=stays,
        numbers=[{"what": what, "number": number} for what, number in pointing_at(gone)],
        back_url=reverse(f"work-which-{kind}"),
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _named(model, key):
    return model.objects.filter(key=key).first()


def _merged(request, form, gone, into):
    return act(
        request,
        form,
        lambda _data: merge_places(gone, into=into, by=the_person(request), at=now(), on=today()),
    )


urlpatterns = [
    pattern
    for kind in KINDS
    for pattern in (
        path(
            f"werk/gebieden/samenvoegen/{kind}/", which, {"kind": kind}, name=f"work-which-{kind}"
        ),
        path(
            f"werk/gebieden/samenvoegen/{kind}/<slug:key>/<slug:into>/",
            sure,
            {"kind": kind},
            name=f"work-merge-{kind}",
        ),
    )
]
