"""Own words or an own idea, by the code or by a link from a mail."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.initiatives.models import Initiative
from speelruimte.notices.links import read_token
from speelruimte.people.receipts import code_hash
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.forms import PlainForm
from speelruimte.website.private_pages import kept_private
from speelruimte.website.spoken import speak_for


class CodeForm(PlainForm):
    """A receipt code, with or without dashes, in small letters or capitals."""

    refusal = gettext_lazy("Deze code klopt niet")
    code = forms.CharField(
        label=gettext_lazy("Uw code"),
        help_text=gettext_lazy("De code staat op uw ontvangstbewijs en begint met SR of SB."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean(self):
        """What is not there is not wrong."""
        if self.has_error("code", "required"):
            self.refusal = _("Vul uw code in")
        return super().clean()


def unseen(view):
    """Pages that one person may see: kept nowhere, found by no search engine.

    Without a form they also hide where one comes from: see ``private_pages.kept_private``.
    """

    def private(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        kept_private(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    private.__name__, private.__doc__ = view.__name__, view.__doc__
    return private


def row_with_code(typed) -> Contribution | Initiative | None:
    """What belongs to a code; None when nothing does. The page speaks as its policy from here on."""
    contribution = contribution_with_code(typed)
    if contribution is not None:
        return _spoken(contribution)
    typed_hash = code_hash(typed)
    if typed_hash is None:
        return None
    ideas = Initiative.objects.select_related("policy")
    return _spoken(ideas.filter(receipt_hash=typed_hash).first())


def _spoken(row):
    if row is not None:
        speak_for(row.trajectory if isinstance(row, Contribution) else row)
    return row


def row_with_token(token) -> Contribution | Initiative | None:
    """What a link leads to; None when it is gone. The page speaks as its policy from here on.

    Raises RuleBroken for a link that is old or made up, and for one in a mail to an address that
    was mended since: whoever got that mail may be a stranger.
    """
    linked_to = read_token(token)
    if linked_to.kind == "contribution":
        rows = Contribution.objects.select_related(
            "trajectory__policy", "area", "activity", "contact"
        )
        row = rows.filter(public_key=linked_to.key).first()
    else:
        ideas = Initiative.objects.select_related("policy", "contact")
        row = ideas.filter(case_number=linked_to.key).first()
    mended_at = row.contact.email_changed_at if row is not None and row.contact else None
    if mended_at is not None and linked_to.signed_at < mended_at:
        raise RuleBroken(
            _("Deze link ging naar een adres dat niet klopt. Gebruik de code die u kreeg."),
            code="link_to_a_wrong_address",
        )
    return _spoken(row)
