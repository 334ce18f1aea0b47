"""What happens to letters, and what happens to an account that its holder is told of."""

from speelruimte.decisions.verbs import TOLD
from speelruimte.journal.verbs import Verb, plain_verbs
from speelruimte.notices.letters import ACCOUNT_LETTERS

VERBS = (
    Verb("contributors_told", made=(TOLD,), is_public=True),
    *plain_verbs("message_tried_again", "messages_tried_again", *ACCOUNT_LETTERS),
)
