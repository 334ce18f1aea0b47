"""That it was sent back, and why: for residents, who could read it and go on doing so."""

from django.utils.translation import gettext as _

from speelruimte.agreements.queries import was_held_over_by
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.queries import name_of_step, sent_back_to
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words
from speelruimte.website.held_over import was_held_over_sentence
from speelruimte.website.rendering import Row, Rows


def sent_back_rows(trajectory) -> Rows:
    """For as long as it is in the step to which it was sent back: that, and what was held over before;
    each as {title, text, kind}. Afterwards it stands on the timeline.
    """
    passages = sent_back_to(trajectory)
    if passages is None:
        return []
    before, last = passages
    rows = [sent_back_row(trajectory, last)]
    if last.step == Step.PLAN:
        between = {"since": before.entered_at, "until": last.entered_at}
        holding = was_held_over_by(trajectory, **between)
        if holding is not None:
            text = was_held_over_sentence(trajectory, holding)
            rows.append({"title": _("Eerder aangehouden"), "text": text, "kind": "info"})
    return rows


def sent_back_row(trajectory, passage) -> Row:
    """That and why it was sent back with this passage, as {title, text, kind}."""
    said = _("Teruggestuurd op %(day)s naar ‘%(step)s’. De reden: %(reason)s") % {
        "day": day_words(local_day(passage.entered_at)),
        "step": name_of_step(parsed_policy(trajectory.policy), passage.step),
        "reason": passage.reason,
    }
    return {"title": _("Teruggestuurd"), "text": said, "kind": "warning"}
