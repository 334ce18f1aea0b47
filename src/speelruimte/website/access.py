"""Who gets in: the workbench is for who has something to do there, with a second factor."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from speelruimte.people.rights import is_staff, works_here
from speelruimte.website.again import sign_in_first
from speelruimte.website.asking import the_person, today


def workbench_page(view):
    """Signed in, with a role beyond that of resident; staff also with a second factor."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = the_person(request)
        if person is None:
            return sign_in_first(request)
        if not works_here(person, on=today()):
            raise PermissionDenied(
                _(
                    "Deze bladzijde is voor medewerkers en initiatiefnemers. Uw account heeft daar geen rol."
                )
            )
        if is_staff(person, on=today()) and not person.has_second_factor:
            return redirect("mfa_activate_totp")
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    guarded.is_workbench_page = True  # type: ignore[attr-defined]
    return guarded


def signed_in_page(view):
    """For who has an account, with or without a role."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if the_person(request) is None:
            return sign_in_first(request)
        return view(request, *args, **kwargs)

    return guarded


def allow_or_403(allowed, sentence=""):
    """Show "geen toegang" with a sentence when the answer was no."""
    if not allowed:
        raise PermissionDenied(
            sentence
            or _("Uw rol mag dit hier niet doen. Bel de participatiecoach als dat niet klopt.")
        )
