"""Adopted agreements and decisions to keep: the text as it is fixed, and the proof that it is.

Source: assen-visie-2021#transparantie
"""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from speelruimte.decisions.entries import adoption_entry, decision_entry, rectification_entry
from speelruimte.decisions.models import Decision
from speelruimte.journal.proof import proof_of
from speelruimte.website.asking import now
from speelruimte.website.proof_words import proof_from_words
from speelruimte.website.public.agreements import public_trajectory
from speelruimte.website.public.own_proof import proof_file
from speelruimte.website.rendering import InnerPage, render_page


@dataclass(frozen=True, kw_only=True)
class ProofLaterPage(InnerPage):
    """The text is fixed and not signed yet."""

    template: ClassVar = "public/proof_later.html"
    from_when: str


@never_cache
def agreement_proof(request, slug, number):
    """The proof of one adopted version."""
    return _proof(request, adoption_entry(_version(slug, number)))


@never_cache
def agreement_text(request, slug, number):
    """The one text of an adopted version, whose fingerprint the journal keeps."""
    return _text(_version(slug, number).text)


@never_cache
def decision_proof(request, slug, version=1):
    """The proof of a decision, as it was recorded or as it was put right since."""
    row = _decision(slug, version)
    entry_of = decision_entry if isinstance(row, Decision) else rectification_entry
    return _proof(request, entry_of(row))


@never_cache
def decision_text(request, slug, version=1):
    """The one text of a decision, whose fingerprint the journal keeps; or of what put it right."""
    return _text(_decision(slug, version).text)


def _version(slug, number):
    versions = public_trajectory(slug).versions.adopted().select_related("trajectory")
    return get_object_or_404(versions, number=number)


def _decision(slug, version):
    decision = get_object_or_404(Decision, trajectory=public_trajectory(slug))
    return decision if version == 1 else get_object_or_404(decision.rectifications, version=version)


def _proof(request, entry):
    proof = proof_of(entry) if entry else None
    if proof is not None:
        return proof_file(proof)
    page = ProofLaterPage(
        from_when=proof_from_words(entry, at=now()) if entry else "",
        crumbs=[
            {"label": _("Begin"), "url": reverse("home")},
            {"label": _("Het logboek"), "url": reverse("journal")},
            {"label": _("Het bewijs"), "url": ""},
        ],
    )
    return render_page(request, page)


def _text(text):
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tekst.txt"'
    return response


_DECISION = "trajecten/<slug:slug>/besluit/"
_AGREEMENT = "trajecten/<slug:slug>/afspraken/<int:number>/"
urlpatterns = [
    path(_AGREEMENT + "bewijs/", agreement_proof, name="agreement-proof"),
    path(_AGREEMENT + "tekst/", agreement_text, name="agreement-text"),
    path(_DECISION + "bewijs/", decision_proof, name="decision-proof"),
    path(_DECISION + "tekst/", decision_text, name="decision-text"),
    path(_DECISION + "<int:version>/bewijs/", decision_proof, name="decision-proof"),
    path(_DECISION + "<int:version>/tekst/", decision_text, name="decision-text"),
]
