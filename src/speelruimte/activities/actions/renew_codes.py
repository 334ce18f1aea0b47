"""New receipt codes for the words of a file, when those of the first time were lost."""

from django.db.models import Q
from django.utils.translation import gettext as _

from speelruimte.activities.actions.accept import lock_activity_shared
from speelruimte.activities.models import Contribution, Import
from speelruimte.activities.rules import may_renew_codes
from speelruimte.journal.acting import action, record
from speelruimte.people.receipts import new_code
from speelruimte.shared.errors import check_may
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory

BATCH = 500


@action
def renew_codes(came_with: Import, *, idempotency_key, by, at) -> list[tuple[int, str]]:
    """A new code for each row of a file that was taken in: (row number, code). Old ones are void.

    A second press of the same form gives the same codes and changes nothing. What was erased since
    gets no code: nothing of it is left to follow. Who gave an e-mail address keeps the code there is:
    each mail holds a link to the own words, and nobody else gets in.
    """
    lock_trajectory(came_with.activity.trajectory)
    activity = lock_activity_shared(came_with.activity)
    check_may(
        may_renew_codes(by, activity.trajectory, on=local_day(at)),
        _("Alleen wie het traject leidt, maakt nieuwe codes voor een bestand met inbreng."),
    )
    words = came_with.contributions.exclude(state=Contribution.State.ERASED)
    words = words.filter(Q(contact=None) | Q(contact__email=""))
    codes, changed = [], []
    for contribution in words.only("origin_row", "receipt_hash").order_by("origin_row"):
        code, hashed = new_code(idempotency_key=f"{idempotency_key}:{contribution.origin_row}")
        codes.append((contribution.origin_row, code))
        if hashed != contribution.receipt_hash:
            contribution.receipt_hash = hashed
            changed.append(contribution)
    if changed:
        Contribution.objects.bulk_update(changed, ["receipt_hash"], batch_size=BATCH)
        record(
            "codes_renewed",
            about=f"import:{came_with.pk}",
            by=by,
            at=at,
            case_number=activity.trajectory.case_number,
            activity=activity.address,
            rows=len(changed),
        )
    return codes
