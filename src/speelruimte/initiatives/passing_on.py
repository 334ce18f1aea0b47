"""Quickscans and first views go to a colleague, with all that is still to be done."""

from collections import defaultdict

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
    wrote, removed = defaultdict(list), defaultdict(list)
    scans = Quickscan.objects.filter(account_holder=person, initiative__ended_at__isnull=True)
    for scan in scans.select_related("initiative"):
        if wanted is not None and scan.initiative.case_number not in wanted:
            continue
        scan.account_holder = to
        scan.save(update_fields=["account_holder"])
        cases.add(scan.initiative.case_number)
        wrote[scan.initiative.case_number].append(scan)
    views = FirstView.objects.asked().filter(colleague=person)
    for view in views.select_related("quickscan__initiative"):
        case_number = view.quickscan.initiative.case_number
        if wanted is not None and case_number not in wanted:
            continue
        gone = _fell_away(view, to=to)
        (lapsed if gone is view else cases).add(case_number)
        removed[case_number] += [gone] if gone else []
        wrote[case_number] += [] if gone is view else [view]
    for case_number in sorted(cases | lapsed):
        record(
            "quickscan_handed_over",
            about=f"initiative:{case_number}",
            by=by,
            at=at,
            case_number=case_number,
            to=to.reference,
            wrote=wrote[case_number],
            removed=removed[case_number],
        )
    return sorted(cases | lapsed), sorted(lapsed - cases)


def _fell_away(view, *, to):
    """Give a request to a colleague: what fell away by that. It is this request itself where the
    colleague was asked already, and one of theirs that was called off, which is asked after all.
    """
    theirs = view.quickscan.views.filter(colleague=to).first()
    gone = view if theirs is not None and theirs.called_off_at is None else theirs
    if gone is not None:
        FirstView.objects.filter(pk=gone.pk).delete()
    if gone is not view:
        view.colleague = to
        view.save(update_fields=["colleague"])
    return gone
