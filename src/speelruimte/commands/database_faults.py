"""Why the database does not do what was asked, in a sentence with the advice that helps."""

import sys

from speelruimte.shared.messages import gettext as _

FULL = _("De schijf is vol, dus de database kan niets bewaren. Maak ruimte vrij.")
DISK = _("De schijf weigert: hij is vol of stuk. Maak ruimte vrij, en kijk de schijf na ({why}).")
DAMAGED = _(
    "Het bestand van de database is beschadigd. Bewaar er een kopie van, zet de reservekopie terug "
    "met de sleutels erbij, en doe: speelruimte doctor"
)
AWAY = _("De database antwoordt niet. Kijk of PostgreSQL draait en of DATABASE_URL klopt ({why}).")
NOT_OPENED = _(
    "Het bestand van de database is niet te openen. Bestaat de map uit SPEELRUIMTE_DATA, en mag "
    "deze gebruiker erin? Een nieuwe installatie maakt u met: speelruimte setup"
)
NOT_WRITTEN = _(
    "In de database mag niet geschreven worden. Geef deze gebruiker recht op het bestand en de map."
)
BUSY = _("De database is bezet door een ander. Probeer het zo weer.")
NOT_READY = _("De database is niet klaar ({why}). Doe: speelruimte setup")
ELSE = _("De database weigert: {why}.")

# What SQLite calls it (the name without what follows), and the state that PostgreSQL gives.
_SQLITE = {
    "SQLITE_FULL": FULL,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_IOERR": DISK,
    "SQLITE_CANTOPEN": NOT_OPENED,
    "SQLITE_READONLY": NOT_WRITTEN,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_ERROR": NOT_READY,  # no such table, no such column
}
_POSTGRESQL = {
    "53100": FULL,
    "58030": DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
    "25006": NOT_WRITTEN,
    "55P03": BUSY,
    "42P01": NOT_READY,
    "42703": NOT_READY,
}
# Classes of states: no connection, no such database, wrong password, shutting down, too many.
_POSTGRESQL_AWAY = ("08", "3D", "28", "57", "53")


def is_database_fault(error: Exception) -> bool:
    """Whether the state of the database stopped us, and not a row that it rightly refuses."""
    django = sys.modules.get("django.db")
    if django is None:
        return False
    states = (django.DatabaseError, django.InterfaceError)
    return isinstance(error, states) and not isinstance(error, django.IntegrityError)


def what_to_do(error: Exception) -> str:
    """The sentence for an error of the database, in whatever it was wrapped."""
    cause = error.__cause__ or error
    lines = str(error).strip().splitlines()
    why = lines[0].rstrip(".") if lines else type(error).__name__
    return _advice(cause).format(why=why)


def _advice(cause):
    if named := getattr(cause, "sqlite_errorname", ""):
        return next((said for name, said in _SQLITE.items() if named.startswith(name)), ELSE)
    if hasattr(cause, "sqlstate"):
        state = cause.sqlstate or "08"
        away = AWAY if state.startswith(_POSTGRESQL_AWAY) else ELSE
        return _POSTGRESQL.get(state, away)
    return NOT_READY if type(cause).__name__ == "ProgrammingError" else ELSE
