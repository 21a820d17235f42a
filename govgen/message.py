"""The places of a commit's message that a host writes itself: its first line, and what closes it.

Titles and bodies of requests stand between them, and anybody writes those. Lines end at a line feed
only: other breaks may stand inside a title. Every pass takes time in proportion to the message.
"""

from __future__ import annotations

import re

from govgen.host import Named

LONGEST = 2000
"""Characters of the longest line that is looked at; hosts cut titles far below."""
TRAILER = re.compile(r"[A-Za-z][A-Za-z-]{0,40}: .*|\(cherry picked from commit [0-9a-f]+\)")
PERSON = re.compile(r"([^<>]{0,300})<([^<> ]{1,300})>")


def lines(message: str) -> list[str]:
    """Return the lines of a message without the blank ones at its end."""
    return [line.removesuffix("\r") for line in message.rstrip().split("\n")]


def fit(form: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Return how a whole line fits `form`."""
    return form.fullmatch(line) if len(line) <= LONGEST else None


def closing(told: list[str], mark: re.Pattern[str]) -> tuple[re.Match[str] | None, list[str]]:
    """Return the line by which a host closes a message, and the trailers after it.

    Only trailers may follow the mark. Where it stands twice, somebody else wrote one of them: the
    last one counts, and no trailer does.
    """
    places = [place for place, line in enumerate(told) if place and fit(mark, line)]
    if not places:
        return None, []
    rest = [line for line in told[places[-1] + 1 :] if line]
    if not all(fit(TRAILER, line) for line in rest):
        return None, []
    return fit(mark, told[places[-1]]), rest if len(places) == 1 else []


def persons(trailers: list[str], key: str) -> tuple[Named, ...]:
    """Return whom the trailers `key: Name <address>` name, each once."""
    values = (line[len(key) + 2 :] for line in trailers if line.startswith(f"{key}: "))
    found = (fit(PERSON, value) for value in values)
    named = (Named(it[1].strip(), it[2], "", "reviewer") for it in found if it)
    return tuple(dict.fromkeys(named))
