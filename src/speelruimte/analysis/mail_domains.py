"""A slip of the hand in an e-mail address: a domain that is nearly one of those most people have."""

KNOWN = (
    *("gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "icloud.com"),
    *("ziggo.nl", "kpnmail.nl", "planet.nl", "xs4all.nl", "home.nl", "yahoo.com"),
    # Nearly another, and meant all the same.
    *("mail.com", "hotmail.be", "live.com", "live.be", "gmx.com"),
)


def meant_instead(email: str) -> str:
    """The address that was probably meant; empty when it is known, or nothing is like it."""
    name, _at, domain = email.strip().rpartition("@")
    domain = domain.lower()
    if not name or domain in KNOWN:
        return ""
    near = next((known for known in KNOWN if _one_slip(domain, known)), "")
    return f"{name}@{near}" if near else ""


def _one_slip(typed, meant):
    """One letter too many, too few or wrong, or two turned round."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, wanted = typed[start:], meant[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
