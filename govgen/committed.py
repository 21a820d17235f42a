"""Which commit last changed each record, and which records are not committed as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from govgen import git
from govgen.register import Register

UNCOMMITTED = ""


def commits(root: Path, head: git.Head, register: Register) -> Mapping[str, str]:
    """Return the last commit of each record by id, `UNCOMMITTED` where the file differs from it."""
    listed = git.tree(root, head.commit, "records")
    changed = git.last_changes(root, head.commit, "records")
    return {
        record_id: changed.get(document.path, UNCOMMITTED)
        if git.blob_id(document.content, listed.get(document.path, "")) == listed.get(document.path)
        else UNCOMMITTED
        for record_id, document in register.documents.items()
    }
