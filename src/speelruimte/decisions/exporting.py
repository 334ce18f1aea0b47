"""Every word with its state and its answer, as rows for a file."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Answer
from speelruimte.decisions.queries import BY_STOPPING, with_points
from speelruimte.decisions.stopped import ANSWERED_BY_STOPPING, given_by_stopping
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step

# So many rows are fetched at a time; a list may be long, and waits for no lock.
AT_A_TIME = 500
_WITH = (
    *("area", "activity", "trajectory", "adds_to"),
    *("placement__theme__answer", "placement__answer"),
)


def contributions_table(
    contributions, *, address: Callable[[Contribution], str], for_staff: bool = False
) -> Iterator[list[object]]:
    """Headings, and a row for each of these contributions, oldest first; of what was split a row for
    each point. Names are never in it.

    What its writer added later is a row of its own, with the number of the first words. ``address``
    gives where everyone can read one, or an empty text. ``for_staff`` adds what only
    colleagues may see: where it came from and why it was refused. Columns that a file of words may
    hold have the name that reading such a file asks for.
    """
    labels = {value: str(label) for value, label in Contribution.State.choices}
    verdicts = {value: str(label) for value, label in Answer.Verdict.choices}
    verdicts[BY_STOPPING] = str(ANSWERED_BY_STOPPING)
    headings = _headings(for_staff)

    def rows():
        yield headings
        for contribution in _in_pieces(contributions.select_related(*_WITH).order_by("pk")):
            where = address(contribution)
            for point in contribution.shown_points or (None,):
                yield _row(contribution, labels, verdicts, where, for_staff, point)

    # Headings and labels are in the language of who asked; rows are made while the file is sent.
    return rows()


def _headings(for_staff):
    headings = [
        *(_("zaaknummer"), _("activiteit"), "nummer", "ontvangen op", "kanaal", "gebied"),
        *(_("plek"), "titel", "tekst", _("punt"), _("stand")),
        *(_("thema"), _("wat we ermee deden")),
        *(_("antwoord"), _("beantwoord op"), _("adres"), _("toegevoegd aan")),
    ]
    if for_staff:
        headings += [_("herkomst"), _("nummer bij de herkomst"), _("waarom geweigerd")]
    return headings


def _in_pieces(contributions):
    last = 0
    while rows := list(contributions.filter(pk__gt=last)[:AT_A_TIME]):
        stopped = [row.trajectory for row in rows if row.trajectory.step == Step.STOPPED]
        fetch_ahead(stopped, "passages")
        yield from with_points(rows)
        last = rows[-1].pk


def _row(contribution, labels, verdicts, address, for_staff, point):
    placed = point or getattr(contribution, "placement", None)
    theme = placed.theme if placed else None
    answer = placed.given_answer if placed else None
    row = [
        contribution.trajectory.case_number,
        contribution.activity.title,
        contribution.public_key,
        local_day(contribution.received_at),
        contribution.channel_label,
        contribution.area.name if contribution.area else "",
        contribution.place,
        contribution.title,
        point.words if point else contribution.text,
        str(point.number) if point else "",
        labels[contribution.state],
        theme.title if theme else "",
        verdicts[_verdict(answer, contribution.trajectory)] if answer else "",
        answer.reason if answer else "",
        local_day(placed.answered_at) if placed and answer else "",
        address,
        contribution.adds_to.public_key if contribution.adds_to else "",
    ]
    if for_staff:
        row += [contribution.origin, contribution.origin_number, contribution.refusal_reason]
    return row


def _verdict(answer, trajectory):
    return BY_STOPPING if given_by_stopping(answer, trajectory) else answer.verdict
