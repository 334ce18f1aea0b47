"""The page docs/beheer/opdrachten.md: every command with its help, as the command line says it.

Written from the parsers and not from what `--help` prints: that differs with the width of a
screen and with the version of Python.
"""

import argparse
from importlib import import_module

from .main import COMMANDS
from .parser import DutchParser


def overview() -> str:
    """Every command of the product as Markdown; those of the demo are left out."""
    parts = []
    for name, summary, parser in _parsers():
        parts += [f"## {name}", summary]
        for said, subparser in _commands(parser, summary):
            parts += _in_words(said, subparser)
    return "\n\n".join(parts)


def names() -> list[str]:
    """Every command that can be given, such as `budget count`."""
    return [
        subparser.prog.removeprefix("speelruimte ")
        for _name, summary, parser in _parsers()
        for _said, subparser in _commands(parser, summary)
    ]


def _parsers():
    """Every command with its summary and its parser."""
    under = DutchParser(prog="speelruimte").add_subparsers()
    for name, module, summary in COMMANDS:
        import_module(module).register(under)
        yield name, summary, under.choices[name]


def _commands(parser, said):
    """The parser itself, or those below it, each with its one line of help."""
    below = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
    if below is None:
        return [(said, parser)]
    helps = {listed.dest: listed.help for listed in below._choices_actions}
    return [(helps.get(name, ""), subparser) for name, subparser in below.choices.items()]


def _in_words(said, parser):
    options = [
        argument for argument in parser._actions if not isinstance(argument, argparse._HelpAction)
    ]
    usage = " ".join([parser.prog, *map(_usage, sorted(options, key=_is_positional))])
    yield f"### {parser.prog}"
    yield f"```\n{usage}\n\n{(parser.description or _sentence(said)).strip()}\n```"
    if options:
        yield "\n".join(f"- `{_named(argument)}`: {argument.help}" for argument in options)


def _is_positional(option):
    return not option.option_strings


def _usage(option):
    given = _named(option)
    return given if option.required else f"[{given}]"


def _named(option):
    value = option.metavar or "|".join(option.choices or ())
    return " ".join([*option.option_strings, *([value] if value else [])])


def _sentence(said):
    return said if said.endswith(".") else f"{said[:1].upper()}{said[1:]}."
