"""Days of the demo, counted from today: it is alive whenever it is made."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from speelruimte.shared.terms import is_working_day

HERE = ZoneInfo("Europe/Amsterdam")


def working_day(today, days):
    """So many days from today, on a working day; moved towards the past, so order stays."""
    day = today + timedelta(days=days)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


class Clock:
    """Moments of one process: each later than the one before, in office hours where that fits."""

    def __init__(self, today):
        self.today = today
        self.last = None

    def at(self, days, *, hour=9, minute=0, any_day=False):
        """The moment so many days from today, or just after the last one when that is later.

        Never later than the end of yesterday: what is filled in has happened.
        """
        days = min(days, -1)
        day = self.today + timedelta(days=days) if any_day else working_day(self.today, days)
        moment = datetime.combine(day, time(hour, minute), tzinfo=HERE)
        if self.last is not None and moment <= self.last:
            moment = self.last + timedelta(minutes=3)
        self.last = moment
        return moment
