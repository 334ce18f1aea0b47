"""The receipt of an initiative, for whoever sent it and for whoever brought it to a colleague."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.initiatives.terms import first_answer_due
from speelruimte.journal.models import Entry
from speelruimte.policy.queries import read
from speelruimte.policy.schema import Step
from speelruimte.route.door import out_of_scope_answer
from speelruimte.shared.fingerprints import in_groups
from speelruimte.website.days import day_words

STEPS_AT_THE_DOOR = (Step.SIGNAL, Step.QUICKSCAN, Step.WHO_DECIDES)


def steps_at_the_door(policy):
    """What follows at the door; the signal itself is what the reader sends."""
    return [
        {"name": policy.step_label(step), "text": str(policy.step_explanation(step) or "")}
        for step in STEPS_AT_THE_DOOR[1:]
    ]


def receipt_page(request, receipt, *, template, **more):
    """The receipt, drawn at once: the code is shown this one time and stands in no address."""
    initiative = receipt.received
    policy = read(initiative.policy)
    entry = Entry.objects.about(initiative.key).order_by("number").first()
    due = first_answer_due(initiative)
    response = render(
        request,
        template,
        {
            "nav_current": "idea",
            "crumbs": [
                {"label": _("Begin"), "url": reverse("home")},
                {"label": _("Ontvangen"), "url": ""},
            ],
            "initiative": initiative,
            "code": receipt.code,
            "receipt": [
                {"label": _("Uw code"), "value": receipt.code, "code": True},
                {"label": _("Zaaknummer"), "value": initiative.case_number},
            ],
            "answer_by": day_words(due),
            "in_scope": policy.in_scope(initiative.kind),
            "scope_answer": out_of_scope_answer(initiative),
            "has_mail": bool(initiative.contact and initiative.contact.email),
            "steps": steps_at_the_door(policy),
            "print_of_entry": in_groups(entry.fingerprint),
        }
        | more,
    )
    response["Cache-Control"] = "no-store"
    return response
