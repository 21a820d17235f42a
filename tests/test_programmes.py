"""Community building: a programme's projects stand stage by stage, and by type of neighbourhood."""

import re

from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.drafts import drafts
from govgen.load import load
from govgen.view import View

STAGES = {
    "PRJ-2026-0001": "{name: {zh: 共享花园, en: Shared gardens}, stage: 2, community_type: mixed}",
    "PRJ-2026-0002": "{name: {zh: 门厅, en: Halls}, stage: 1, stage_title: {zh: 先试, en: A trial}}",
    "PRJ-2026-0003": "{name: {zh: 共享花园, en: Shared gardens}, stage: 1, community_type: old_unit}",
}


def programmes(root, lang: str) -> str:
    register = load(root, AS_OF, Cache(root / "cache")).register
    assert register is not None
    found = {draft.path: draft for draft in drafts(View(register, lang))}
    return found["programmes/"].write().body


def test_stages_stand_in_order_and_types_after_them(tmp_path):
    root = register_of(None, tmp_path)
    for name, told in STAGES.items():
        path = root / f"records/projects/2026/{name}.yml"
        path.write_text(f"programme: {told}\n{path.read_text('utf-8')}", "utf-8")
    body = programmes(root, "zh")
    assert re.findall(r"<h2>(\S+?)(?: |</h2>)", body) == ["共享花园", "门厅", "按社区类型"]
    assert re.findall(r"(PRJ-2026-000\d)/", body) == [
        "PRJ-2026-0003", "PRJ-2026-0001", "PRJ-2026-0002", "PRJ-2026-0003", "PRJ-2026-0001",
    ]  # fmt: skip
    english = programmes(root, "en")
    assert "Shared gardens" in english
    assert "A trial" in english


def test_without_programmes_the_page_says_so(tmp_path):
    assert "还没有社区营造的项目" in programmes(register_of(None, tmp_path), "zh")
