"""One kind of letter."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Letter:
    """A kind of mail. The texts hold ``%(title)s``, ``%(reason)s``, ``%(day)s`` and such."""

    subject: str
    text: str
    link: str = gettext_lazy("Bekijk het hier:")
