"""Quickscans and first views go to a colleague, with all that is still to be done."""

from speelruimte.initiatives.models import FirstView, Quickscan
from speelruimte.journal.acting import action, record


@action
def pass_on_quickscans(person, *, to, by, at, cases=None):
    """The colleague becomes account holder of open quickscans and owes the views still asked.

    Where the colleague was asked for a view already, the second request falls away. ``cases`` are the
    numbers of the cases that go over, all of them without it. Returns the case numbers concerned, and
    those where nothing but such a request fell away.
    """
    wanted, cases, lapsed = cases, set(), set()
    scans = Quickscan.objects.filter(account_holder=person, initiative__ended_at__isnull=True)
    for scan in scans.select_related("initiative"):
        if wanted is not None and scan.initiative.case_number not in wanted:
            continue
        scan.account_holder = to
        scan.save(update_fields=["account_holder"])
        cases.add(scan.initiative.case_number)
    views = FirstView.objects.asked().filter(colleague=person)
    for view in views.select_related("quickscan__initiative"):
        if wanted is not None and view.quickscan.initiative.case_number not in wanted:
            continue
        theirs = view.quickscan.views.filter(colleague=to)
        if theirs.filter(called_off_at__isnull=True).exists():
            view.delete()
            lapsed.add(view.quickscan.initiative.case_number)
        else:
            theirs.delete()  # what was called off is asked after all
            view.colleague = to
            view.save(update_fields=["colleague"])
            cases.add(view.quickscan.initiative.case_number)
    for case_number in sorted(cases | lapsed):
        record(
            "quickscan_handed_over",
            about=f"initiative:{case_number}",
            by=by,
            at=at,
            case_number=case_number,
            to=to.reference,
        )
    return sorted(cases | lapsed), sorted(lapsed - cases)
