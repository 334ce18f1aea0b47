"""What happens while people take part, whatever the way."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb
from speelruimte.people.intake import Channel


def _came_through_the_website(facts):
    """Such words come while people take part, and the way on from there asks nothing of words."""
    return facts["channel"] == Channel.WEBSITE


def _says_nothing_new(_facts):
    return True


def _about(entry):
    return entry.about


def _original(entry):
    """How the text from before is known: kept by the first time that a part was made unreadable."""
    return f"original:{entry.about.partition(':')[2]}"


def key_of_refusal(entry):
    """How the reason is known for which words are not shown."""
    return f"refusal:{entry.about.partition(':')[2]}"


WORDS = Made(_about, "speelruimte.activities.texts.canonical_text_of_words")
ORIGINAL = Made(
    _original, "speelruimte.activities.originals.text_of_original", fact="original_fingerprint"
)
REFUSED = Made(
    key_of_refusal,
    "speelruimte.activities.texts.canonical_text_of_refusal",
    fact="reason_fingerprint",
    column="speelruimte.activities.texts.column_of_refusal",
)
OF_FILE = Made(
    _about, "speelruimte.activities.texts.canonical_text_of_import", fact="words_fingerprint"
)
TITLES_OF_FILE = Made(
    lambda entry: f"titles_of_{entry.about}",
    "speelruimte.activities.texts.text_of_titles_in_file",
    fact="titles_fingerprint",
)
CAME_WITH_FILE = Made(
    lambda entry: f"came_with_{entry.about}",
    "speelruimte.activities.texts.text_of_how_it_came",
    fact="came_fingerprint",
)
ALTERED = Made(
    lambda entry: f"alteration:{entry.facts['alteration']}",
    "speelruimte.activities.texts.reason_of_alteration",
    fact="alteration_fingerprint",
    column="speelruimte.activities.texts.column_of_alteration",
)

VERBS = (
    Verb("activity_opened", is_public=True, is_signed_at_once=True),
    Verb("activity_closed", made=(ALTERED,), is_public=True),
    Verb("activity_altered", made=(ALTERED,), is_public=True, is_signed_at_once=True),
    Verb("activity_follows_plan"),
    Verb("contribution_accepted", made=(WORDS,), leaves_tasks=_came_through_the_website),
    Verb("contribution_published", ends=key_of_refusal),
    Verb("contribution_refused", made=(REFUSED,)),
    Verb("contribution_left_unseen", made=(REFUSED,)),
    Verb("contribution_withdrawn"),
    Verb("contribution_redacted", made=(WORDS, ORIGINAL), is_public=True),
    Verb("contributor_disagreed"),
    Verb("disagreement_answered"),
    Verb("original_read", leaves_tasks=_says_nothing_new),
    Verb("original_wiped", ends=_original, leaves_tasks=_says_nothing_new),
    Verb("contributions_imported", made=(OF_FILE, TITLES_OF_FILE, CAME_WITH_FILE)),
    Verb("codes_renewed"),
)
