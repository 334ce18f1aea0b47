"""Letters about what goes otherwise than was announced, to everybody who waits for it."""

from django.utils.translation import gettext_lazy

from speelruimte.notices.letter import Letter

READ_ON = gettext_lazy("Alles hierover leest u hier:")

ALTERATION_LETTERS = {
    "activity_cancelled": Letter(
        gettext_lazy("Dit gaat niet door"),
        gettext_lazy(
            "‘%(activity)s’ bij ‘%(title)s’ gaat niet door.\n%(announced)s\n\n"
            "Dit is de reden:\n\n%(reason)s\n\n"
            "U hoeft niets te doen. Wat u al inbracht, telt gewoon mee."
        ),
        READ_ON,
    ),
    "activity_moved": Letter(
        gettext_lazy("Dit is op een ander moment"),
        gettext_lazy(
            "‘%(activity)s’ bij ‘%(title)s’ is verplaatst.\n%(announced)s\n"
            "Nieuw: %(moved_to)s.\n\nDit is de reden:\n\n%(reason)s"
        ),
        READ_ON,
    ),
    "activity_closed": Letter(
        gettext_lazy("Dit sluit eerder dan beloofd"),
        gettext_lazy(
            "‘%(activity)s’ bij ‘%(title)s’ is nu gesloten.\n%(announced)s\n\n"
            "Dit is de reden:\n\n%(reason)s\n\nWat u al inbracht, telt gewoon mee."
        ),
        READ_ON,
    ),
    "activity_reopened": Letter(
        gettext_lazy("Dit is weer open"),
        gettext_lazy(
            "‘%(activity)s’ bij ‘%(title)s’ is weer open, tot en met %(until)s.\n\n"
            "Dit is de reden:\n\n%(reason)s"
        ),
        READ_ON,
    ),
}
