"""Django's tags for translation. What stands in the template itself is said at once: Django makes an
expression of it, or puts it together, each time anew, which costs more than the translation does.
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


class Passage(i18n.BlockTranslateNode):
    """``{% blocktranslate %}`` of which one and many are put together once, with their names."""

    def __init__(self, **parts):
        super().__init__(**parts)
        together = super().render_token_list
        self._together = {id(form): together(form) for form in (self.singular, self.plural) if form}

    def render_token_list(self, tokens):
        """What to translate, and a list of its own of the names in it: Django adds to that."""
        message, names = self._together[id(tokens)]
        return message, list(names)


@register.tag("blocktranslate")
def blocktranslate(parser, token):
    """As Django's, which reads the tag."""
    return Passage(**vars(i18n.do_block_translate(parser, token)))
