"""The forms for a spreadsheet with words: which file, how its columns are read, and yes."""

import json
from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.importing import file_fingerprint_of
from speelruimte.connections.spreadsheet import Sheet, uploads
from speelruimte.connections.spreadsheet.columns import COLUMNS
from speelruimte.connections.spreadsheet.reading import MOST_BYTES
from speelruimte.connections.spreadsheet.uploaded import read_uploaded
from speelruimte.website.forms import OwedText, PlainForm


class UploadForm(PlainForm):
    """Which file, and where it comes from."""

    origin = OwedText(
        label=gettext_lazy("Waar komt het bestand vandaan?"),
        help_text=gettext_lazy(
            "Verplicht als er nummers in staan. Gebruik elke keer dezelfde naam, zoals: enquête. "
            "Dan weten we ook nog welke kolom wat is."
        ),
        max_length=120,
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand (.xlsx of .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    month_first = forms.BooleanField(
        label=gettext_lazy("In dagen staat de maand vooraan, zoals 03/21/2026"),
        help_text=gettext_lazy(
            "Zo doen Amerikaanse programma’s dat. Anders lezen we eerst de dag."
        ),
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Het bestand is te groot. Deel het in stukken."))
        return file


_MEANT = {"", *COLUMNS.values()}


class StoredFileForm(PlainForm):
    """A file that was chosen, and how it is read: no data, only where it is kept."""

    origin = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    name = forms.CharField(max_length=60, widget=forms.HiddenInput)
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    columns = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)
    month_first = forms.CharField(max_length=3, required=False, widget=forms.HiddenInput)

    def clean_columns(self):
        """Which column is which by heading; None where nobody had to say."""
        written = self.cleaned_data["columns"]
        if not written:
            return None
        try:
            columns = json.loads(written)
        except ValueError:
            columns = None
        meanings = columns.values() if isinstance(columns, dict) else [None]
        if not all(isinstance(meaning, str) and meaning in _MEANT for meaning in meanings):
            raise forms.ValidationError(_("Kies het bestand opnieuw."))
        return columns


class ConfirmForm(StoredFileForm):
    """What goes from preview to taking in."""

    idempotency_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    rows = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    without_faulty = forms.CharField(max_length=3, required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class StoredFile:
    """A file between choosing and taking in. ``columns`` is None where nobody had to choose;
    ``month_first`` says that its days are as Americans write them, and is None where nobody said.
    """

    content: bytes
    origin: str
    name: str
    fingerprint: str
    columns: dict[str, str] | None
    month_first: bool | None = None

    @property
    def initial(self):
        """The fields of ``StoredFileForm``."""
        return {
            "origin": self.origin,
            "name": self.name,
            "fingerprint": self.fingerprint,
            "columns": "" if self.columns is None else json.dumps(self.columns),
            "month_first": {True: "yes", False: "no", None: ""}[self.month_first],
        }

    def sheet(self) -> Sheet:
        """What the file holds."""
        return read_uploaded(self.content, columns=self.columns, month_first=bool(self.month_first))


def stored_file(data) -> StoredFile | None:
    """The file that a form names; None when it is gone or another one."""
    content = uploads.stored_upload(data["name"])
    if content is None or file_fingerprint_of(content) != data["fingerprint"]:
        return None
    return StoredFile(
        content,
        data["origin"],
        data["name"],
        data["fingerprint"],
        data["columns"],
        month_first={"yes": True, "no": False}.get(data["month_first"]),
    )


PASS_OVER = "pass-over"
MEANINGS = {
    PASS_OVER: gettext_lazy("Overslaan"),
    "text": gettext_lazy("Tekst: wat iemand zei of schreef"),
    "title": gettext_lazy("Titel"),
    "area": gettext_lazy("Gebied"),
    "name": gettext_lazy("Naam"),
    "email": gettext_lazy("E-mailadres"),
    "channel": gettext_lazy("Kanaal: hoe het binnenkwam"),
    "received_on": gettext_lazy("Dag waarop het binnenkwam"),
    "number": gettext_lazy("Nummer bij de herkomst"),
}


class ColumnsForm(PlainForm):
    """A list to choose from for each column.

    ``columns`` are those of the file and ``chosen`` what is known of them by heading; for the rest
    stands what we suggest.
    """

    def __init__(self, *args, columns, chosen, **kwargs):
        self._headings: dict[str, str] = {}
        self.base_fields = {}
        taken = {meaning for meaning in chosen.values() if meaning}
        for column in columns:
            if column.heading in self._headings.values():
                continue
            name = f"column_{len(self._headings)}"
            self._headings[name] = column.heading
            suggested = "" if column.suggested in taken else column.suggested
            self.base_fields[name] = forms.ChoiceField(
                label=_("Kolom ‘%(heading)s’") % {"heading": column.heading},
                help_text=_("Bijvoorbeeld: %(examples)s")
                % {"examples": " | ".join(column.examples)}
                if column.examples
                else _("Deze kolom is leeg."),
                choices=list(MEANINGS.items()),
                initial=chosen.get(column.heading, suggested) or PASS_OVER,
            )
        super().__init__(*args, **kwargs)

    @staticmethod
    def label_of(meaning) -> str:
        """What a column is taken for, in words."""
        return str(MEANINGS[meaning or PASS_OVER])

    @property
    def column_fields(self):
        """The fields of the columns, in the order of the file."""
        return [self[name] for name in self._headings]

    def chosen(self) -> dict[str, str]:
        """Which column is which, by heading; empty where it is passed over."""
        return {heading: self._meaning(name) for name, heading in self._headings.items()}

    def _meaning(self, name):
        meaning = self.cleaned_data.get(name, PASS_OVER)
        return "" if meaning == PASS_OVER else meaning

    def clean(self):
        meanings = {name: self._meaning(name) for name in self._headings}
        times = Counter(meaning for meaning in meanings.values() if meaning)
        if not times["text"]:
            raise forms.ValidationError(
                _("Kies in welke kolom de tekst staat: wat iemand zei of schreef.")
            )
        for name, meaning in meanings.items():
            if times[meaning] > 1:
                self.add_error(
                    name,
                    _("‘%(meaning)s’ is al bij een andere kolom gekozen.")
                    % {"meaning": MEANINGS[meaning]},
                )
        return self.cleaned_data
