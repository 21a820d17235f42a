"""From a folder to a register: every file is read once, every fault of every file is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from govgen.aside import aside
from govgen.attachment import attached
from govgen.cache import Cache
from govgen.community import Community
from govgen.form import fill
from govgen.people import People
from govgen.policy import Policy
from govgen.problem import Diagnostic, GovgenError, Problem
from govgen.record import Record, kind_of
from govgen.register import Register
from govgen.scalars import When
from govgen.source import Document, Route, Value, digest, read
from govgen.tree import TOP, Misplaced, survey
from govgen.words import LANGS, Lang, Words

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class Loaded:
    """A register as far as its files could be read, and what is wrong with them.

    `register` is none where community.yml or people.yml cannot be used.
    """

    register: Register | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Document]
    """Every YAML file by path, for the lines under a caret."""


MANY = 1000
"""So many new files are walked in two processes."""


class Reader:
    """Reads files through the cache and gathers what is wrong with them."""

    def __init__(self, root: Path, cache: Cache) -> None:
        """Read below `root`."""
        self.root = root
        self.stored = cache.table("document")
        self.known = self.stored
        self.fresh: dict[str, Document] = {}
        self.used: dict[str, str] = {}
        self.sources: dict[str, Document] = {}
        self.blobs: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []

    def content(self, path: str) -> bytes:
        """Return the bytes of a file."""
        with open(f"{self.root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - every record
            return file.read()

    def prepare(self, paths: Sequence[str]) -> None:
        """Walk many new files in two processes; fewer are not worth the second."""
        if len(paths) - len(self.known) < MANY:
            return
        other = aside(partial(self.walked, paths[1::2]))
        self.fresh = {path: read(path, self.content(path)) for path in paths[::2]}
        self.known = {**self.known, **other()}

    def walked(self, paths: Sequence[str]) -> dict[str, str]:
        """Return the values of the files without fault, by the digest of their bytes."""
        found = (read(path, self.content(path)) for path in paths)
        return {digest(it.content): text_of(it) for it in found if not it.faults}

    def form(self, path: str, model: type[Form], record: str | None = None) -> Form | None:
        """Return the form at `path`, from the cache where its bytes were walked before.

        What is wrong with it joins the diagnostics; its document, which does without the values, the sources.
        """
        walked = self.fresh.pop(path, None)
        content = walked.content if walked else self.content(path)
        key = self.blobs[path] = digest(content)
        told = self.known.get(key)
        if told and walked is None and (filled := remembered(model, told)):
            self.used[key] = told
            self.sources[path] = Document(path, content, ())
            return filled
        document = walked or read(path, content)
        self.sources[path] = Document(path, content, document.faults)
        if document.faults:
            self.diagnostics += [
                Diagnostic(
                    path, *fault.mark, "error", fault.code, record, "", fault.message, fault.hint
                )
                for fault in document.faults
            ]
            return None
        self.used[key] = text_of(document)
        found = fill(model, document.data)
        if isinstance(found, tuple):
            self.diagnostics += [located(problem, document, record) for problem in found]
            return None
        return found


def text_of(document: Document) -> str:
    """Return a document's values as the cache keeps them."""
    return to_json(document.data).decode()


def remembered(model: type[Form], told: str) -> Form | None:
    """Return the form that values from the cache fill; none where they are damaged, or have faults to be placed."""
    try:
        # As bytes: a text would keep the copy that pydantic reads.
        return model.model_validate_json(told.encode())
    except ValidationError:
        return None


def located(
    problem: Problem,
    document: Document,
    record: str | None,
    severity: str = "error",
    code: str = "",
) -> Diagnostic:
    """Look up where a problem stands."""
    line, column = document.mark(problem.route)
    return Diagnostic(
        document.path,
        line,
        column,
        "warning" if severity == "warning" else "error",
        problem.code or code,
        record,
        pointer(problem.route, document.data),
        problem.message,
        problem.hint,
    )


KEYS = ("no", "id")


def pointer(route: Route, data: Value) -> str:
    """Write `route` as a JSON Pointer; an item that has a key is addressed by it, as in `/entries/no=12`."""
    found = ""
    value: Value | None = data
    for step in route:
        value = below(value, step)
        key = next(
            (f"{k}={value[k]}" for k in KEYS if isinstance(value, dict) and k in value), None
        )
        name = key if isinstance(step, int) and key else str(step)
        found += "/" + name.replace("~", "~0").replace("/", "~1")
    return found


def below(value: Value | None, step: str | int) -> Value | None:
    """Return what stands at `step` of a mapping or list, or none."""
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def misplaced(found: Misplaced) -> Diagnostic:
    """Turn a file out of place into a diagnostic on its first line."""
    return Diagnostic(found.path, 1, 1, "error", found.code, None, "", found.message, found.hint)


TOPS = TOP[:2]
"""What every register has."""
POLICY = TOP[2]


def load(root: Path, as_of: When, cache: Cache) -> Loaded:
    """Read everything under `records/` of the repository at `root`, as of `as_of` in its community's zone."""
    if not (root / "records").is_dir():
        raise GovgenError(
            f"{root} 里没有 records 文件夹；先运行 govgen init",
            f"there is no records folder in {root}; run govgen init first",
        )
    tree = survey(root)
    reader = Reader(root, cache)
    reader.diagnostics += [misplaced(found) for found in tree.misplaced]
    community = top(reader, TOPS[0], Community)
    people = top(reader, TOPS[1], People)
    policy = reader.form(POLICY, Policy) if (root / POLICY).is_file() else None
    reader.prepare(sorted(tree.records.values()))
    records: dict[str, Record] = {}
    documents: dict[str, Document] = {}
    for record_id, path in sorted(tree.records.items()):
        filled = one(reader, record_id, path)
        if filled is not None:
            records[record_id] = filled
            documents[record_id] = reader.sources[path]
    cache.replace("document", reader.used, reader.stored)
    diagnostics = tuple(sorted(reader.diagnostics, key=lambda found: found.order))
    if community is None or people is None:
        return Loaded(None, diagnostics, reader.sources)
    register = Register(
        community=community,
        people_form=people,
        records=records,
        documents=documents,
        files=attached(root, tree.attachments, cache),
        as_of=day_of(as_of, community),
        broken=frozenset(tree.records.keys() - records.keys()),
        blobs={
            **{path: blob for path, blob in reader.blobs.items() if path in TOP},
            **{record_id: reader.blobs[found.path] for record_id, found in documents.items()},
        },
        tops={
            path.rpartition("/")[2]: reader.sources[path] for path in TOP if path in reader.sources
        },
        policy=policy,
    )
    return Loaded(register, diagnostics, reader.sources)


def languages(root: Path) -> tuple[Lang, ...]:
    """Return the languages that community.yml names, for what may be begun early; none where it is faulty."""
    path = root / TOPS[0]
    found = read(TOPS[0], path.read_bytes()).data.get("languages") if path.is_file() else ()
    named = found if isinstance(found, list) else LANGS
    return tuple(lang for lang in LANGS if lang in named)


def day_of(as_of: When, community: Community) -> date:
    """Return the community's day at an instant."""
    return as_of.astimezone(community.zone).date() if isinstance(as_of, datetime) else as_of


def top(reader: Reader, path: str, model: type[Form]) -> Form | None:
    """Return one of the two files that every register has."""
    if (reader.root / path).is_file():
        return reader.form(path, model)
    reader.diagnostics.append(
        Diagnostic(
            path,
            1,
            1,
            "error",
            "missing-file",
            None,
            "",
            Words(f"缺少 `{path}`", f"`{path}` is missing"),
            Words(
                "用 `govgen init` 建一个样板，照着改",
                "make a pattern with `govgen init` and change it",
            ),
        )
    )
    return None


def one(reader: Reader, record_id: str, path: str) -> Record | None:
    """Return the record at `path`, whose id must be the file's name."""
    model = kind_of(record_id)
    filled = reader.form(path, model, record_id) if model else None
    if filled is None or filled.id == record_id:
        return filled
    reader.diagnostics.append(
        located(
            Problem(
                ("id",),
                Words(
                    f"编号 `{filled.id}` 与文件名不一致",
                    f"the id `{filled.id}` is not the file's name",
                ),
                Words(
                    f"写成 `{record_id}`，或给文件改名", f"write `{record_id}`, or rename the file"
                ),
                code="id-path",
            ),
            reader.sources[path],
            record_id,
        )
    )
    return None
