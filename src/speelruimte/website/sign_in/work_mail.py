"""Post over mijn werk: at which hours somebody hears by mail what waits."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from speelruimte.notices.actions import choose_work_mail, work_mail_of
from speelruimte.people.rights import works_here
from speelruimte.website.access import signed_in_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import ShellPage, render_page

HOURS = tuple((hour, f"{hour}.00") for hour in range(6, 24))


class WorkMailForm(PlainForm):
    """The hour of the overview, the last hour, and whether new work is told at once."""

    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Hoe laat wilt u het overzicht van uw werk?"),
        choices=HOURS[:-1],
        coerce=int,
        help_text=gettext_lazy("Het komt alleen op werkdagen, en alleen als er iets nieuws is."),
    )
    at_once = forms.BooleanField(
        label=gettext_lazy("Mail mij ook meteen als er iets bij komt"),
        required=False,
        help_text=gettext_lazy("Zoals een tekst die voorligt of inbreng die op u wacht."),
    )
    until_hour = forms.TypedChoiceField(
        label=gettext_lazy("Na hoe laat wilt u geen post meer?"),
        choices=HOURS[1:],
        coerce=int,
        help_text=gettext_lazy("Wat later komt, staat in het overzicht van de volgende werkdag."),
    )


@dataclass(frozen=True, kw_only=True)
class WorkMailPage(ShellPage):
    """When mail about one's own work comes."""

    template: ClassVar = "account/work_mail.html"
    nav_current: str = "my-account"
    form: WorkMailForm


@never_cache
@signed_in_page
def show(request):
    """Choose the hours. For whoever has a role here."""
    person = the_person(request)
    if not works_here(person, on=today()):
        raise PermissionDenied(_("U hebt hier geen werk, dus krijgt u er ook geen post over."))
    chosen = work_mail_of(person)
    initial = {name: getattr(chosen, name) for name in WorkMailForm.base_fields}
    form = WorkMailForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        request, form, lambda data: choose_work_mail(person, by=person, at=now(), **data)
    ):
        messages.success(request, _("Wanneer u post krijgt, is bewaard."))
        return redirect("my-account")
    return render_page(request, WorkMailPage(form=form), status=422 if form.errors else 200)


urlpatterns = [path("post-over-werk/", show, name="work-mail")]
