"""The keys of an installation: made at set-up, and nowhere else."""

from speelruimte.shared.key_files import KEYS, key_file, make_key
from speelruimte.shared.messages import gettext as _

from .failure import CommandError

# What stops working for good when a key is replaced.
LOST_WITH = {
    "SECRET_KEY": _(
        "Iedereen moet opnieuw inloggen, en links in verstuurde mail werken niet meer."
    ),
    "RECEIPT_KEY": _("Codes die vóór vandaag zijn gegeven werken niet meer."),
    "SECOND_FACTOR_KEY": _("Iedereen met een account moet de tweede stap opnieuw instellen."),
    "CHECKPOINT_KEY": _(
        "Zet de oude openbare sleutel in SPEELRUIMTE_EARLIER_CHECKPOINT_KEYS, en vertel het de "
        "getuigen."
    ),
}


def refuse_wrong_keys(accepted=""):
    """Refuse keys that another database had, and a new key in place of one that is still there,
    before anything of this database is touched. So are keys whose database is away."""
    from django.db import connection

    from speelruimte.journal.key_marks import key_faults, key_fits, lost_database
    from speelruimte.journal.models import KeyMark

    if lost := lost_database():
        raise CommandError(lost)
    if KeyMark._meta.db_table not in connection.introspection.table_names():
        return
    if accepted and key_fits(accepted.upper()):
        raise CommandError(
            _(
                "De sleutel {name} past bij deze database: er is niets vervangen. Moet er een nieuwe "
                "komen? Haal eerst {file} weg (of haal {name} uit de omgeving) en doe dit dan nog "
                "een keer."
            ).format(name=accepted, file=_file_of(accepted))
        )
    marked = set(KeyMark.objects.values_list("name", flat=True))
    wrong = key_faults(name for name in KEYS if name in marked and name.lower() != accepted)
    if wrong:
        raise CommandError(
            *wrong,
            _("Is de oude sleutel echt weg? Dan kan het met: speelruimte setup --new-key NAAM"),
        )


def keep_keys(accepted=""):
    """Make what is missing and keep the mark of each; the settings know them from now on.

    ``accepted`` is the name of a key that may differ from what it was: that is written down.
    """
    from django.conf import settings
    from django.utils.timezone import now

    from speelruimte.journal.key_marks import accept_key, keep_key_marks, present_key

    refuse_wrong_keys(accepted)
    for name in KEYS:
        if present_key(name):
            continue
        if name.lower() != accepted and _must_be_somewhere(name):
            raise CommandError(
                _(
                    "De sleutel {name} ontbreekt, en deze database is al in gebruik. Zet keys/ "
                    "terug uit de reservekopie."
                ).format(name=name.lower()),
                _("Is hij echt weg? Dan kan het met: speelruimte setup --new-key NAAM"),
            )
        made = make_key(name, data=settings.DATA)
        if not made:
            raise CommandError(
                _(
                    "In {file} staat geen sleutel. Zet het bestand terug uit de reservekopie. Is er "
                    "geen? Haal het weg, en geef deze opdracht nog een keer."
                ).format(file=_file_of(name))
            )
        setattr(settings, name, made)
    keep_key_marks(at=now())
    if accepted:
        accept_key(accepted.upper(), by=None, at=now())


def _file_of(name):
    from django.conf import settings

    return key_file(name, data=settings.DATA)


def _must_be_somewhere(name):
    """Whether this database was in use before marks were kept, so that codes hang on this key."""
    from speelruimte.journal.models import Checkpoint, Entry, KeyMark

    if KeyMark.objects.exists():
        return False  # refused before when it has a mark; else a kind of key that is new
    used = Checkpoint if name == "CHECKPOINT_KEY" else Entry
    return used.objects.exists()
