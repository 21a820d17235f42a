"""Imported records before they are written: checked against their form, and written all or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from govgen import hindrance, writing
from govgen.checks.personal_data import values
from govgen.form import fill
from govgen.importing.desk import Origin
from govgen.personal import KINDS, found_in, suspicious
from govgen.problem import GovgenError, Problem
from govgen.record import Record, kinds
from govgen.source import INVISIBLE, Document, Fault, Value, read
from govgen.tree import record_path
from govgen.words import Lang, Words

Data = dict[str, Value]
SHORT = 10_000
"""Bytes that are within every limit of a file."""
SEEN = bytes([*b"\t\n\r", *range(ord(" "), ord("~") + 1)])
"""What of ASCII is no sign that nobody sees."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot become a record: its number in the file (0: the file itself) and why."""

    row: int
    reason: Words


@dataclass(frozen=True, slots=True)
class Staged:
    """A record ready to be written: its form, its text at its path, and the row it came from."""

    record: Record
    document: Document
    row: int

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        source = self.record.source
        return (self.record.KIND.name, source.system, source.id) if source else ("", "", "")

    @property
    def path(self) -> str:
        """Where it will lie, relative to the repository."""
        return self.document.path

    @property
    def content(self) -> bytes:
        """Its text."""
        return self.document.content


@dataclass(frozen=True)
class Harvest:
    """What a file yields: records to write, rows refused, and columns nobody asked for."""

    staged: tuple[Staged, ...]
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...] = ()
    warnings: tuple[Words, ...] = ()
    made_beside: frozenset[Origin] = frozenset()
    """Origins of the records that rows named and that were made with them."""


def model_of(kind: str) -> type[Record]:
    """Return the form of a kind, also by its folder; GovgenError names all kinds where there is none of this name."""
    folders = {model.KIND.folder: model for model in kinds().values()}
    if kind in folders:
        return folders[kind]
    if kind not in kinds():
        raise GovgenError(
            f"没有 `{kind}` 这类记录；可用：{'、'.join(kinds())}",
            f"there is no kind `{kind}`; kinds are: {', '.join(kinds())}",
        )
    return kinds()[kind]


def stage(kind: str, data: Data, row: int, allowed: str = "") -> Staged | Refusal:
    """Return the record that `data` makes, or why it cannot be one.

    `allowed` are the contacts that the register publishes on purpose.
    """
    content = text(data, row, allowed)
    return content if isinstance(content, Refusal) else filled_in(kind, data, content, row)


def text(data: Data, row: int, allowed: str) -> bytes | Refusal:
    """Return the text of the record that `data` makes, or why it must not be written."""
    content = writing.document(data).encode()
    if not unread(content) and (faults := read("", content).faults):
        return Refusal(row, hinted(faults))
    private = tuple(personal(data, allowed)) if suspicious(content) else ()
    return Refusal(row, joined(private)) if private else content


def filled_in(kind: str, data: Data, content: bytes, row: int) -> Staged | Refusal:
    """Return the record that `data` makes, whose text `content` may be written, or why it cannot be one."""
    model: type[Record] = kinds()[kind]
    filled = fill(model, data)
    if isinstance(filled, tuple):
        return Refusal(row, hinted(filled))
    if not filled.id.startswith(f"{model.KIND.prefix}-"):
        return Refusal(
            row,
            Words(
                f"编号 `{filled.id}` 不是{model.KIND.words.zh}的编号，要以 `{model.KIND.prefix}-` 开头",
                f"the id `{filled.id}` is of another kind; it must begin with `{model.KIND.prefix}-`",
            ),
        )
    path = record_path(filled.id)
    if path is None:
        return Refusal(row, Words(f"编号 `{filled.id}` 不对", f"the id `{filled.id}` is not right"))
    return Staged(filled, Document(path, content, ()), row)


def unread(content: bytes) -> bool:
    """Say whether text just written need not be read again: it is short, and hides no sign.

    What `writing` writes reads back to the same values; only its size and its signs can be refused.
    """
    if len(content) >= SHORT or b"\\" in content:
        return False
    return INVISIBLE.search(content.translate(None, SEEN).decode()) is None


def sourced(system: str, source_id: str, row: int, sha256: str, data: Data) -> Data:
    """Return the origin of an imported record, with the number of its events where they are several."""
    events = data.get("events")
    steps = len(events) if isinstance(events, list) else 1
    found: Data = {"system": system, "id": source_id, "row": str(row), "sha256": sha256}
    return found if steps == 1 else {**found, "steps": str(steps)}


def personal(data: Data, allowed: str) -> Iterator[Words]:
    """Say which fields hold personal data, without repeating it."""
    for route, text in values(data):
        for hit in found_in(text, allowed):
            kind, where = KINDS[hit.kind], ".".join(str(step) for step in route)
            yield Words(
                f"`{where}` 里有{kind.zh}（{hit.masked}）",
                f"`{where}` holds {kind.en} ({hit.masked})",
            )


def joined(reasons: Iterable[Words]) -> Words:
    """Say several reasons in one line."""
    several = list(reasons)
    return Words("；".join(words.zh for words in several), "; ".join(words.en for words in several))


def hinted(problems: Iterable[Problem | Fault]) -> Words:
    """Say problems in one line, each with its field and with what to do about it."""
    return joined(
        Words(
            f"{fielded(found, '：')}{found.message.zh}（{found.hint.zh}）",
            f"{fielded(found, ': ')}{found.message.en} ({found.hint.en})",
        )
        for found in problems
    )


def fielded(found: Problem | Fault, colon: str) -> str:
    """Name the field of a problem whose message does not."""
    if isinstance(found, Fault) or not found.route or f"`{found.route[-1]}`" in found.message.en:
        return ""
    return f"`{'.'.join(str(step) for step in found.route)}`{colon}"


def unwritten(root: Path, staged: Iterable[Staged]) -> None:
    """Raise GovgenError where a record would land on a file that is there, or on another record."""
    paths: set[str] = set()
    for record in staged:
        if record.path in paths:
            raise GovgenError(
                f"有两条记录都要写到 `{record.path}`，没有写入任何文件",
                f"two records would be written to `{record.path}`; nothing was written",
            )
        paths.add(record.path)
        if os.path.exists(f"{root}/{record.path}"):  # noqa: PTH110 - every record
            raise GovgenError(
                f"`{record.path}` 已经有了，没有写入任何文件",
                f"`{record.path}` is there already; nothing was written",
            )


def write(root: Path, staged: Iterable[Staged]) -> None:
    """Write all records or none: what was written is taken back when one cannot be."""
    records = list(staged)
    unwritten(root, records)
    done: list[str] = []
    try:
        for record in records:
            put_down(f"{root}/{record.path}", record.content, done)
    except BaseException as error:
        for path in reversed(done):
            take_back(Path(path))
        if not isinstance(error, OSError):
            raise
        name = Path(error.filename or done[-1])
        why = hindrance.told(error)
        raise GovgenError(
            f"写不了 `{name}`：{why.zh}；已撤回，没有写入任何文件",
            f"`{name}` cannot be written: {why.en}; all was taken back",
        ) from error


def take_back(path: Path) -> None:
    """Remove a file that was written, or a folder that was made for one and is empty again."""
    if path.is_file():
        path.unlink()
    elif path.is_dir() and not any(path.iterdir()):
        path.rmdir()


def put_down(path: str, content: bytes, done: list[str]) -> None:
    """Write a new file, and note it and the folders made for it in `done` as soon as they are there."""
    parent = path.rpartition("/")[0]
    if not os.path.exists(parent):  # noqa: PTH110 - every record
        folder = Path(parent)
        done += [str(one) for one in (*reversed(folder.parents), folder) if not one.exists()]
        folder.mkdir(parents=True)
    with open(path, "xb") as file:  # noqa: PTH123 - as above
        done.append(path)
        file.write(content)


def both(zh: str, en: str) -> Data:
    """Return a text in both languages, as YAML holds it."""
    return {"zh": zh, "en": en}


def texts(words: str | Mapping[Lang, str]) -> Value:
    """Return a text as YAML holds it, be it in one language or in several."""
    return words if isinstance(words, str) else {str(lang): said for lang, said in words.items()}
