"""Everything that happens in a vote on a budget."""

from .ballots import cast_ballot, enter_sheet, mark_on_paper
from .closing import close_vote
from .corrections import take_back_mark, take_back_sheet
from .importing import import_ballots, import_plans
from .preparing import add_plan, change_plan, drop_plan, open_vote, prepare_vote
from .rights import grant_rights, withdraw_rights

__all__ = [
    "add_plan",
    "cast_ballot",
    "change_plan",
    "close_vote",
    "drop_plan",
    "enter_sheet",
    "grant_rights",
    "import_ballots",
    "import_plans",
    "mark_on_paper",
    "open_vote",
    "prepare_vote",
    "take_back_mark",
    "take_back_sheet",
    "withdraw_rights",
]
