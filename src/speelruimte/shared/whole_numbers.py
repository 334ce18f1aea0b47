"""A whole number as an address or a form of ours carries it; anything else is none."""

# A key of a row has at most nineteen digits, and no database keeps all numbers of nineteen.
_MOST_DIGITS = 18


def whole_number(typed: str) -> int | None:
    """The number, or None for what nobody can have got from us: `²`, `٣` and a thousand nines too."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
    return int(typed) if is_number else None
