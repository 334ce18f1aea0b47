"""What the law asks a website of a municipality to say, in words."""

from django.utils.translation import gettext_lazy as _

# The five of the model statement on accessibility.
STATUSES = [
    ("a", _("A: voldoet volledig")),
    ("b", _("B: voldoet gedeeltelijk")),
    ("c", _("C: eerste maatregelen genomen")),
    ("d", _("D: voldoet niet")),
    ("e", _("E: geen toegankelijkheidsverklaring")),
]
# Where one goes who does not get on with the municipality.
AUTHORITY = "https://www.autoriteitpersoonsgegevens.nl/"
OMBUDSMAN = "https://www.nationaleombudsman.nl/"
# What holds for most municipalities; they write what holds for them.
GROUND_FOR_MANY = _(
    "Wij bewaren wat u inbrengt omdat het hoort bij onze taak: bewoners laten meedoen met plannen "
    "(artikel 6, lid 1, onder e, AVG). Naam, e-mailadres en telefoonnummer bewaren we omdat u die zelf "
    "geeft (onder a). U kunt dat altijd terugnemen."
)
