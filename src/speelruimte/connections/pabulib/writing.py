"""Writing a Pabulib file. What `parse` reads from it is equal to what was written."""

import csv
import io

from speelruimte.analysis.budget import written


def write_pabulib(file):
    """The bytes of a file: UTF-8, semicolons, CRLF, columns in the order they came in."""
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";")
    out.writerows([["META"], ["key", "value"]])
    out.writerows(file.meta.items())
    out.writerows([["PROJECTS"], file.project_columns])
    out.writerows(_project(project, file.project_columns) for project in file.projects)
    out.writerows([["VOTES"], file.vote_columns])
    out.writerows(_vote(vote, file.vote_columns) for vote in file.votes)
    return text.getvalue().encode()


def _project(project, columns):
    row = {
        "score": "" if project.score is None else project.score,
        **project.other,
        "project_id": project.id,
        "cost": written(project.cost),
        "name": project.name,
        "votes": "" if project.votes is None else project.votes,
        "selected": "" if project.selected is None else project.selected,
    }
    return [row.get(column, "") for column in columns]


def _vote(vote, columns):
    row = {
        **vote.other,
        "voter_id": vote.voter_id,
        "vote": ",".join(vote.choice),
        "points": ",".join(map(str, vote.points)),
    }
    return [row.get(column, "") for column in columns]
