"""Everything that happens to agreements, by what people do: write, plan, agree, adopt, amend."""

from .adopting import Resolution, offer_version, record_adoption, take_back_version
from .amending import amend, let_open_text_lapse
from .framing import change_frame, remove_frame, state_frame
from .light import change_lightly, object_to
from .parties import ask_parties_again, leave_party, name_party, record_stand
from .phasing import (
    change_moment,
    change_phase,
    drop_method,
    drop_moment,
    drop_phase,
    give_say,
    plan_method,
    plan_moment,
    plan_phase,
    take_say,
)
from .writing import SavedTexts, start_version, write_how_weighed, write_section, write_texts

__all__ = [
    "Resolution",
    "SavedTexts",
    "amend",
    "ask_parties_again",
    "change_frame",
    "change_lightly",
    "change_moment",
    "change_phase",
    "drop_method",
    "drop_moment",
    "drop_phase",
    "give_say",
    "leave_party",
    "let_open_text_lapse",
    "name_party",
    "object_to",
    "offer_version",
    "plan_method",
    "plan_moment",
    "plan_phase",
    "record_adoption",
    "record_stand",
    "remove_frame",
    "start_version",
    "state_frame",
    "take_back_version",
    "take_say",
    "write_how_weighed",
    "write_section",
    "write_texts",
]
