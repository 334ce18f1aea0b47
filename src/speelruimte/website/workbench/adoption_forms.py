"""What is filled in about adopting and amending."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import Resolution
from speelruimte.agreements.models import Adoption, Frame, Version
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.website.forms import DayInput, OwedChoice, OwedText, PlainForm
from speelruimte.website.workbench.sure import AsksIfSureMixin

# With these the process stops, where it has no other agreement.
ENDS_THE_PLAN = frozenset({Adoption.Outcome.REJECTED, Adoption.Outcome.WITHDRAWN})


class AdoptionForm(AsksIfSureMixin, PlainForm):
    """What the body decided, as its secretary records it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat is er besloten?"),
        choices=lambda: [(value, label.capitalize()) for value, label in Adoption.Outcome.choices],
        widget=forms.RadioSelect,
    )
    decided_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput)
    decision_number = OwedText(label=gettext_lazy("Besluitnummer"), max_length=60)
    document = forms.CharField(
        label=gettext_lazy("Waar staat het besluit?"),
        help_text=gettext_lazy("Een webadres, of de naam van het stuk."),
        required=False,
        max_length=300,
    )
    reason = OwedText(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Nodig bij alles behalve ‘vastgesteld’. Iedereen leest dit."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )
    forwarded_to = OwedChoice(
        label=gettext_lazy("Doorgestuurd naar"),
        help_text=gettext_lazy("Alleen nodig bij ‘doorgestuurd’."),
    )
    frame_status = OwedChoice(
        label=gettext_lazy("Voegt het orgaan een kader toe?"),
        choices=[("", gettext_lazy("Nee")), *Frame.Status.choices],
    )
    frame_title = OwedText(
        label=gettext_lazy("Dat kader, in het kort"),
        help_text=gettext_lazy("Alleen nodig als het orgaan een kader toevoegt."),
        max_length=160,
    )
    frame_text = OwedText(
        label=gettext_lazy("Uitleg bij dat kader"),
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
    )
    frame_kind = OwedChoice(label=gettext_lazy("Soort kader"))
    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=60, initial=new_idempotency_key
    )
    etag = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    body = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)

    was_changed = False

    def __init__(self, *args, policy, version, body=None, **kwargs):
        super().__init__(*args, **kwargs)
        lies_ready = version.state in (Version.State.OFFERED, Version.State.HELD_OVER)
        self.may_end_the_plan = lies_ready and not version.amends
        self.fields["decision_number"].required = body is not None
        if body:
            self.fields["decision_number"].help_text = _("Nodig als het orgaan vaststelt.")
        self._offer_what_the_body_may(policy, body)
        if policy.frame_kinds:
            kinds = [(frame_kind.key, str(frame_kind.label)) for frame_kind in policy.frame_kinds]
            self.fields["frame_kind"].choices = [("", ""), *kinds]
        else:
            del self.fields["frame_kind"]
        texts = version.sections.order_by("part", "pk")
        adopts = [str(part) for part in body.adopts] if body else ["description", "plan"]
        self.texts = [adoptable for adoptable in texts if adoptable.part in adopts]
        for text in self.texts:
            items = (
                policy.description_questions if text.part == "description" else policy.plan_sections
            )
            label = next((str(item.label) for item in items if item.key == text.key), text.key)
            self.fields[f"text-{text.pk}"] = forms.CharField(
                label=label,
                initial=text.text,
                required=False,
                widget=forms.Textarea(
                    {"rows": 4, "class": "utrecht-textarea utrecht-textarea--html-textarea"}
                ),
            )

    def _offer_what_the_body_may(self, policy, body):
        """Forwarding only where the policy lets this body do so."""
        others = [policy.body(key) for key in body.forwards_to] if body else []
        if others:
            names = [(other_body.key, str(other_body.label).capitalize()) for other_body in others]
            self.fields["forwarded_to"].choices = [("", ""), *names]
            return
        del self.fields["forwarded_to"]
        forwarded = Adoption.Outcome.FORWARDED
        self.fields["outcome"].choices = [
            choice for choice in self.fields["outcome"].choices if choice[0] != forwarded
        ]

    def clean(self):
        """What was decided. That the plan ends with it is asked once."""
        data = super().clean()
        outcome = data.get("outcome", "")
        if self.may_end_the_plan and outcome in ENDS_THE_PLAN:
            self.ask_once(
                outcome,
                _(
                    "Weet u het zeker? Met ‘%(outcome)s’ stopt dit hele plan. Iedereen leest dat meteen, "
                    "en het kan niet terug. Klopt het? Druk dan nog een keer op ‘Leg vast’."
                ),
                params={"outcome": Adoption.Outcome(outcome).label},
                code="ends_the_plan",
            )
        return data

    def recorded(self):
        """What ``adopt`` takes, from what was filled in."""
        data = self.cleaned_data
        names = ("outcome", "decided_on", "decision_number", "document", "reason")
        resolution = Resolution(
            **{name: data[name] for name in names},
            forwarded_to=data.get("forwarded_to", ""),
            frames=self._frames(data),
            changes={
                (section.part, section.key): data[f"text-{section.pk}"]
                for section in self.texts
                if f"text-{section.pk}" in self.changed_data
            },
        )
        return {"resolution": resolution} | {
            name: data[name] for name in ("body", "idempotency_key", "etag")
        }

    @staticmethod
    def _frames(data):
        if not data["frame_status"]:
            return ()
        frame = {
            "status": data["frame_status"],
            "title": data["frame_title"],
            "text": data["frame_text"],
            "kind": data.get("frame_kind", ""),
            "origin": _("Besluit %(number)s") % {"number": data["decision_number"]},
        }
        return (frame,)

    def about(self, etag):
        """After a refusal one decides about the text as it is now; what became another is shown."""
        self.was_changed = self.data.get("etag", "") not in ("", etag)
        self.data = self.data.copy()
        self.data["etag"] = etag

    @property
    def differing(self):
        """Texts that were changed by somebody else since this form was opened: as they are now,
        and as they stand in the form."""
        if not self.was_changed:
            return []
        pairs = [(self[f"text-{text.pk}"], text.text) for text in self.texts]
        return [(bound, now) for bound, now in pairs if (bound.value() or "").strip() != now]

    @property
    def first_fields(self):
        names = ("outcome", "forwarded_to", "decided_on", "decision_number", "document", "reason")
        return [self[name] for name in names if name in self.fields]

    @property
    def frame_fields(self):
        names = ("frame_status", "frame_title", "frame_text", "frame_kind")
        return [self[name] for name in names if name in self.fields]

    @property
    def text_fields(self):
        return [self[f"text-{text.pk}"] for text in self.texts]


class AdoptionReasonForm(PlainForm):
    """Why. Everyone reads this."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )


class OfferForm(PlainForm):
    """Lay a changed agreement before the bodies."""

    one_sided_reason = OwedText(
        label=gettext_lazy("Waarom gaat dit door zonder hun akkoord?"),
        help_text=gettext_lazy(
            "Alleen nodig als een partij die eerder akkoord ging, nu niet akkoord is."
        ),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )
