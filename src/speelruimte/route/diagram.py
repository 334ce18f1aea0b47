"""The route as a diagram and a list, made from the table and from nothing else."""

from speelruimte.initiatives.models import Initiative
from speelruimte.route.route import DOOR, FORWARD, ROUTE
from speelruimte.trajectories.models import Step


def diagram() -> str:
    """Mermaid text: a thick arrow for the normal way, a thin one for side ways."""
    lines = ["```mermaid", "flowchart TD"]
    for at_door in Initiative.Step:
        lines.append(f'    i_{at_door}(["{at_door.label}"])')
    for at_door, further in DOOR.items():
        lines += [f"    i_{at_door} --> i_{target}" for target in further]
    lines.append('    i_ended -->|"een of meer trajecten"| t_weighing')
    lines.append('    i_ended -->|"eerst verkennen"| t_exploring')
    for step in Step:
        lines.append(f'    t_{step}["{step.label}"]')
    for step, ways in ROUTE.items():
        for target in ways:
            arrow = "==>" if FORWARD.get(step) == target else "-->"
            lines.append(f"    t_{step} {arrow} t_{target}")
    return "\n".join([*lines, "```"])


def gates_in_words() -> str:
    """For each way the names of its gates, as a Markdown list."""
    lines = []
    for steps, table in ((Initiative.Step, DOOR), (Step, ROUTE)):
        for step, ways in table.items():
            for target, gates in ways.items():
                names = (
                    ", ".join(f"`{gate.__name__}`{_switch(gate)}" for gate in gates) or "geen poort"
                )
                lines.append(f"- **{steps(step).label} → {steps(target).label}**: {names}")
    return "\n".join(lines)


def _switch(gate):
    return f" (beleid: `{gate.switch}`)" if gate.switch else ""
