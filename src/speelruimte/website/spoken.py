"""Every page speaks as the policy in force; a page about one process as the policy it is bound to."""

from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.speaking import speak_as, speaking
from speelruimte.website.asking import the_policy


def speak_for(trajectory):
    """From here on the page speaks as the policy this process is bound to."""
    speak_as(parsed_policy(trajectory.policy))


class SpokenPages:
    """Middleware: the words of the policy in force, unless a page names another."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with speaking(lambda: the_policy(request)):
            return self.get_response(request)
