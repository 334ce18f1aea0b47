"""Django's tags for translation. A sentence that stands in the template itself is said at once:
Django makes an expression of it and looks at it anew, which costs more than the translation does.
"""

from django.template import Library, Node
from django.templatetags import i18n
from django.utils.translation import gettext

register = Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters


class Sentence(Node):
    """``{% translate "…" %}``, also with ``as``; the signs in it are markup, as with Django's own."""

    child_nodelists = ()

    def __init__(self, message, asvar):
        self.message, self.asvar = message, asvar

    def render(self, context):
        """What it says in the language, and the words of the policy, that hold now."""
        if self.asvar is None:
            return gettext(self.message)
        context[self.asvar] = gettext(self.message)
        return ""


@register.tag("translate")
def translate(parser, token):
    """As Django's, which still takes what is no sentence alone: a name, a filter, a context, and a
    percent sign, which stands in the catalogue twice.
    """
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    message = getattr(said.var, "literal", None)
    is_more = said.filters or node.noop or node.message_context
    if not isinstance(message, str) or "%" in message or is_more:
        return node
    return Sentence(message, node.asvar)
