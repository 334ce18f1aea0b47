"""The route as a diagram and a list, made from the table and from nothing else."""

from speelruimte.initiatives.models import Initiative
from speelruimte.policy.schema import FirmGate
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


def firm_in_words() -> str:
    """What holds under every policy, with the names of the gates that ask it, as a Markdown list."""
    asking: dict[FirmGate, dict[str, None]] = {firm: {} for firm in FirmGate}
    for table in (DOOR, ROUTE):
        for gate in (gate for ways in table.values() for gates in ways.values() for gate in gates):
            if gate.always:
                asking[gate.always][f"`{gate.__name__}`"] = None
    lines = []
    for firm, names in asking.items():
        by = f" ({', '.join(names)})" if names else ""
        lines.append(f"- {firm.label}{by}")
    return "\n".join(lines)


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
