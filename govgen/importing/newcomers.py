"""Records that cells name and the register lacks, such as the units of a hotline's export.

Each is made once, under its name there as its origin, so that a later table finds it again.
"""

from __future__ import annotations

from govgen.importing.chart import New
from govgen.importing.desk import Desk, Origin, slugged
from govgen.importing.paths import Misfit, fresh, put
from govgen.importing.staging import Data, Staged, sourced, stage, texts
from govgen.words import Words


class Newcomers:
    """The records made beside the rows of one table."""

    def __init__(self, system: str, sha256: str, desk: Desk) -> None:
        """Make records at `desk` for a table of `system` with this digest."""
        self.system = system
        self.sha256 = sha256
        self.desk = desk
        self.made: dict[Origin, Staged | Words] = {}
        self.wanted: dict[Origin, Staged] = {}
        self.named: list[Origin] = []

    def id_of(self, name: str, text: str, new: New, cells: dict[str, str], row: int) -> str:
        """Return the id of the record that `text` of the column `name` means, made now if need be.

        Misfit where it cannot be made; it does not repeat the text, which may be personal.
        """
        key = (new.kind, self.system, text)
        if found := self.desk.known(*key):
            return found
        if key not in self.made:
            self.made[key] = self.desk.barred.get(key) or self.make(text, new, cells, row)
        made = self.made[key]
        if isinstance(made, Words):
            raise Misfit(
                f"`{name}` 这一格做不成记录：{made.zh}", f"`{name}` makes no record: {made.en}"
            )
        self.named.append(key)
        return made.id

    def make(self, text: str, new: New, cells: dict[str, str], row: int) -> Staged | Words:
        """Return a new record, or why it cannot be one."""
        title = new.titles.get(text) or cells.get(new.title or "") or text
        record_id = self.desk.name(new.kind, f"{new.stem}-{slugged(text)}"[:80].strip("-"))
        data: Data = {"id": record_id, "title": texts(title)}
        for path, value in new.constants.items():
            put(data, path, fresh(value))
        source = sourced(self.system, text, row, self.sha256, data)
        made = stage(new.kind, {**data, "source": source}, row, self.desk.published)
        return made if isinstance(made, Staged) else made.reason

    def keep(self) -> None:
        """Want the records that the row just staged has named, each once."""
        for key in self.named:
            made = self.made[key]
            if isinstance(made, Staged):
                self.wanted[key] = made
                self.desk.remember(*key, made.id)
        self.named.clear()

    def forget(self) -> None:
        """Let go of what a refused row has named."""
        self.named.clear()
