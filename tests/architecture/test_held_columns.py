"""Of every column it is said whether the journal holds it, by what, or why it does not."""

import pytest
from django.apps import apps

# By which a column is held that its model does not name in ``held_columns``.
ADOPTED = "held: it stands in the text that was adopted, which is made again from it"
FROZEN = "held: a text with its fingerprint in the journal is made from it (``verbs.py``)"
RECORDED = "held: beside its text, to what the entries say (route/as_recorded.py)"
PLACED = "held: to the entries of placing, splitting and answering (route/as_placed.py)"
COUNTS = "held: to the rows that are counted (route/as_counted.py)"
ACCEPTED = "held: to the entry of accepting; of words from a file, of which codes are renewed, not"
TO_FILE = "held: to the entry of accepting or, of a file, of all its words together (route/as_in_files.py)"
ROLES = "held: to the roles that were given and ended (route/beside.py)"
MEMBERS = "held: to the entries of joining and leaving (route/speaking.py)"
RULES = "held: to the rules that were fixed when the vote opened (budget/faults.py)"
COUNTED = "held: as many of each as there must be (budget/faults.py)"
SEALED = "held: to the seal of each ballot (budget/seals.py)"
CODES = "held: all of a vote in one fingerprint (budget/faults.py)"
CLOSED = "held: from the moment on which the vote closed (budget/verbs.py)"
CHAIN = "held: it is the chain, the tree or a signature over it"
COSIGNED = "held: to the key of the witness, as long as a setting names it (journal/witnessing.py)"

# Why a column is not held.
BESIDE_SIGNED = "when a checkpoint was made: what is signed says no moment, and a witness does"
FOLLOWS = "follows from other rows, and is made again from them"
ORDER = "only the order in which a list is shown"
PERSONAL = "personal data that its owner changes or has wiped, without a trace of what it was"
CODE = "a keyed hash of a code or a form, worth nothing to who has no code"
SECRET = "what would tell whose a ballot is"  # noqa: S105
PASSING = "gone within days or months, and no part of any process"
WORK = "work that goes from one colleague to another"
HOUSE = "the house of the website, which the administrator changes"
STARTED = "held: to the entries of starting and joining, and of areas that became one"
LISTED = "held: all of the list in one fingerprint (route/as_listed.py)"
DRAFT = "a draft until it is sent: the entry has the fingerprint of what was sent"
LIBRARY = "a library writes it when somebody signs in or chooses a password, without an act"
UNASKED = "nothing asks it: rights hang on roles alone (ADR 10)"
ENTRY = "the entry says that it happened and with which key; the sentence beside it has no mark yet"

COLUMNS = {
    "activities.Contribution": {
        "text public_key refusal_reason salt": FROZEN,
        "title place longitude latitude channel received_at created_at": RECORDED,
        "trajectory activity state timing adds_to was_answered": RECORDED,
        "redaction_reason origin origin_number origin_row origin_file promised_by": RECORDED,
        "came_with": FROZEN,
        "area contact": TO_FILE,
        "receipt_hash": ACCEPTED,
        "idempotency_hash": CODE,
    },
    "activities.Original": {"text": FROZEN},
    "agreements.Adoption": {"idempotency_hash": CODE},
    "agreements.Frame": {
        "version number kind status title text origin phase_key known_on added_by_body": ADOPTED,
        "say level": ADOPTED,
        "edits": DRAFT,
    },
    "agreements.GroupSay": {"phase position group role level say": ADOPTED},
    "agreements.Moment": {"version body day what held_at place is_decision": ADOPTED},
    "agreements.Phase": {
        "version key position policy_phase name question starts_on ends_on purposes": ADOPTED,
        "government_role": ADOPTED,
        "edits": DRAFT,
    },
    "agreements.PlannedMethod": {
        "phase key method meaning title note held_on held_at place": ADOPTED
    },
    "agreements.Section": {"version part key text": ADOPTED, "edits": DRAFT},
    "agreements.Version": {
        "text fingerprint": FROZEN,
        "edits": DRAFT,
    },
    "budget.Ballot": {
        "vote channel choices invalid_reason seal receipt_hash": SEALED,
    },
    "budget.FileBallotNumber": {"vote number_hash": SECRET},
    "budget.FixedRules": {"text fingerprint": FROZEN},
    "budget.Outcome": {
        "text fingerprint": FROZEN,
    },
    "budget.Plan": {"vote number position name text cost": RULES},
    "budget.Vote": {
        "activity budget rule tie_rule rest who minimum maximum maximum_cost": RULES,
        "opened_at closed_at": RULES,
    },
    "budget.VotingRight": {"vote used": COUNTED, "code_hash": CODES},
    "decisions.Answer": {
        "theme contribution point number verdict reason frame given_at": FROZEN,
        "text fingerprint": FROZEN,
    },
    "decisions.Decision": {
        "body decided_on number document what reasons other_day departs": FROZEN,
        "departure departure_frame funded text fingerprint": FROZEN,
        "idempotency_hash": CODE,
    },
    "decisions.Feedback": {"text": FROZEN},
    "decisions.Placement": {"theme answer came_under_at points": PLACED, "points_open": COUNTS},
    "decisions.Point": {"theme answer came_under_at": PLACED, "answerer answer_by": WORK},
    "decisions.Rectification": {
        "number what reasons departure why text fingerprint": FROZEN,
    },
    "decisions.Result": {
        "summary": FROZEN,
        "edits": DRAFT,
    },
    "decisions.Theme": {"answer": PLACED, "placed in_points": COUNTS, "position": ORDER},
    "decisions.Weight": {"decision rectification theme how": FROZEN},
    "initiatives.IdeaAddition": {"idempotency_hash": CODE, "salt": FROZEN},
    "initiatives.Initiative": {
        "idempotency_hash": CODE,
        "salt": FROZEN,
    },
    "journal.Checkpoint": {"note": CHAIN, "made_at": BESIDE_SIGNED},
    "journal.Cosignature": {"checkpoint witness line moment": COSIGNED},
    "journal.Entry": {"verb about case_number by at recorded_at text previous fingerprint": CHAIN},
    "journal.KeyMark": {"fingerprint kept_at": HOUSE},
    "journal.Revision": {"number": HOUSE},
    "journal.Subtree": {"level position hash": CHAIN},
    "memory.KnownWord": {"word skeleton": FOLLOWS},
    "memory.SearchText": {"trajectory words stems": FOLLOWS},
    "notices.AskedNotice": {"contact reader trajectory area street asked_at": PASSING},
    "notices.LeftNotice": {"print left_at": PASSING},
    "notices.Message": {
        "idempotency_key kind contact person case_number about facts created_at": PASSING,
        "try_after attempts last_error sent_at dropped_at": PASSING,
    },
    "notices.Reminder": {"person kind case_number what page thing day told_at": PASSING},
    "notices.ToldWork": {"person thing told_at": PASSING},
    "notices.WorkMail": {"person digest_hour until_hour at_once looked_on": PERSONAL},
    "people.Attempt": {"what source hour number": PASSING},
    "people.Contact": {
        "name email phone language reference forgotten_at email_changed_at": PERSONAL
    },
    "people.ErasureOrder": {"kind table_name row_key fields opened_at opened_by closed_at": ENTRY},
    "people.Grant": {
        "person role case_number body starts_on ends_on": ROLES,
        "area subject": ROLES,
    },
    "people.Membership": {"organisation person speaks_for ends_on": MEMBERS},
    "people.Organisation": {"email phone": PERSONAL},
    "people.Person": {
        "reference": ROLES,
        "password last_login": LIBRARY,
        "is_superuser": "held: the database refuses that anybody is one",
        "name function phone": PERSONAL,
        "language session_mark created_at": PERSONAL,
    },
    "people.PreparedHandOver": {"person cases note starts_on prepared_at": PASSING},
    "people.SignIn": {"person at outcome device address is_new_device": PASSING},
    "places.Area": {"position": ORDER},
    "places.Street": {"key name town sought": LISTED},
    "places.Stretch": {"street area postcode first last": LISTED},
    "places.Subject": {"position": ORDER},
    "policy.Letterhead": {"content since": HOUSE},
    "policy.Logo": {"kind content": HOUSE},
    "policy.PolicyVersion": {
        "effective_from edition content fingerprint": FROZEN,
    },
    "route.OpenTask": {
        "trajectory role body page sentences number position due_on waits_from": FOLLOWS
    },
    "trajectories.CaseNote": {
        "trajectory text written_at": FROZEN,
    },
    "trajectories.HeldBack": {"trajectory ground until at lifted_at": ENTRY},
    "trajectories.LaterDay": {
        "trajectory initiative what promised_on later_on reason body held_over_on said_at": FROZEN
    },
    "trajectories.RolesTogether": {"trajectory role beside reason given_at": FROZEN},
    "trajectories.Tally": {"received waiting published answered unseen answered_gone": COUNTS},
    "trajectories.Trajectory": {"becomes_later": FOLLOWS},
    "trajectories.Trajectory_areas": {"trajectory area": STARTED},
    "trajectories.Trajectory_initiatives": {"trajectory initiative": STARTED},
    "people.Person_groups": {"person group": UNASKED},
    "people.Person_user_permissions": {"person permission": UNASKED},
}

# Tables of libraries.
LIBRARIES = {
    "account.EmailAddress": UNASKED,
    "account.EmailConfirmation": UNASKED,
    "auth.Group": UNASKED,
    "auth.Group_permissions": UNASKED,
    "auth.Permission": UNASKED,
    "contenttypes.ContentType": FOLLOWS,
    "django_tasks_database.DBTaskResult": PASSING,
    "mfa.Authenticator": "held: how many of each an account has (route/second_steps.py)",
    "sessions.Session": PASSING,
}


def _models(*, of_ours=True):
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("speelruimte.") == of_ours
    ]


def _columns(model):
    return [field.name for field in model._meta.concrete_fields if not field.primary_key]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model._meta.label)
def test_of_every_column_it_is_said_once_whether_the_journal_holds_it(model):
    said = [column for columns in COLUMNS.get(model._meta.label, {}) for column in columns.split()]
    said += getattr(model, "held_columns", ())
    assert sorted(said) == sorted(_columns(model)), (
        "name a new column in held_columns of its model, or here with what holds it or why nothing does"
    )


def test_no_model_is_told_of_that_is_not_there():
    assert set(COLUMNS) <= {model._meta.label for model in _models()}


def test_of_every_table_of_a_library_it_is_said_too():
    assert set(LIBRARIES) == {model._meta.label for model in _models(of_ours=False)}
