"""A history as it was before it was rewritten to take personal data out, where that is proved.

Signatures, statements on approvals and the ids that a policy names are of the commits as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from govgen.commit import Commit
from govgen.history import BYTES, Landed


@dataclass(frozen=True)
class Former:
    """The commits as they were by what they are now, and the contents likewise, those that were replaced alone."""

    commits: Mapping[str, Commit] = field(default_factory=dict)
    blobs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def now(self) -> Mapping[str, str]:
        """What each commit is now, by what it was."""
        return {was.id: commit for commit, was in self.commits.items()}

    def id(self, commit: str) -> str:
        """Return what a commit was."""
        return self.commits[commit].id if commit in self.commits else commit

    def today(self, commit: str) -> str:
        """Return what an old commit is now, whose id may be cut off."""
        return next((now for was, now in self.now.items() if was.startswith(commit)), commit)

    def places(self, chain: tuple[str, ...]) -> dict[str, int]:
        """Return the place of each commit in the chain, also by what it was."""
        here = {commit: place for place, commit in enumerate(chain)}
        return here | {was: here[commit] for was, commit in self.now.items() if commit in here}

    def landed(self, landed: Landed) -> Landed:
        """Return what a commit landed as it was when it landed."""
        was = self.commits.get(landed.id)
        if was is None:
            return landed
        changes = tuple(
            replace(it, old=self.blobs.get(it.old, it.old), new=self.blobs.get(it.new, it.new))
            for it in landed.changes
        )
        return replace(landed, id=was.id, changes=changes, _content=was.content.decode(BYTES))


UNCHANGED = Former()
"""A history that nobody rewrote."""
