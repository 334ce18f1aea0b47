"""Writing exact amounts of money as text, without losing anything."""

from fractions import Fraction


def written(amount):
    """The exact amount as text: a decimal where one exists, otherwise a fraction "a/b".

    `fractions.Fraction(text)` reads both forms back to the same number.
    """
    amount = Fraction(amount)
    places = _decimal_places(amount.denominator)
    if places is None:
        return f"{amount.numerator}/{amount.denominator}"
    if places == 0:
        return str(amount.numerator)
    digits = str(abs(amount.numerator) * 10**places // amount.denominator).rjust(places + 1, "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _decimal_places(denominator):
    """How many decimals 1/denominator needs, or None where they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def dutch_amount(amount):
    """An amount for Dutch readers, rounded to cents: 1.234,50; whole amounts without cents."""
    cents = round(Fraction(amount) * 100)
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    return f"-{text}" if cents < 0 else text
