"""Where a repository's host shows it to anybody with a browser."""

from __future__ import annotations

import re

from govgen.community import Community

COMMITS = {
    "github": "commit",
    "gitlab": "-/commit",
    "gitea": "commit",
    "gitee": "commit",
    "bitbucket": "commits",
}
"""Where a host shows a commit, below the repository's address."""
EDITS = re.compile(r"(?i)(https?://[^\s\"'<>]+?)/(?:-/|_)?(?:edit|blob|tree|src|raw)/\S*")
HTTP = re.compile(r"https?://[^\s\"'<>]+")


def repository(community: Community) -> str:
    """Return the repository's address, as it is given or as edit links have it; empty where nobody knows."""
    named = (community.repo_url or "").rstrip("/").removesuffix(".git")
    if HTTP.fullmatch(named):
        return named
    found = EDITS.fullmatch(community.edit_uri or "")
    return found[1] if found else ""


def address(community: Community, host: str, commit: str) -> str:
    """Return where `host` shows a commit; empty where nobody knows."""
    base, way = repository(community), COMMITS.get(host)
    return f"{base}/{way}/{commit}" if base and way else ""
