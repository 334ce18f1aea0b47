"""The small faults that somebody could make, put into the source of one module at a time."""

import ast
import copy
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

OTHER_COMPARISON = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what it changes, and how the tree is made that has it.

    ``first`` and ``last`` are the lines of the statement that it changes: a test that runs none of
    them cannot see it.
    """

    place: str
    statement: str
    before: str
    after: str
    first: int
    last: int
    at_import: bool
    make: Callable[[], ast.Module] = field(repr=False, compare=False)
    turn: int = 1

    @property
    def name(self):
        """How it is known when lines move: the function, what stood there, what stands there now,
        and which one it is when one statement has several such places."""
        where = "" if self.statement == self.before else f" in {self.statement}"
        turn = "" if self.turn == 1 else f" ({self.turn})"
        return f"{self.place}: {self.before} -> {self.after}{where}{turn}"


def mutants_of(source: str) -> list[Mutant]:
    """Every fault of every kind in this source, in its order."""
    mutants, turns = [], Counter()
    for number, (node, statement, place, at_import) in enumerate(_nodes(ast.parse(source))):
        for which, change in enumerate(_changes(node)):
            before, changed = ast.unparse(node), copy.deepcopy(node)
            change(changed)
            first, last = _lines(statement)
            words = [_short(text) for text in (_header(statement), before, ast.unparse(changed))]
            turns[place, *words] += 1
            turn = turns[place, *words]
            make = partial(_changed, source, number, which)
            mutants.append(Mutant(place, *words, first, last, at_import, make, turn))
    return mutants


def _changed(source, number, which):
    """The tree of a source in which one node has one of its changes."""
    tree = ast.parse(source)
    node = list(_nodes(tree))[number][0]
    list(_changes(node))[which](node)
    return ast.fix_missing_locations(tree)


def _nodes(tree):
    """Every node with the statement it is in, the function or class around it, and whether it is
    run when the module is imported."""

    def walk(node, statement, place, at_import):
        for child in ast.iter_child_nodes(node):
            here = child if isinstance(child, ast.stmt) else statement
            named = place
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                named = f"{place}.{child.name}" if place else child.name
            if not _is_docstring(child):
                outside = at_import and not (
                    isinstance(node, ast.FunctionDef) and child in node.body
                )
                yield child, here, named or "module", outside
                yield from walk(child, here, named, outside)

    yield from walk(tree, None, "", True)


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _lines(statement):
    """The lines of a statement itself, without those of its body."""
    body = getattr(statement, "body", None)
    if body and isinstance(body, list):
        return statement.lineno, max(statement.lineno, body[0].lineno - 1)
    return statement.lineno, statement.end_lineno


def _header(statement):
    """A statement as it is written, without its body."""
    return ast.unparse(statement).partition("\n")[0]


def _short(text, longest=110):
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest] + "…"


def _changes(node):
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            yield partial(_compare, index=index, new=OTHER_COMPARISON[type(operator)])
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda target: setattr(target, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _without_not
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield lambda target: setattr(target, "value", target.value + 1)
        yield lambda target: setattr(target, "value", target.value - 1)
    elif isinstance(node, ast.Raise):
        yield _without_raise


def _compare(target, *, index, new):
    target.ops[index] = new()


def _without_not(target):
    """``not x`` becomes ``not not x``: the same type, the other answer."""
    target.operand = ast.UnaryOp(op=ast.Not(), operand=target.operand)


def _without_raise(target):
    """The sentence is made, so that nothing else changes, and thrown away."""
    target.__class__ = ast.Expr
    target.value = target.exc or ast.Constant(None)
