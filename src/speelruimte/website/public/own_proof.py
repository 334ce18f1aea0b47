"""The proof of own words: a small file, for who holds the code or a link from a mail."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.proofs import proof_of_words
from speelruimte.notices.proofs import FILE_NAME
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.public.own_rows import row_with_code, row_with_token, unseen
from speelruimte.website.public.receipts import (
    NO_PROOF_YET,
    code_refused,
    find_contribution,
    linked,
    to_own_words,
)
from speelruimte.website.wrong_codes import found_by_code


@sensitive_post_parameters("code")
@unseen
def own_proof(request):
    """The file, with the code in hand. A wrong code is answered as on the page where one types it."""
    typed = request.POST.get("code", "")
    if not typed:
        return find_contribution(request)
    try:
        row = found_by_code(request, lambda: row_with_code(typed))
    except RuleBroken as broken:
        return code_refused(request, broken)
    return _file_or_page(request, row, code=read_code(typed, RECEIPT))


@unseen
def linked_proof(request, token):
    """The file, for who comes from a link in a mail and pressed the button."""
    if request.method != "POST":
        return redirect("linked", token)
    try:
        row = row_with_token(token)
    except RuleBroken:
        row = None
    return _file_or_page(request, row, token=token) if row is not None else linked(request, token)


def _file_or_page(request, row, *, code="", token=""):
    proof = proof_of_words(row)
    if proof is None:
        return to_own_words(request, code=code, token=token, said=NO_PROOF_YET)
    return proof_file(proof)


def proof_file(proof) -> HttpResponse:
    """A proof as something that is kept on one's own computer."""
    response = HttpResponse(proof.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


urlpatterns = [
    path("mijn-inbreng/bewijs/", own_proof, name="own-proof"),
    path("mijn-inbreng/volg/<str:token>/bewijs/", linked_proof, name="linked-proof"),
]
