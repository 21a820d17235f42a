"""A register as it was approved at one commit, laid out in a folder to be loaded, checked and built."""

from __future__ import annotations

from pathlib import Path

from govgen.objects import Objects

RECORDS = "records"
BUILT_FROM = (RECORDS, "site_src", "mkdocs.yml")
"""What a site is made from."""
PLAIN = "100644"


def laid_out(
    objects: Objects,
    commit: str,
    folder: Path,
    names: tuple[str, ...] = BUILT_FROM,
    hidden: frozenset[str] = frozenset(),
) -> Path:
    """Write the plain files of `commit` that stand under `names` into `folder`, and return it.

    What is `hidden` stays out, records apart: a register knows how to withhold those.
    """
    wanted: dict[str, list[Path]] = {}
    for name in names:
        for path, (mode, blob) in objects.files(commit, f"{objects.prefix}{name}").items():
            if blob in hidden and name != RECORDS:
                continue
            place = (folder / path.removeprefix(objects.prefix)).resolve()
            if mode == PLAIN and place.is_relative_to(folder.resolve()):
                wanted.setdefault(blob, []).append(place)
    for blob, content in objects.blobs(wanted):
        for place in wanted[blob]:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    (folder / "records").mkdir(exist_ok=True)
    return folder
