"""Every page speaks as the policy in force; a page about one process as the policy it is bound to."""

from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.speaking import speak_as, speak_as_asked, speaking
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.asking import the_policy


def speak_for(case):
    """From here on the page speaks as the policy this process, or this idea, is bound to."""
    speak_as(parsed_policy(case.policy))


class SpokenPages:
    """Middleware: the words of the policy in force, unless a page names another.

    A page at the address of a process that everybody may read speaks as the policy of that
    process, from its first sentence. Where the page itself says so before that, nothing is looked
    up here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with speaking(lambda: the_policy(request)):
            return self.get_response(request)

    def process_view(self, request, _view, _args, kwargs):
        """Called by Django between finding the view and calling it."""
        if "slug" in kwargs:
            speak_as_asked(lambda: _policy_at(kwargs["slug"]) or the_policy(request))


def _policy_at(slug):
    trajectories = Trajectory.objects.public().select_related("policy").defer(*POLICY_TEXTS)
    trajectory = trajectories.filter(slug=slug).first()
    return trajectory and parsed_policy(trajectory.policy)
