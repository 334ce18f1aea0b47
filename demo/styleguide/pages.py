"""The four example pages of Lindewold on Tuesday 9 February 2027, as plain data."""

from .public_pages import home_page, process_page, thread_page
from .workbench_pages import my_work_page, weighing_page


def sample_pages():
    """Template name to its context, without the menus and the municipality."""
    return {
        "public/home.html": home_page(),
        "public/process.html": process_page(),
        "public/thread.html": thread_page(),
        "workbench/my_work.html": my_work_page(),
    }


__all__ = [
    "home_page",
    "my_work_page",
    "process_page",
    "sample_pages",
    "thread_page",
    "weighing_page",
]
