"""Licences of open data: where the deed stands, and what it asks in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from govgen.words import Words

CREDITED = Words(
    "谁都可以下载、转载、改编，包括商用，只要注明出处。",
    "Anybody may download, share and adapt the data, commercially too, as long as the source is named.",
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: the address of its deed, and what it asks."""

    deed: str
    asks: Words


LICENCES = {
    "CC-BY-4.0": Licence("https://creativecommons.org/licenses/by/4.0/", CREDITED),
    "CC-BY-SA-4.0": Licence(
        "https://creativecommons.org/licenses/by-sa/4.0/",
        Words(
            "谁都可以下载、转载、改编，包括商用，只要注明出处，改编后用同样的许可。",
            "Anybody may download, share and adapt the data, commercially too, as long as the source is "
            "named and what is made of it carries the same licence.",
        ),
    ),
    "CC0-1.0": Licence(
        "https://creativecommons.org/publicdomain/zero/1.0/",
        Words(
            "谁都可以用，不附条件；注明出处是好习惯。",
            "Anybody may use the data without conditions; naming the source is good manners.",
        ),
    ),
    "ODbL-1.0": Licence(
        "https://opendatacommons.org/licenses/odbl/1-0/",
        Words(
            "谁都可以下载、使用、改编，只要注明出处；公开改编后的数据库要用同样的许可。",
            "Anybody may download, use and adapt the data, as long as the source is named; an adapted "
            "database that is published carries the same licence.",
        ),
    ),
}
"""By the short name of SPDX."""
