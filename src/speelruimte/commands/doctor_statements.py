"""What the law asks the website to say, and is not filled in yet."""

from speelruimte.shared.messages import gettext as _


def look_at_statements():
    """One line."""
    from speelruimte.people.stating import unsaid

    if empty := unsaid():
        return "let op", _(
            "Verklaringen: nog niet ingevuld: {what}. De beheerder doet dat bij Website, onder Verklaringen."
        ).format(what="; ".join(empty))
    return "goed", _("Verklaringen: alles is ingevuld.")
