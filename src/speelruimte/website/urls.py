"""Every page has its own module with its own addresses; this is the list of modules."""

from importlib import import_module

from speelruimte.website.kind_pages import addresses_of_kinds

PUBLIC = (
    "home",
    "my_street",
    "asked_notices",
    "processes",
    "at_the_door",
    "taking_part",
    "what_people_wrote",
    "contributions_file",
    "receipts",
    "own_action_pages",
    "own_proof",
    "agreements",
    "objections",
    "outcomes",
    "memory",
    "searching",
    "journal",
    "signed_texts",
    "signed_files",
    "house_style",
    "pages",
)
WORKBENCH = (
    "my_work",
    "inbox",
    "trajectory_list",
    "trajectory",
    "initiatives",
    "idea_additions",
    "notes",
    "holding_back",
    "cosigning",
    "later_days",
    "weighing",
    "plan",
    "adoption",
    "light_change",
    "extending",
    "activities",
    "altering",
    "inbox_ticked",
    "redacting",
    "moving",
    "disagreements",
    "contributions_files",
    "answers",
    "result",
    "rectifying",
    "evaluation",
    "people",
    "forgetting",
    "messages",
    "contact_data",
    "house_style_form",
    "merging_places",
    "statements",
)


def _addresses_of(modules):
    return [
        pattern
        for module in modules
        for pattern in import_module(f"speelruimte.website.{module}").urlpatterns
    ]


# An address is looked for from the first on: many more people write in a way of taking part than
# work at the workbench.
urlpatterns = [
    *_addresses_of(f"public.{name}" for name in PUBLIC),
    *addresses_of_kinds(),
    *_addresses_of(f"workbench.{name}" for name in WORKBENCH),
]
