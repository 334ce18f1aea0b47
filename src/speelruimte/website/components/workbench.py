"""Components of the workbench: the gate, the tasks, questions already answered."""

from .library import register


@register.inclusion_tag("components/gate.html")
def gate(missing, next_step, actions=(), heading=2, ident="poort"):
    """What still keeps this process from its next step, or that the door is open.

    missing: sentence, who (should do it), url and link (where); plain sentences are fine too.
    actions: arguments of button, for what can be done from here.
    """
    rows = [{"sentence": row} if isinstance(row, str) else row for row in missing]
    return {
        "rows": rows,
        "next_step": next_step,
        "actions": actions,
        "heading": int(heading),
        "ident": ident,
    }


@register.inclusion_tag("components/tasks.html")
def tasks(groups, heading=3):
    """To-dos in groups. groups: title, tasks; a task has when, left (words), title, text, url,
    action (words of the link) and late (true when it should have been done).
    """
    return {"groups": groups, "heading": int(heading)}


@register.inclusion_tag("components/notes.html")
def notes(items):
    """A short list on a sheet. items: title, text (behind the title), note (below), url."""
    return {"items": items}
