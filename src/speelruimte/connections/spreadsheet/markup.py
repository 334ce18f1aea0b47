"""Words that an export wrote as HTML, as the plain text that their writer saw."""

import re
from html import unescape
from html.parser import HTMLParser

# Elements that a line of text stands in, and those that make part of a line look otherwise.
_BLOCKS = {
    *("p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "section",
        "article",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
    ),
}
_INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "big",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "s",
        "small",
    ),
    *("span", "strike", "strong", "sub", "sup", "td", "th", "u"),
}
_ALONE = {"br", "hr", "img", "wbr"}
# Between these stands nothing that anybody reads.
_UNSEEN = {"script", "style", "template"}
_KNOWN = _BLOCKS | _INLINE | _ALONE | _UNSEEN
# A blank line stands around these, and not around a point of a list or a row of a table.
_PARAGRAPHS = _BLOCKS - {"li", "tr", "thead", "tbody", "dt", "dd", "div", "section", "article"}

# No words that fit are longer than this with their tags; whatever is, is refused for its length.
LONGEST_MARKUP = 200_000
_NAMES = "|".join(sorted(_BLOCKS | _INLINE))
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(_BLOCKS))})(?:\s[^<>]*)?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether this is HTML, and not words in which somebody wrote a sign such as < or <3."""
    if "<" not in text or len(text) > LONGEST_MARKUP:
        return False
    if _BREAK.search(text):
        return True
    opened = set()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not tag["end"]:
            opened.add(name)
        elif name in opened:
            return True
    return False


def has_references(text: str) -> bool:
    """Whether signs stand in it the way HTML writes them, such as ``&amp;`` for an ampersand."""
    return bool(_REFERENCE.search(text))


def without_references(text: str) -> str:
    """The signs themselves; everything else stays as it is."""
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), text).replace("\u00a0", " ")


def plain_text(markup: str) -> str:
    """What somebody reads in a browser: paragraphs apart, points of a list with a dash or a number.

    The address behind a link stands between brackets. What looks like a tag and is none stays.
    """
    # Where nothing makes a line but its ends, those are the ends that somebody typed.
    reading = _Reading(as_typed=not (_BREAK.search(markup) or _BLOCK.search(markup)))
    reading.feed(markup)
    reading.close()
    return reading.text()


class _Reading(HTMLParser):
    """Lines of plain text. ``_apart`` is how many line ends go before what comes next; it is below
    nought behind the mark of a point, where not even a space does."""

    def __init__(self, *, as_typed):
        super().__init__(convert_charrefs=True)
        self._parts = []
        self._apart = 0
        self._space = False
        self._lists = []
        self._links = []
        self._unseen, self._as_typed = 0, int(as_typed)

    def text(self):
        return re.sub(r" +\n", "\n", "".join(self._parts)).strip()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag, attrs):
        if tag not in _KNOWN:
            return self._write(self.get_starttag_text() or "")
        given = dict(attrs)
        self._unseen += tag in _UNSEEN
        self._as_typed += tag == "pre"
        if tag in _BLOCKS and (self._apart >= 0 or tag == "li"):
            self._break(tag)
        if tag in _ALONE:
            self._stand_alone(tag, given)
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._point(given.get("data-list"))
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self._parts)))
        return None

    def handle_endtag(self, tag):
        if tag not in _KNOWN:
            return self._write(f"</{tag}>")
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._as_typed -= tag == "pre" and self._as_typed > 0
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in ("td", "th"):
            self._space = True
        if tag == "a" and self._links:
            self._address(*self._links.pop())
        if tag in _BLOCKS:
            self._break(tag)
        return None

    def handle_data(self, data):
        data = data.replace("\u00a0", " ")
        if self._as_typed:
            return self._write(data)
        words = data.split()
        if data[:1].isspace():
            self._space = True
        if words:
            self._write(" ".join(words))
            self._space = data[-1:].isspace()
        return None

    def _stand_alone(self, tag, given):
        if tag == "br":
            self._apart, self._space = min(self._apart + 1, 2), False
        elif tag == "hr":
            self._apart = 2
        elif tag == "img":
            self._write(given.get("alt") or "")
            self._space = True

    def _break(self, tag):
        # The points of a list stand close, whatever they hold.
        self._apart = max(self._apart, 2 if tag in _PARAGRAPHS and not self._lists else 1)
        self._space = False

    def _point(self, kind):
        mark = "- "
        if self._lists and self._lists[-1] is not None and kind != "bullet":
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}. "
        self._write("  " * (len(self._lists) - 1) + mark)
        self._apart = -1

    def _address(self, address, begins):
        shown = "".join(self._parts[begins:]).strip()
        if _ADDRESS.match(address) and address.rstrip("/") != shown.rstrip("/"):
            self._space = True
            self._write(f"({address})")

    def _write(self, text):
        if not text or self._unseen:
            return
        if self._apart > 0 and self._parts:
            self._parts.append("\n" * self._apart)
        elif self._space and self._apart == 0 and self._parts:
            self._parts.append(" ")
        self._apart, self._space = 0, False
        self._parts.append(text)
