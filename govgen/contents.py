"""Contents: what every version of every record says, each blob read once and kept."""

from __future__ import annotations

import json

from govgen.cache import Cache
from govgen.history import History
from govgen.objects import Objects
from govgen.source import digest, read

SUBMODULE = "160000"


def contents(objects: Objects, history: History, cache: Cache | None) -> dict[str, str]:
    """Return the values of every version of every record as JSON, by blob; `null` where they cannot be read."""
    modules = {
        change.new for landed in history for change in landed.changes if change.mode == SUBMODULE
    }
    wanted = {
        blob: version.path
        for versions in history.versions.values()
        for version in versions
        for blob in (version.old, version.new)
        if blob and blob not in modules
    }
    kept = cache.table("version") if cache else {}
    missing = [blob for blob in wanted if blob not in kept]
    # What the work tree holds was walked a moment ago, and kept under the digest of its bytes.
    walked = cache.table("document") if cache and missing else {}
    fresh = {
        blob: walked.get(digest(content)) or written(wanted[blob], content)
        for blob, content in objects.blobs(missing)
    }
    whole = {blob: kept.get(blob) or fresh[blob] for blob in wanted}
    if cache:
        cache.replace("version", whole, kept)
    return whole | dict.fromkeys(modules, "null")


def written(path: str, content: bytes) -> str:
    """Return what one version says as JSON; `null` where it was refused."""
    document = read(path, content)
    return json.dumps(None if document.faults else document.data, ensure_ascii=False)
