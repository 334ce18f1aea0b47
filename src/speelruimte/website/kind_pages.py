"""What a way of taking part shows; the setting ``KIND_PAGES`` names the pages of each way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from speelruimte.activities.kind import kind_of, no_rows, nothing

# The page that most ways share: what is asked, how much say, and the way to the form.
SHARED_PAGE = "take-part"
# Where colleagues write down words of others, and where they take in a file with words.
ENTER_PAGE, IMPORT_PAGE = "work-enter", "work-import"


@dataclass(frozen=True)
class ChoiceWords:
    """What people chose between in one way, as a decision tells it.

    ``chosen`` stands above what the decision takes, ``not_chosen`` above the rest; ``beside`` takes
    an option of its Kind and gives the words beside its name, such as what it costs.
    """

    chosen: str
    not_chosen: str
    beside: Callable = nothing


@dataclass(frozen=True)
class PrivacyNote:
    """What the page about privacy says of one way."""

    title: str
    text: str


@dataclass(frozen=True)
class KindPages:
    """The pages of one way; ``key`` is that of its Kind.

    ``named`` is what residents read where ways stand beside one another; left out, the name of the Kind.
    ``picture`` is a drawing of the component ``ways``. ``page`` and ``paper_form`` (what one
    prints and fills in by hand) are names of addresses with ``slug`` and ``key``, ``work`` with
    ``case_number`` and ``key``; ``work_label`` is the link to it, for whom ``may_work`` (person, trajectory, on) allows it. ``import_page``
    takes in a file, at an address as that of ``work``, for whom the Kind allows it. ``addresses``
    are modules with ``urlpatterns``.

    ``standing`` takes the request and a typed code, and returns the page of what belongs to it, or
    None; ``code_note`` says beside the field what a code of this way looks like and shows.
    ``meant_elsewhere`` takes a typed code that shows nothing, and says where one of this way is used.
    ``counted`` takes a trajectory and gives the words and the address of a link to each count that
    a decision can rest on; ``choice`` tells what was chosen. ``privacy`` is what this way keeps of
    people, or does not. ``timeline`` holds a sentence for each verb that the public may know.
    """

    key: str
    picture: str
    named: str = ""
    page: str = SHARED_PAGE
    work: str = ""
    work_label: str = ""
    may_work: Callable = nothing
    import_page: str = ""
    paper_form: str = ""
    addresses: tuple[str, ...] = ()
    standing: Callable = nothing
    code_note: str = ""
    meant_elsewhere: Callable = nothing
    counted: Callable = no_rows
    choice: ChoiceWords | None = None
    privacy: PrivacyNote | None = None
    timeline: Mapping[str, str] = field(default_factory=dict)


def all_pages() -> tuple[KindPages, ...]:
    """The pages of every way, in the order of the setting."""
    return tuple(_by_key(tuple(settings.KIND_PAGES)).values())


@cache
def _by_key(paths):
    return {pages.key: pages for pages in map(import_string, paths)}


def pages_of(activity) -> KindPages:
    """The pages of an activity. RuleBroken where this installation does not know its way."""
    return _by_key(tuple(settings.KIND_PAGES))[kind_of(activity.kind).key]


def way_named(key) -> str:
    """What residents call the way with this key."""
    return str(_by_key(tuple(settings.KIND_PAGES))[key].named or capfirst(kind_of(key).name))


def choice_words(key) -> ChoiceWords:
    """How the way with this key tells what was chosen; a way with a result has words for it."""
    choice = _by_key(tuple(settings.KIND_PAGES))[key].choice
    assert choice is not None, f"{key} has a result and no words for it"
    return choice


def kinds_with_own_page() -> list[str]:
    """The ways whose activities do not stand on the page that most share."""
    return [pages.key for pages in all_pages() if pages.page != SHARED_PAGE]


def addresses_of_kinds() -> list:
    """The addresses that the ways bring along."""
    return [
        pattern
        for pages in all_pages()
        for module in pages.addresses
        for pattern in import_module(module).urlpatterns
    ]
