"""The editions of the published format, newest last: whoever changes the format adds one here.

`/data/v1/` keeps what it has: files, keys and columns may join it, none changes its meaning or goes.
What cannot be kept becomes `/data/v2/`, beside which `/v1/` stays for two years at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govgen.words import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: what the files say under `format`, since when, and what changed."""

    format: str
    since: date
    changes: tuple[Words, ...]


EDITIONS = (
    Edition(
        "1",
        date(2026, 11, 28),
        (
            Words(
                "第一版：每类记录一个 JSON 和一个 CSV，字段说明（JSON Schema），数据字典，数据包说明，年报数据和入库批准。",
                "First edition: a JSON and a CSV file for each kind, their JSON Schemas, the data dictionary, "
                "the data package, the measures of every year and the approvals.",
            ),
        ),
    ),
)
FORMAT = EDITIONS[-1].format
"""What every file says of itself under `format`."""
