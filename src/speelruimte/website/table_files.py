"""A table as a file to keep: XLSX or CSV, sent row by row."""

from django.http import StreamingHttpResponse
from django.urls import register_converter
from django.urls.converters import StringConverter

from speelruimte.connections.spreadsheet.writing import Rows, csv_of, xlsx_of

XLSX, CSV = "xlsx", "csv"
_MADE_BY = {
    XLSX: (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV: (csv_of, "text/csv; charset=utf-8"),
}


def table_file(rows: Rows, *, name: str, kind: str) -> StreamingHttpResponse:
    """The rows as a file named ``name`` with ``kind`` behind it; the first row holds the headings."""
    made, content_type = _MADE_BY[kind]
    response = StreamingHttpResponse(made(rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


class TableKind(StringConverter):
    """In an address: which of the two kinds of file."""

    regex = "|".join(_MADE_BY)


register_converter(TableKind, "table_kind")
