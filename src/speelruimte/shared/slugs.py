"""Short names for addresses."""

from unicodedata import normalize


def short_name(title: str, *, longest: int = 60) -> str:
    """The title as it can stand in an address: small letters, digits and dashes."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer) > longest:
            break
        name = longer
    return name or (words[0][:longest] if words else "traject")
