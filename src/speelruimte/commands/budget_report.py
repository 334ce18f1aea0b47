"""The outcome of a count as a page of plain text."""

from speelruimte.analysis.budget import (
    EQUAL_SHARES,
    EQUAL_SHARES_ADD1,
    EQUAL_SHARES_ADD1U,
    GREEDY,
    WITH_INCREMENTS,
    dutch_amount,
)
from speelruimte.connections.pabulib.ballot_kinds import rule_of_points
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

NAMES = {
    EQUAL_SHARES_ADD1U: _("gelijke delen met verhoging, de rest naar de meeste stemmen"),
    EQUAL_SHARES_ADD1: _("gelijke delen met verhoging"),
    EQUAL_SHARES: _("gelijke delen"),
    GREEDY: _("meeste stemmen eerst"),
}
DECIDED_BY = {
    "votes": _("de meeste stemmen"),
    "cheapest": _("het goedkoopst"),
    "order": _("het eerst in het bestand"),
}
NAME_WIDTH = 40


def report(file, outcome):
    """What was counted, what is funded and why, what is not and why not."""
    names = {project.id: project.name for project in file.projects}
    lines = [
        *_heading(file, outcome),
        "",
        *_funded(outcome, names, _heading_of_support(file)),
        "",
        *_left_out(outcome, names, _heading_of_support(file)),
        *_ties(outcome),
        *(_("Let op: {remark}").format(remark=remark) for remark in file.remarks()),
        _("De uitslag is nagerekend met exacte breuken."),
    ]
    return "\n".join(lines)


def _heading_of_support(file):
    return _("Punten") if file.counts_points else _("Stemmen")


def _heading(file, outcome):
    yield _("Telregel: {name} ({rule})").format(name=NAMES[outcome.rule], rule=outcome.rule)
    if said := rule_of_points(file.vote_type):
        yield said
    yield ngettext(
        "Geteld: {votes} stembiljet, {plans} plannen, budget {budget}",
        "Geteld: {votes} stembiljetten, {plans} plannen, budget {budget}",
        len(file.votes),
    ).format(votes=len(file.votes), plans=len(file.projects), budget=dutch_amount(outcome.budget))
    yield _("Betaald worden: {plans}").format(plans=" ".join(outcome.funded) or _("geen plannen"))
    yield _("Uitgegeven: {spent}, over: {left}").format(
        spent=dutch_amount(outcome.spent), left=dutch_amount(outcome.budget - outcome.spent)
    )
    if outcome.rule != GREEDY:
        yield _("Elk stembiljet had {endowment} te verdelen.").format(
            endowment=dutch_amount(outcome.endowment)
        )
    if outcome.rule in WITH_INCREMENTS:
        yield _("Aantal verhogingen van 1 per stembiljet: {increments}").format(
            increments=outcome.increments
        )
    if "currency" in file.meta:
        yield _("Bedragen in {currency}").format(currency=file.meta["currency"])


def _funded(outcome, names, support):
    rows = [
        (
            str(number),
            round_.plan,
            _short(names[round_.plan]),
            dutch_amount(round_.cost),
            str(round_.supporters),
            "-" if round_.price is None else dutch_amount(round_.price),
        )
        for number, round_ in enumerate(outcome.rounds, start=1)
    ]
    head = (_("Ronde"), _("Plan"), _("Naam"), _("Kosten"), support, _("Ieder hoogstens"))
    return _table(head, rows, left=(1, 2))


def _left_out(outcome, names, support):
    if not outcome.left_out:
        return
    yield _("Niet betaald")
    rows = [
        (
            out.plan,
            _short(names[out.plan]),
            dutch_amount(out.cost),
            str(out.supporters),
            "-" if out.available is None else dutch_amount(out.available),
        )
        for out in outcome.left_out
    ]
    head = (_("Plan"), _("Naam"), _("Kosten"), support, _("Stemmers hadden nog"))
    yield from _table(head, rows, left=(0, 1))
    yield ""


def _ties(outcome):
    for tie in outcome.tie_breaks:
        yield _("Gelijke stand: {between}. Eerst {chosen}: {rule}.").format(
            between=", ".join(tie.between),
            chosen=tie.chosen,
            rule=DECIDED_BY.get(tie.rule, _("loting ({rule})").format(rule=tie.rule)),
        )


def _short(name):
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1]}…"


def _table(head, rows, *, left):
    """Rows as text in columns; the columns in `left` stand left, numbers stand right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = (
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
