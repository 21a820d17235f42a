"""How a commit landed and whom its host names for it, and the registry of hosts.

A host is one module in `govgen/hosts` with `NAME`, `WORDS` and `landing`, beside a folder of commits
in `tests/hosts`. Whatever a commit says is a claim: a host reads only the places that it writes
itself, and whether the host or a person really wrote them is for signatures to prove.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol, cast

from govgen.commit import Commit, Ident
from govgen.words import Words

Class = Literal["merge", "squash", "submitted", "direct", "root"]

BOT_NAME = re.compile(r"(?i).*\[bot\]|(?:.*[-_ ])?(?:ro)?bot|.*机器人")
BOT_ADDRESS = re.compile(
    r"(?i)(?:[0-9]+\+)?(?:.*\[bot\]|(?:.*[-_])?(?:ro)?bot|(?:project|group)_[0-9]+_bot.*)@.*"
)
LONGEST = 300
"""Characters of a name or an address that are looked at."""

FIRST = Words(
    "这是历史上的第一个提交，前面没有主线可合并",
    "This is the first commit: nothing stood there to merge it into",
)
OCTOPUS = Words(
    "这个提交有三个以上的父提交，看不出哪一个是经审批合并的",
    "This commit has more than two parents; which of them was approved, nobody can tell",
)
BY_BOT = Words(
    "由自动程序合并，提交里没有写明是谁决定合并的",
    "A bot merged it; the commit does not say who decided to",
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a commit names.

    `claimed` is the name as Git has it; `email` and `account` (on the host, without `@`) are empty
    where there is none.
    """

    claimed: str
    email: str
    account: str
    source: Literal["merger", "reviewer"]


@dataclass(frozen=True, slots=True)
class Landing:
    """How a commit came to the main line.

    `number` is that of the pull or merge request, empty where the host wrote none. `merger` is none
    where the commit does not tell or a bot merged (`bot`); `reason` says why in one sentence.
    """

    kind: Class
    number: str
    merger: Named | None
    reviewers: tuple[Named, ...]
    bot: bool
    reason: Words


class Host(Protocol):
    """What every module in `govgen/hosts` has; `landing` judges any commit and never raises."""

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def WORDS(self) -> Words: ...  # noqa: N802
    def landing(self, commit: Commit) -> Landing:
        """Return how `commit` landed, had this host served it."""

    def account(self, who: Ident) -> str:
        """Return the account that an address of the host's own gives away; empty in another's."""

    def own(self, who: Ident) -> bool:
        """Whether this is the host itself, as it signs what is merged on its site."""


def no_account(_: Ident) -> str:
    """Stand for a host whose addresses give no account away."""
    return ""


def nobody(_: Ident) -> bool:
    """Stand for a host that never commits in its own name."""
    return False


@cache
def hosts() -> Mapping[str, Host]:
    """Walk `govgen.hosts` and return every host by name."""
    import importlib
    import pkgutil

    import govgen.hosts

    names = (module.name for module in pkgutil.iter_modules(govgen.hosts.__path__))
    found = (cast("Host", importlib.import_module(f"govgen.hosts.{name}")) for name in names)
    return {host.NAME: host for host in found}


def automatic(who: Ident) -> bool:
    """Whether a name or an address is that of a program, as programs are named."""
    return bool(
        BOT_NAME.fullmatch(who.name[-LONGEST:]) or BOT_ADDRESS.fullmatch(who.email[:LONGEST])
    )


def shapeless(commit: Commit) -> Landing | None:
    """Return the landing of a commit that no host makes: the first of all, or one of many parents."""
    if not commit.parents:
        return Landing("root", "", None, (), bot=False, reason=FIRST)
    return direct(OCTOPUS) if len(commit.parents) > 2 else None


def direct(reason: Words) -> Landing:
    """Return a landing of which Git shows no merge."""
    return Landing("direct", "", None, (), bot=False, reason=reason)


def nameless(kind: Class, number: str, reason: Words, reviewers: tuple[Named, ...] = ()) -> Landing:
    """Return a landing that does not tell who merged."""
    return Landing(kind, number, None, reviewers, bot=False, reason=reason)


def landed(
    kind: Class,
    number: str,
    who: Ident,
    reason: Words,
    account: str = "",
    reviewers: tuple[Named, ...] = (),
) -> Landing:
    """Return a landing by `who`; a bot is nobody's name."""
    if automatic(who):
        return Landing(kind, number, None, reviewers, bot=True, reason=BY_BOT)
    merger = Named(who.name, who.email, account, "merger")
    return Landing(kind, number, merger, reviewers, bot=False, reason=reason)
