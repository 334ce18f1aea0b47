"""The forms about people and organisations."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.initiatives.models import Initiative
from speelruimte.people.models import Grant, Person
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_days_of_hand_over, roles_to_give
from speelruimte.places.models import Area, Subject
from speelruimte.route.handing_over import work_etag
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.acting import refuse
from speelruimte.website.forms import DayInput, OwedChoice, OwedText, PlainForm
from speelruimte.website.workbench.clashing import SharedForm
from speelruimte.website.workbench.sure import AsksIfSureMixin

MOST_CASES = 300
MOST_NAMED = 5


class WelcomeForm(PlainForm):
    """A new account."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254)
    function = forms.CharField(label=gettext_lazy("Functie"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)


class PersonDetailsForm(SharedForm, WelcomeForm):
    """What is kept of somebody who has an account."""

    field_order = ("name", "email", "function", "phone")


def apart_reason_field():
    """Why one person holds roles that the policy keeps apart; owed only where that is so."""
    return OwedText(
        label=gettext_lazy("Waarom heeft hier één persoon twee rollen?"),
        help_text=gettext_lazy(
            "Alleen nodig als het beleid deze rollen gescheiden houdt. Iedereen leest dit bij het traject."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
    )


def cases_to_choose(typed="") -> list[tuple[str, str]]:
    """The cases that run, the newest first, by title and number; and the one that was typed."""
    at_the_door = Initiative.objects.open().values_list("case_number", "title")
    running = Trajectory.objects.running().values_list("case_number", "title")
    title_of = dict(at_the_door.order_by("-pk")[:MOST_CASES])
    title_of |= dict(running.order_by("-pk")[:MOST_CASES])
    named = [
        (number, f"{title_of[number]} ({number})") for number in sorted(title_of, reverse=True)
    ]
    if typed and typed not in title_of:
        named.append((typed, typed))
    return [("", "—"), *named]


class RoleForm(PlainForm):
    """A role, where it holds and how long. Who may name people in cases only, sees only that."""

    role = forms.ChoiceField(label=gettext_lazy("Rol"))
    case_number = forms.CharField(
        label=gettext_lazy("Zaak"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("De rol geldt dan alleen in deze zaak."),
        widget=forms.Select,
    )
    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=gettext_lazy("Gebied"),
        required=False,
        empty_label=gettext_lazy("Overal"),
    )
    subject = forms.ModelChoiceField(
        Subject.objects.all(),
        label=gettext_lazy("Onderwerp"),
        required=False,
        empty_label=gettext_lazy("Alle onderwerpen"),
    )
    body = OwedChoice(
        label=gettext_lazy("Orgaan"),
        help_text=gettext_lazy("Alleen voor wie vastlegt voor een orgaan."),
    )
    starts_on = forms.DateField(label=gettext_lazy("Eerste dag"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Laatste dag"), widget=DayInput, required=False)
    apart_reason = apart_reason_field()

    def __init__(self, *args, by, on, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        everywhere = roles_to_give(by, on=on)
        given = everywhere or roles_to_give(by, on=on, case_number="*")
        self.fields["role"].choices = [("", "—"), *((role.value, role.label) for role in given)]
        own = [body for body in bodies if str(body.recorded_by) == Role.RECORDER]
        self.fields["body"].choices = [("", "—"), *((body.key, str(body.label)) for body in own)]
        if not own or not everywhere:
            del self.fields["body"]
        typed = self.data.get(self.add_prefix("case_number"), "")
        self.fields["case_number"].widget.choices = cases_to_choose(typed)
        if not everywhere:
            self.fields["case_number"].required = True
            del self.fields["area"], self.fields["subject"]

    def clean_case_number(self):
        """A case that is there: an initiative, or a trajectory with a number of its own."""
        number = self.cleaned_data["case_number"].strip()
        if number and not (
            Trajectory.objects.filter(case_number=number).exists()
            or Initiative.objects.filter(case_number=number).exists()
        ):
            raise forms.ValidationError(_("Er is geen zaak met dit nummer. Kijk het nummer na."))
        return number

    def clean(self):
        data = super().clean()
        if data.get("case_number") and (data.get("area") or data.get("subject")):
            self.add_error(
                "case_number", _("Kies een zaak, of een gebied en onderwerp. Niet allebei.")
            )
        return data


class NewColleagueForm(RoleForm):
    """A new account, with a role in the same form; without one the account can do nothing yet."""

    name = WelcomeForm.base_fields["name"]
    email = WelcomeForm.base_fields["email"]
    function = WelcomeForm.base_fields["function"]
    phone = WelcomeForm.base_fields["phone"]

    field_order = ("name", "email", "function", "phone", "role", "case_number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["apart_reason"]  # who is new has no other role to keep apart
        role, self.in_cases_only = self.fields["role"], self.fields["case_number"].required
        role.required = False
        role.choices = [("", _("Nog geen")), *role.choices[1:]]
        for name in ("case_number", "starts_on"):
            self.fields[name].required = False

    def clean(self):
        data = super().clean()
        if data.get("role") and not data.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Kies de eerste dag van de rol."))
        if data.get("role") and self.in_cases_only and not data.get("case_number"):
            self.add_error("case_number", _("Kies de zaak waarin deze rol geldt."))
        return data

    @property
    def account(self) -> dict:
        """What is kept of this person."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "function", "phone")}

    @property
    def given_role(self) -> dict | None:
        """The role that goes with it, or none."""
        rest = {
            name: value for name, value in self.cleaned_data.items() if name not in self.account
        }
        return rest if rest.get("role") else None


class EndRoleForm(AsksIfSureMixin, PlainForm):
    """The last day of a role. Where work then waits for nobody, that is asked once."""

    ends_on = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        widget=DayInput,
        help_text=gettext_lazy("Op deze dag geldt de rol nog."),
    )

    def __init__(self, *args, left=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.left = left

    def clean(self):
        data = super().clean()
        if self.left:
            self.ask_once(
                fingerprint(" ".join(self.left)),
                ngettext(
                    "Niemand anders heeft deze rol, en in %(number)d zaak wacht nog werk: %(cases)s. Geef "
                    "liever eerst een collega deze rol. Toch beëindigen? Druk dan nog een keer.",
                    "Niemand anders heeft deze rol, en in %(number)d zaken wacht nog werk: %(cases)s. Geef "
                    "liever eerst een collega deze rol. Toch beëindigen? Druk dan nog een keer.",
                    len(self.left),
                ),
                params={"number": len(self.left), "cases": _in_short(self.left)},
                code="left_to_nobody",
            )
        return data


def _in_short(cases):
    """The first numbers, and that there are more."""
    return ", ".join(cases[:MOST_NAMED]) + (" …" if len(cases) > MOST_NAMED else "")


class HandOverForm(AsksIfSureMixin, SharedForm):
    """Which cases go to which colleague, from which day, and what that colleague must know."""

    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Welke zaken gaan over?"), widget=forms.CheckboxSelectMultiple
    )
    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Aan wie?"),
        empty_label=gettext_lazy("Kies een collega"),
    )

    starts_on = forms.DateField(label=gettext_lazy("Vanaf welke dag?"), widget=DayInput)
    until = forms.DateField(
        label=gettext_lazy("Alleen vervangen? Tot en met"),
        help_text=gettext_lazy(
            "Dan houdt deze persoon de eigen rollen, en ziet de vervanger hetzelfde werk."
        ),
        widget=DayInput,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Wat moet deze collega weten?"),
        help_text=gettext_lazy("Dit komt bij de notities van elke zaak. Inwoners lezen het nooit."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        required=False,
    )
    apart_reason = apart_reason_field()

    def __init__(self, *args, person, by, on, work, prepared=None, **kwargs):
        initial = {"starts_on": on, "cases": [number for number, _title, _roles in work]}
        if prepared is not None:
            initial = {name: getattr(prepared, name) for name in ("cases", "note", "starts_on")}
        initial["etag"] = work_etag(person, on=on)
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.on = on
        self._offer(work)
        known = {case_number for case_number, _title, _roles in work}
        typed = self.data.getlist(self.add_prefix("cases")) if self.is_bound else []
        # What went over meanwhile is told by the action, and not as a choice that was never there.
        self.fields["cases"].choices += [(case, case) for case in typed if case not in known]
        officials = Grant.objects.current(on).officials().values("person_id")
        self.fields["to"].queryset = Person.objects.filter(
            is_active=True, pk__in=officials
        ).exclude(pk__in=[person.pk, by.pk])

    def _offer(self, work):
        self.work = work
        self.fields["cases"].choices = [
            (case_number, f"{title or case_number} ({case_number}): {', '.join(roles)}")
            for case_number, title, roles in work
        ]

    def look_again(self, clash):
        """What is left to hand over, of what was ticked too."""
        super().look_again(clash)
        self._offer(self.work)
        left = {case_number for case_number, _title, _roles in self.work}
        name = self.add_prefix("cases")
        self.data.setlist(name, [case for case in self.data.getlist(name) if case in left])

    def clean(self):
        """What is asked for. Of more than one case it is asked once whether that is meant: the mail
        goes out at once. Days on which it cannot go over are refused before that."""
        data = super().clean()
        to, cases = data.get("to"), data.get("cases", ())
        if self.errors or to is None or len(cases) < 2:
            return data
        try:
            check_days_of_hand_over(data["starts_on"], data.get("until"), on=self.on)
        except RuleBroken as broken:
            refuse(self, broken)
            return data
        self.ask_once(
            fingerprint(f"{to.pk} {' '.join(cases)}"),
            _(
                "U draagt %(number)d zaken over aan %(name)s. Die krijgt meteen een mail. Klopt dat? "
                "Druk dan nog een keer op ‘Draag over’."
            ),
            params={"number": len(cases), "name": to.name},
            code="many_cases",
        )
        return data


class PrepareForm(HandOverForm):
    """What somebody who leaves lays ready; whom it goes to is chosen by who completes it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("to", "until", "apart_reason", "etag", "made_from"):
            del self.fields[name]


class OrganisationForm(PlainForm):
    """An organisation that takes part under its own name."""

    name = forms.CharField(label=gettext_lazy("Naam van de organisatie"), max_length=160)
    kind = forms.CharField(
        label=gettext_lazy("Soort"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: wijkvereniging, school, ondernemersvereniging."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)


class MemberForm(PlainForm):
    """Somebody with an account belongs to an organisation."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), help_text=gettext_lazy("Van iemand met een account.")
    )
    speaks_for = forms.BooleanField(
        label=gettext_lazy("Spreekt namens de organisatie"), required=False
    )

    def clean_email(self):
        """The account with this address."""
        person = Person.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(
                _("Er is geen account met dit adres. Maak eerst een account bij Mensen.")
            )
        self.person = person
        return person.email
