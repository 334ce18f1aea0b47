"""Looking through a queue of own words: which of them, in which order, and all of them at once."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import SHOWN_DAY
from speelruimte.activities.queues import moderated_by, words_saying
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import Trajectory

# In the address of a queue of which everything is ticked: on the page, or all that fits.
PAGE, MATCHING = "ja", "alles"
ALL = "alles"
NEWEST, OLDEST = "nieuwste", "oudste"
LONGEST_QUESTION = 100
# How many are decided about at once; a form takes no more fields than twice so many.
MOST = 400
QUEUES = {
    "": Contribution.objects.waiting_anywhere,
    "te-lezen": Contribution.objects.readable,
    "geweigerd": Contribution.objects.refused,
}


@dataclass(frozen=True)
class QueueSearch:
    """What somebody looks for in a queue. ``state`` is the word in its address."""

    question: str = ""
    order: str = ""
    state: str = ""
    ticked: str = ""

    @property
    def orders(self) -> list[tuple[str, str]]:
        """What one may choose between."""
        return [(OLDEST, _("Oudste eerst")), (NEWEST, _("Nieuwste eerst"))]

    @property
    def shown_order(self) -> str:
        """What stands on top: what waits begins with the oldest, a list of a state with what is new."""
        return self.order or (NEWEST if self.state else OLDEST)

    @property
    def newest_first(self) -> bool:
        """What came last stands on top."""
        return self.shown_order == NEWEST

    def query(self, **other) -> str:
        """As part of an address, some of it otherwise."""
        asked = QueryDict(mutable=True)
        said = {"stand": self.state, "q": self.question, "volgorde": self.order}
        asked.update({name: value for name, value in (said | other).items() if value})
        return asked.urlencode()


def queue_search(asked) -> QueueSearch:
    """What an address or a form asks of a queue."""
    state, order = asked.get("stand", ""), asked.get("volgorde", "")
    return QueueSearch(
        question=" ".join(asked.get("q", "").split())[:LONGEST_QUESTION],
        order=order if order in (NEWEST, OLDEST) else "",
        state=state if state in QUEUES else "",
        ticked=asked.get(ALL, ""),
    )


def words_that_fit(asked, *, person, on) -> list[Contribution]:
    """All that fitted when somebody looked: no words that came in since, the oldest first, MOST.

    ``asked`` is the form; it names the process, or none for the queue over all.
    """
    search = queue_search(asked)
    rows = QUEUES[search.state]().filter(words_saying(search.question))
    case_number, until = asked.get("zaak", ""), asked.get("tot", "")
    if case_number:
        rows = rows.filter(trajectory__case_number=case_number)
    else:
        reached = moderated_by(person, on=on)
        rows = rows if reached is None else rows.filter(trajectory__in=reached.values("pk"))
    rows = rows.filter(pk__lte=whole_number(until) or 0)
    return oldest_first(rows)


def oldest_first(rows) -> list[Contribution]:
    """These words, MOST, with all that is shown of them and the policy that they fall under."""
    rows = rows.select_related("trajectory__policy", "area", "activity")
    rows = rows.defer(*(f"trajectory__{name}" for name in POLICY_TEXTS))
    return list(rows.order_by(SHOWN_DAY, "id")[:MOST])


@compiled_query
def _newest_key():
    return Contribution.objects.order_by("-pk").values_list("pk", flat=True)[:1]


def all_that_fit(search, rows, *, total, trajectory: Trajectory | None = None) -> dict[str, Any]:
    """What the page says and sends of all that fit: ``number``, and the fields that name them."""
    newest = next(iter(_newest_key()), 0)
    fields = {ALL: MATCHING, "tot": newest, "zaak": trajectory.case_number if trajectory else ""}
    said = {"stand": search.state, "q": search.question}
    return {
        "number": min(total, MOST),
        "is_cut": total > MOST,
        "is_more": total > len(rows),
        "url": "?" + search.query(**{ALL: MATCHING}),
        "fields": [(name, value) for name, value in (fields | said).items() if value],
        "chosen": search.ticked == MATCHING,
    }
