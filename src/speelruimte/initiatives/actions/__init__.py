"""What happens at the door: receive, assess, look, say who decides, conclude."""

from speelruimte.initiatives.actions.adding import (
    add_to_idea,
    look_at_addition,
    write_down_addition,
)
from speelruimte.initiatives.actions.assessing import assess_initiative, rule_who_decides
from speelruimte.initiatives.actions.correcting import correct_assessment, correct_letter
from speelruimte.initiatives.actions.ending import (
    end_initiative,
    enter_door_step,
    lock_initiative,
    resume_initiative,
    withdraw_initiative,
)
from speelruimte.initiatives.actions.quickscan import (
    ask_first_view,
    call_off_first_view,
    give_first_view,
    name_account_holder,
    open_quickscan,
    send_letter,
    write_letter,
)
from speelruimte.initiatives.actions.receiving import Start, receive_initiative

__all__ = [
    "Start",
    "add_to_idea",
    "ask_first_view",
    "assess_initiative",
    "call_off_first_view",
    "correct_assessment",
    "correct_letter",
    "end_initiative",
    "enter_door_step",
    "give_first_view",
    "lock_initiative",
    "look_at_addition",
    "name_account_holder",
    "open_quickscan",
    "receive_initiative",
    "resume_initiative",
    "rule_who_decides",
    "send_letter",
    "withdraw_initiative",
    "write_down_addition",
    "write_letter",
]
