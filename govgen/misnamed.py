"""Names in a file of all that stand for nothing, with what may be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from govgen.problem import Problem
from govgen.source import Route
from govgen.words import Words


def misnamed(
    file: str, route: Route, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem of `file` for each of the `names` at `route` that is not among those `known`."""
    all_known = tuple(known)
    for name in names:
        if name in all_known:
            continue
        near = difflib.get_close_matches(name, all_known, 1, 0.6)
        choice = near or sorted(all_known)[:12]
        yield Problem(
            route,
            Words(f"没有 `{name}`", f"there is no `{name}`"),
            Words(
                f"是不是想写 `{near[0]}`？" if near else f"可以写：{'、'.join(choice)}",
                f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(choice)}",
            ),
            file,
        )
