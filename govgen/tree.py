"""The tree under `records/`: which files are records, which are attachments, which must not be there.

Names are judged before anything is read: plain files only, ASCII, unique whatever the case, at the
path that follows from the id.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govgen.record import kind_of, kinds
from govgen.words import Words

TOP = ("records/community.yml", "records/people.yml", "records/policy.yml")
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}"
PATH = re.compile(rf"{NAME}(/{NAME})*")
IGNORED = frozenset((".gitkeep", ".gitignore", ".gitattributes"))
MAX_ATTACHMENT = 5_000_000


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A file or folder that must not be where it is."""

    path: str
    code: str
    message: Words
    hint: Words


@dataclass(frozen=True)
class Tree:
    """Paths relative to the repository: `records` by id, `attachments`, and what is out of place."""

    records: dict[str, str]
    attachments: tuple[str, ...]
    misplaced: tuple[Misplaced, ...]


def record_path(record_id: str) -> str | None:
    """Return where the record `record_id` must lie, relative to the repository."""
    model = kind_of(record_id)
    if model is None:
        return None
    kind = model.KIND
    if not kind.dated:
        return f"records/{kind.folder}/{record_id}.yml"
    period = kind.period(record_id)
    return f"records/{kind.folder}/{period}/{record_id}.yml" if period else None


def attachment_folder(record_id: str) -> str:
    """Return the folder of a record's attachments, relative to the repository."""
    path = record_path(record_id)
    return path.removesuffix(".yml") if path else f"records/{record_id}"


def survey(root: Path) -> Tree:
    """Walk `records/` under the repository `root` once."""
    records: dict[str, str] = {}
    attachments: list[str] = []
    misplaced: list[Misplaced] = []
    seen: dict[str, str] = {}
    folders = {model.KIND.folder for model in kinds().values()}
    if (root / "records").is_symlink():
        misplaced.append(linked())
        return Tree(records, (), tuple(misplaced))
    for path in walk(root / "records", "records"):
        fault = unsafe(root, path, seen)
        if fault:
            misplaced.append(fault)
            continue
        sort_in(path, folders, records, attachments, misplaced)
    return Tree(records, tuple(attachments), tuple(misplaced))


def linked() -> Misplaced:
    """Say that the folder itself is a link."""
    return Misplaced(
        "records",
        "unsafe-name",
        Words("`records` 是链接，不是文件夹", "`records` is a link, not a folder"),
        Words("把文件夹本身放进仓库", "put the folder itself into the repository"),
    )


def walk(folder: Path, prefix: str) -> Iterator[str]:
    """Yield every path that is not a folder, sorted; a link is yielded, never followed."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path), path)
        elif entry.name not in IGNORED:
            yield path


def unsafe(root: Path, path: str, seen: dict[str, str]) -> Misplaced | None:
    """Judge the name and nature of one path; `seen` holds the case-folded paths so far."""
    if not PATH.fullmatch(path):
        return Misplaced(
            path,
            "unsafe-name",
            Words(
                "文件名只能用英文字母、数字、点、横线",
                "file names are made of ASCII letters, digits, dots and hyphens",
            ),
            Words("改名；中文名称写在 `title` 里", "rename it; the Chinese name goes into `title`"),
        )
    mode = os.lstat(f"{root}/{path}").st_mode
    if not stat.S_ISREG(mode):
        return Misplaced(
            path,
            "unsafe-name",
            Words("这是链接或设备，不是文件", "this is a link or a device, not a file"),
            Words("放入文件本身", "put the file itself here"),
        )
    if mode & 0o111:
        return Misplaced(
            path,
            "unsafe-name",
            Words("文件带可执行权限", "the file may be executed"),
            Words(f"去掉权限：`chmod 644 {path}`", f"take that away: `chmod 644 {path}`"),
        )
    first = seen.setdefault(path.casefold(), path)
    if first != path:
        return Misplaced(
            path,
            "unsafe-name",
            Words(f"与 `{first}` 只差大小写", f"it differs from `{first}` in case alone"),
            Words("改名或删去其中一个", "rename or delete one of them"),
        )
    return None


def sort_in(
    path: str,
    folders: set[str],
    records: dict[str, str],
    attachments: list[str],
    misplaced: list[Misplaced],
) -> None:
    """Put one safe path where it belongs."""
    parts = path.split("/")
    if len(parts) == 2:
        if path not in TOP:
            misplaced.append(stray(path))
        return
    if parts[1] not in folders:
        misplaced.append(unknown_folder(path, parts[1], folders))
        return
    stem = parts[-1].removesuffix(".yml")
    if parts[-1] != stem and record_path(stem) == path:
        records[stem] = path
    elif record_path(parts[-2]) == f"{path.rsplit('/', 1)[0]}.yml":
        attachments.append(path)
    else:
        misplaced.append(stray(path))


def stray(path: str) -> Misplaced:
    """Say that nothing expects this file, and where it would belong."""
    name = path.rsplit("/", 1)[-1]
    home = record_path(name.removesuffix(".yml").removesuffix(".yaml"))
    if home and home != path:
        return Misplaced(
            path,
            "stray-file",
            Words("记录没有放在与编号相应的位置", "the record does not lie where its id belongs"),
            Words(f"移到 `{home}`", f"move it to `{home}`"),
        )
    return Misplaced(
        path,
        "stray-file",
        Words("没有哪条记录用到这个文件", "no record expects this file"),
        Words(
            "删去，或作为附件放进与记录同名的文件夹",
            "delete it, or put it into the folder named like its record",
        ),
    )


def unknown_folder(path: str, folder: str, folders: set[str]) -> Misplaced:
    """Say that the folder belongs to no kind."""
    listed = "、".join(sorted(folders))
    return Misplaced(
        path,
        "stray-file",
        Words(
            f"`records/{folder}/` 不是记录的文件夹", f"`records/{folder}/` is no folder of records"
        ),
        Words(f"可用的有：{listed}", f"folders are: {', '.join(sorted(folders))}"),
    )
