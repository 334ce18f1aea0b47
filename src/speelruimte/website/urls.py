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
    "initiatives",
    "trajectory_list",
    "trajectory",
    "notes",
    "holding_back",
    "cosigning",
    "later_days",
    "weighing",
    "plan",
    "adoption",
    "light_change",
    "activities",
    "altering",
    "inbox",
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

urlpatterns = [
    pattern
    for module in (
        *(f"public.{name}" for name in PUBLIC),
        *(f"workbench.{name}" for name in WORKBENCH),
    )
    for pattern in import_module(f"speelruimte.website.{module}").urlpatterns
] + addresses_of_kinds()
