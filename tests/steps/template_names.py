"""Which names of its context a template reads, in any branch: found in the compiled template.

Extends and includes are followed. What ``for``, ``with``, ``blocktranslate`` and ``as`` bind is no
name of the context. A tag of our own components sees its arguments and nothing else.
"""

from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    TokenType,
    Variable,
    VariableNode,
)
from django.template.defaulttags import ForNode, WithNode
from django.template.library import TagHelperNode
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageNode

ALWAYS = {"True", "False", "None", "block", "forloop"}
BINDING = ("asvar", "target_var")


def names_read(template):
    """The names that the template of this name takes from its context."""
    return names_in(_compiled(template))


def names_in(nodes):
    """The same of nodes that were compiled already."""
    reading = _Reading()
    reading.nodes(nodes, set())
    return reading.names - ALWAYS


def _compiled(name):
    return get_template(name).template.nodelist


def _is_super(node):
    return getattr(node.filter_expression.var, "lookups", None) == ("block", "super")


def _parts_of(value):
    if isinstance(value, FilterExpression):
        arguments = [part for _filter, given in value.filters for part in given]
        return value.var, *(argument for is_name, argument in arguments if is_name)
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, TokenBase):  # a condition of "if"
        return value.first, value.second, value.value
    return value if isinstance(value, list | tuple | NodeList) else ()


class _Reading:
    """A walk through the nodes of one page, in the order in which they are drawn."""

    def __init__(self):
        self.names, self.blocks = set(), {}

    def nodes(self, nodes, bound):
        """``bound`` grows by what ``as`` binds; what a tag binds inside itself stays inside."""
        for node in nodes:
            self.node(node, bound)

    def node(self, node, bound):
        for kind, read in (
            (ExtendsNode, self.extends),
            (BlockNode, self.block),
            (ForNode, self.loop),
            (WithNode, self.within),
            (IncludeNode, self.include),
            (BlockTranslateNode, self.translated),
        ):
            if isinstance(node, kind):
                read(node, bound)
                return
        assert not (isinstance(node, TagHelperNode) and node.takes_context), node
        self.anything({k: v for k, v in vars(node).items() if k not in ("token", "origin")}, bound)
        if isinstance(node, GetCurrentLanguageNode):
            bound.add(node.variable)
        bound.update(getattr(node, name) for name in BINDING if getattr(node, name, None))

    def anything(self, value, bound):
        """Whatever a node holds: expressions, conditions, nodes, and lists of them."""
        if isinstance(value, Variable):
            if value.lookups and value.lookups[0] not in bound:
                self.names.add(value.lookups[0])
        elif isinstance(value, Node):
            self.node(value, bound)
        else:
            for part in _parts_of(value):
                self.anything(part, bound)

    def extends(self, node, bound):
        for name, block in node.blocks.items():
            self.blocks.setdefault(name, []).append(block)
        assert isinstance(node.parent_name.var, str), node.parent_name
        self.nodes(_compiled(node.parent_name.var), bound)

    def block(self, node, bound):
        """The nearest of its name, and what it calls back with ``block.super``."""
        for block in (*self.blocks.get(node.name, ()), node):
            self.nodes(block.nodelist, set(bound))
            if not any(_is_super(part) for part in block.nodelist.get_nodes_by_type(VariableNode)):
                return

    def loop(self, node, bound):
        self.anything(node.sequence, bound)
        self.nodes(node.nodelist_loop, bound | set(node.loopvars))
        self.nodes(node.nodelist_empty, set(bound))

    def within(self, node, bound):
        self.anything(node.extra_context, bound)
        self.nodes(node.nodelist, bound | set(node.extra_context))

    def include(self, node, bound):
        self.anything([node.template, node.extra_context], bound)
        name = node.template.var
        if isinstance(name, str):  # others are named by a context processor, which feeds them
            inner = _Reading()
            outside = set() if node.isolated_context else bound
            inner.nodes(_compiled(name), outside | set(node.extra_context))
            assert not (node.isolated_context and inner.names - ALWAYS), (name, inner.names)
            self.names |= inner.names

    def translated(self, node, bound):
        self.anything([node.extra_context, node.counter, node.message_context], bound)
        inside = bound | set(node.extra_context) | {node.countervar}
        for token in (*node.singular, *node.plural):
            if token.token_type == TokenType.VAR and token.contents not in inside:
                self.names.add(token.contents)
        if node.asvar:
            bound.add(node.asvar)
