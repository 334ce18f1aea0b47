"""What was said before is not asked again: it stands in the field, with from where it comes."""

from django.utils.translation import gettext_lazy

FROM_THE_DOOR = gettext_lazy("Overgenomen uit de aanmelding. Kijk of het nog klopt.")
FROM_THE_VIEWS = gettext_lazy(
    "Overgenomen uit de eerste blikken. Maak er een brief van, en zet elders wat elders hoort."
)


def say_from_where(field, sentence):
    """Say below the label of a field that is filled in already, where that comes from."""
    field.help_text = " ".join(str(part) for part in (field.help_text, sentence) if part)


def telling(told, asks) -> str:
    """What was told before about what is asked here; told once for two questions, once here."""
    known = [told[fact] for fact in map(str, asks) if fact in told]
    return "\n\n".join(dict.fromkeys(known))
