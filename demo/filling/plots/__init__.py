"""What happens in Lindewold: the processes of the demo, in the order in which they began."""

from demo.filling.plots.ended import ENDED
from demo.filling.plots.running import RUNNING
from demo.filling.plots.starting import STARTING
from demo.filling.plots.waived import WAIVED
from demo.filling.plots.winding_down import WINDING_DOWN

PLOTS = tuple(
    sorted((*ENDED, *WAIVED, *WINDING_DOWN, *RUNNING, *STARTING), key=lambda plot: plot.begins)
)
