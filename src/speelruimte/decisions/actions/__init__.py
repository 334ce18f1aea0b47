"""From own words to decision: group, answer, offer, decide."""

from .answers import answer_contribution, answer_point, answer_theme
from .decision import Decided, record_decision, trajectory_needs_number
from .moving import move_contribution, move_to_say_no_to, state_after_no, take_move_back
from .points import follow_replaced, give_point, join_points, split_contribution
from .rectify import rectify_decision, rectify_feedback, tell_again
from .result import offer_result, take_result_back, write_result
from .taken_back import take_back
from .tallies import (
    answered_among,
    count_placed_of,
    lying_in_theme,
    points_left_open_of,
    recounting,
)
from .themes import gather, make_theme, merge_themes, place, remove_empty_theme, rename_theme

__all__ = [
    "Decided",
    "answer_contribution",
    "answer_point",
    "answer_theme",
    "follow_replaced",
    "gather",
    "give_point",
    "join_points",
    "lying_in_theme",
    "make_theme",
    "merge_themes",
    "move_contribution",
    "move_to_say_no_to",
    "offer_result",
    "place",
    "points_left_open_of",
    "record_decision",
    "answered_among",
    "count_placed_of",
    "recounting",
    "rectify_decision",
    "rectify_feedback",
    "remove_empty_theme",
    "rename_theme",
    "split_contribution",
    "state_after_no",
    "take_move_back",
    "take_result_back",
    "take_back",
    "tell_again",
    "trajectory_needs_number",
    "write_result",
]
