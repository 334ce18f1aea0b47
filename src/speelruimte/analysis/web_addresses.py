"""Web addresses and marks in what strangers typed, before a mail carries it to an address they gave.

A mail program makes a link of everything that looks like an address, also without ``http``. Nothing
here says whether an address is a good one: in such a mail none of them works.
"""

import re
import unicodedata

# Controls, and what turns the direction of writing or is not seen; the two joiners are letters of
# some scripts and of drawn signs.
_JOINERS = "\u200c\u200d"
_WITH_SCHEME = re.compile(
    r"://|\bwww\.|\b(?:mailto|tel|sms|javascript|data):\S|\d+(?:\.\d+){3}", re.I
)
_HOST = re.compile(r"[\w-]\.(?P<last>[^\W\d_]{2,}|xn--[\w-]+)(?![\w-])")


def without_marks(text: str) -> str:
    """The text without controls and invisible marks; lines and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\t" or not is_mark(sign))


def is_mark(sign: str) -> bool:
    """Whether this is a control, or a mark that nobody sees."""
    return unicodedata.category(sign) in ("Cc", "Cf") and sign not in _JOINERS


def has_marks(text: str) -> bool:
    """Whether a control or an invisible mark stands in it."""
    return any(is_mark(sign) for sign in text)


def without_web_addresses(text: str, *, instead: str) -> str:
    """The text with ``instead`` in the place of each web or e-mail address.

    Where somebody forgot the space after a sentence it is put there: "weg.De" is an address too.
    """
    return re.sub(r"\S+", lambda match: _defused(match.group(), instead), text)


def _defused(written, instead):
    plain = unicodedata.normalize("NFKC", written).replace("。", ".")
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    hosts = [match["last"] for match in _HOST.finditer(plain)]
    if _WITH_SCHEME.search(plain):
        return instead
    if not hosts:
        return written
    if plain != written or "@" in plain or "/" in plain or not all(_begins(last) for last in hosts):
        return instead
    return _HOST.sub(lambda match: match.group().replace(".", ". "), written)


def _begins(last):
    """How a sentence begins: one capital, then small letters."""
    return last.istitle()
