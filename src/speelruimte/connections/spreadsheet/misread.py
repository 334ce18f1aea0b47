"""Letters of a file that was kept as UTF-8 twice: an é has become Ã©."""

import re

# What two or three bytes of UTF-8 look like to who reads them one by one, as Windows does.
_MISREAD = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Â[\u00a0-\u00bf]|â\u20ac"
)
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[^\s;,]*\Z"), re.compile(r"[^\s;,]*")
SHOWN = 20


def shown_misread(text: str) -> str:
    """The first word that holds such letters, or empty."""
    match = _MISREAD.search(text)
    if match is None:
        return ""
    start, end = match.span()
    before = _WORD_BEFORE.search(text[max(0, start - SHOWN) : start])
    behind = _WORD_BEHIND.match(text[end : end + SHOWN])
    return (before[0] if before else "") + match[0] + (behind[0] if behind else "")
