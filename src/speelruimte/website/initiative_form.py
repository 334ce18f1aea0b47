"""The form for what comes in at the door: short, without account, with the policy's questions."""

from copy import deepcopy

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions import Start
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import start_questions
from speelruimte.people.intake import BY_HAND, Channel
from speelruimte.places.models import Area, Subject
from speelruimte.policy.ways import is_required
from speelruimte.website.forms import (
    AskOfSlipsMixin,
    LanguageField,
    OfferLanguagesMixin,
    SendOnceForm,
    long_enough_to_call,
)
from speelruimte.website.own_words_form import inside_or_refused, language_chosen, sent_in

Kind = Initiative.Kind
# What is asked of who comes with something, and of ourselves never.
NOT_OF_OURSELVES = ("area", "name", "email", "phone")
OWN_WORDS = {"class": "sr-own-words", "rows": 8}


class IdeaForm(AskOfSlipsMixin, SendOnceForm):
    """What somebody brings, in own words. ``kind`` is who starts it, ``policy`` what is asked."""

    for_others = False

    title = forms.CharField(
        label=gettext_lazy("Hoe noemt u uw idee?"),
        help_text=gettext_lazy("Een paar woorden, zoals: een bankje bij de vijver."),
        max_length=None,
    )
    text = forms.CharField(
        label=gettext_lazy("Vertel over uw idee"),
        help_text=gettext_lazy("In uw eigen woorden. Fouten zijn niet erg."),
        widget=forms.Textarea(attrs=OWN_WORDS),
    )
    area = forms.ChoiceField(label=gettext_lazy("In welk gebied?"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Waar precies?"),
        help_text=gettext_lazy("Een straat, een gebouw of een plek die iedereen kent."),
        required=False,
    )
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Uw naam"),
        help_text=gettext_lazy("Dan weten we met wie we praten. Uw naam komt niet op de website."),
        max_length=120,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        help_text=gettext_lazy(
            "Dan mailen wij u over dit idee: dat het er is, wat ons antwoord is, hoe het verdergaat en "
            "of het stopt. "
            "Nergens anders voor."
        ),
        required=False,
    )
    phone = forms.CharField(
        validators=[long_enough_to_call],
        label=gettext_lazy("Uw telefoonnummer"),
        help_text=gettext_lazy("Dan kunnen we u bellen als we iets niet begrijpen."),
        max_length=30,
        required=False,
    )

    def __init__(self, *args, policy, kind, **kwargs):
        self.policy, self.kind = policy, kind
        self.questions = start_questions(policy, kind)
        # Its own copies: what a policy asks must not show in another form.
        own = deepcopy(type(self).base_fields)  # type: ignore[misc]
        self.base_fields = self._fields_for(own, policy, kind)
        super().__init__(*args, **kwargs)

    def clean_latitude(self):
        """A point outside the municipality is none."""
        return inside_or_refused(self)

    def _fields_for(self, own, policy, kind):
        """The fields of the form with those of this policy, in the order of the page."""
        fields = {"title": own.pop("title"), "text": own.pop("text")}
        if self.questions:
            fields["text"].label = str(self.questions[0].label)
            fields["text"].help_text = str(self.questions[0].help or fields["text"].help_text)
            for question in self.questions[1:]:
                fields[f"start_{question.key}"] = forms.CharField(
                    label=str(question.label),
                    help_text=str(question.help or ""),
                    required=is_required(policy, question, {"initiator": kind}),
                    widget=forms.Textarea(attrs={"rows": 4}),
                )
        else:
            fields["already_involved"] = forms.CharField(
                label=_("Wie doet er al mee?"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        own["area"].choices = [
            ("", _("Weet ik niet, of de hele gemeente")),
            *Area.objects.values_list("key", "name"),
        ]
        subjects = list(Subject.objects.values_list("key", "name"))
        if subjects:
            fields["subject"] = forms.ChoiceField(
                label=_("Waar gaat het over?"),
                required=False,
                choices=[("", _("Weet ik niet")), *subjects],
            )
        if kind != Kind.RESIDENT:
            own["name"].label = _("Uw naam, en namens wie u dit stuurt")
        return fields | own

    @property
    def start_fields(self):
        """The bound fields of the further start questions."""
        return [self[name] for name in self.fields if name.startswith("start_")]

    def sent(self, data) -> dict:
        """What the action takes, from what the form holds."""
        words = Start(
            title=data["title"],
            text=data["text"],
            already_involved=data.get("already_involved", ""),
            requirements={q.key: data[f"start_{q.key}"] for q in self.questions[1:]},
        )
        area, subject = data["area"], data.get("subject")
        data = data | {"area": Area.objects.filter(key=area).first() if area else None}
        return sent_in(data, words=words, language=language_chosen(self, data)) | {
            "kind": self.kind,
            "subject": Subject.objects.filter(key=subject).first() if subject else None,
        }


class OwnPlanForm(IdeaForm):
    """The municipality's own plan: nobody else's words, nobody to reach, in as many areas as it has."""

    areas = forms.ModelMultipleChoiceField(
        Area.objects.all(),
        label=gettext_lazy("In welke gebieden?"),
        help_text=gettext_lazy("Niets kiezen betekent: de hele gemeente."),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def _fields_for(self, own, policy, kind):
        fields = super()._fields_for(own, policy, kind)
        fields["title"].label = _("Hoe heet het plan?")
        if not self.questions:
            fields["text"].label = _("Vertel over het plan")
        fields["title"].help_text = _("Een paar woorden, zoals: de Havenstraat opnieuw ingericht.")
        return {name: field for name, field in fields.items() if name not in NOT_OF_OURSELVES}

    def sent(self, data) -> dict:
        areas = list(data["areas"])
        nobody = dict.fromkeys(("name", "email", "phone"), "")
        data = data | nobody | {"area": areas[0].key if areas else ""}
        return super().sent(data) | {"more_areas": areas[1:]}


class StaffEntryForm(OfferLanguagesMixin, IdeaForm):
    """The same, entered by a colleague from paper, phone or mail, or for the municipality."""

    for_others = True

    channel = forms.ChoiceField(label=gettext_lazy("Hoe kwam het binnen?"))
    language = LanguageField(label=gettext_lazy("In welke taal wil diegene bericht?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(channel.value, channel.label) for channel in BY_HAND]
        self.initial.setdefault("channel", Channel.COUNTER)
        self.fields["title"].label = _("Hoe heet het?")
        if not self.questions:
            self.fields["text"].label = _("Vertel over het idee")
        self.fields["name"].label = _("Naam van wie het inbrengt")
        self.fields["name"].help_text = _(
            "Alleen als diegene dat wil. De naam komt niet op de website."
        )
        self.fields["email"].label = _("E-mailadres van wie het inbrengt")
        self.fields["phone"].label = _("Telefoonnummer van wie het inbrengt")

    def sent(self, data) -> dict:
        return super().sent(data) | {"channel": data["channel"]}
