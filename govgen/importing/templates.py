"""XLSX forms in Chinese for the four core kinds, activities and orders, and the column maps that read them back.

Both come from the same list of fields and from the kinds' own words, so they cannot part.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic.fields import FieldInfo

from govgen.form import bare
from govgen.importing import paths
from govgen.importing.chart import Chart
from govgen.problem import GovgenError
from govgen.record import Record, kinds
from govgen.source import Value
from govgen.words import Choice

SYSTEM = "govgen 导入表"
NUMBER = "原编号"
ROWS = 500
DATES: list[Value] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
]
STEP = ("events.0.to", "events.0.at", "events.0.by", "events.0.note")
COMMON = ("title", "summary", "doc_no", "place", "beneficiaries", "tags")
FIELDS: dict[str, tuple[str, ...]] = {
    "issue": (
        *COMMON, "category", "raised_by.kind", "raised_by.households", *STEP, "referred_to",
        "outcome", "outcome_reason", "feedback.at", "feedback.channel", "feedback.text",
    ),
    "decision": (
        *COMMON, "type", "route", "text", *STEP, "steps.0.step", "steps.0.body", "steps.0.at",
        "steps.0.eligible", "steps.0.present", "steps.0.vote.for", "steps.0.vote.against",
        "steps.0.vote.abstain", "steps.0.vote.invalid", "effective_from", "effective_until",
        "legal_basis",
    ),
    "project": (
        *COMMON, "type", "track", "scope", "requested", "budget", *STEP, "organizations.0.org",
        "organizations.0.role", "funding.0.source", "funding.0.fund", "funding.0.approved",
        "funding.0.received",
    ),
    "evaluation": (
        *COMMON, "type", "cycle", "stage", "subject.ref", "evaluator", "commissioned_by", *STEP,
        "score", "grade", "passed", "survey.sample", "survey.answered", "survey.satisfied",
        "findings", "method",
    ),
    "activity": (
        *COMMON, "type", "places", *STEP, "organizations.0.org", "organizations.0.role",
        "sessions.0.at", "sessions.0.until", "attendance.people", "attendance.party_members",
        "attendance.volunteers", "volunteer_hours", "outcome",
    ),
    "order": (
        "title", "category", "urgency", "requester", "intake", "service", "visibility", "summary",
        "place", "beneficiaries", "tags", "promised", "quantity", "served", "tasks.0.unit",
        "outcome", "followup.by", "followup.on", "followup.reached", "followup.contacted",
        "followup.solved", "followup.score", "followup.note",
    ),
}  # fmt: skip
STEPS: dict[str, tuple[dict[str, Value], ...]] = {
    "order": (
        {"at": "点单时间", "to": "requested"},
        {"at": "分单时间", "to": "triaged", "by_column": "分单方"},
        {"at": "派单时间", "to": "dispatched", "by_column": "派单方"},
        {"at": "领单时间", "to": "claimed", "by_column": "领单单位"},
        {"at": "开始办理时间", "to": "in_progress", "by_column": "领单单位"},
        {"at": "办结时间", "to": "completed", "by_column": "领单单位"},
        {"at": "评单时间", "to": "rated"},
        {"at": "归档时间", "to": "closed"},
        {"at": "不予办理时间", "to": "declined", "note_column": "不予办理的理由"},
        {"at": "撤单时间", "to": "withdrawn", "note_column": "撤单的原因"},
    ),
}
"""Kinds of many steps: each has its own column of time, and columns of who and why, after the fields."""
HEADERS = {
    "events.0.to": "目前状态",
    "events.0.at": "到达目前状态的日期",
    "events.0.by": "办理方",
    "events.0.note": "办理说明",
    "raised_by.kind": "提出方",
    "steps.0.step": "表决步骤",
    "steps.0.body": "表决机构",
    "steps.0.at": "表决时间",
    "steps.0.eligible": "应到人数",
    "organizations.0.org": "参与单位",
    "organizations.0.role": "参与单位角色",
    "funding.0.fund": "出资基金",
    "subject.ref": "评估对象编号",
    "tasks.0.unit": "领单单位",
}
"""Headers where the field's own label would not be plain enough outside its form."""
GUIDE = (
    "每行一条记录；表头不要改。",
    "红色表头必填，其余没有就空着，不要写“无”。",
    "有下拉箭头的格子请从列表里选；几项并列时用顿号“、”隔开。",
    "日期写成 2026-03-05，要写到分的写成 2026-03-05 14:30；没有记下时间的步骤空着，不要补一个时间；单位、场域、岗位写登记簿里的编号，如 ORG-juweihui。",
    "原编号填原台账里的号，每行不同，同一条不会导入两次。",
    "不要填姓名、手机号、身份证号和门牌号。",
)


def write(kind: str, path: Path) -> None:
    """Write the form of a core kind to `path`."""
    check_core(kind)
    check_new(path)
    model = kinds()[kind]
    book = Workbook()
    sheet, guide, lists = (
        book.worksheets[0],
        book.create_sheet("填写说明"),
        book.create_sheet("选项"),
    )
    sheet.title = model.KIND.words.zh
    lists.sheet_state = "hidden"
    sheet.freeze_panes = "B2"
    head(sheet, 1, NUMBER, "原台账里的编号，每行不同", required=True)
    for number, field in enumerate(FIELDS[kind], 2):
        info = informed(model, field)
        head(
            sheet,
            number,
            header(model, field),
            info.description or "",
            required=needed(model, field),
        )
        choices = options(model, field)
        if choices and not splits(model, field):
            drop_down(sheet, lists, number, list(choices))
    for number, name in enumerate(step_headers(kind), len(FIELDS[kind]) + 2):
        head(sheet, number, name, STEP_NOTES[name[-2:]], required=False)
    for row, line in enumerate(GUIDE, 1):
        guide.cell(row, 1, line)
    guide.column_dimensions["A"].width = 80
    with path.open("xb") as file:
        book.save(file)


WRITTEN = ("at", "by_column", "note_column")
STEP_NOTES = {
    "时间": "哪天几点到了这一步；没有这一步、没有记下时间就空着",
    "单方": "这一步由谁办：登记簿里的编号",
    "理由": "告诉居民的理由",
    "原因": "居民说的原因，没有就空着",
}
"""What to write into a column of a step, by how its header ends."""


def step_headers(kind: str) -> list[str]:
    """Return the columns that the steps of a form need beside those of its fields, each once."""
    fields = [header(kinds()[kind], field) for field in FIELDS[kind]]
    named = [str(step[key]) for step in STEPS.get(kind, ()) for key in WRITTEN if key in step]
    return [name for name in dict.fromkeys(named) if name not in fields]


def check_new(path: Path) -> None:
    """Raise GovgenError where a form would overwrite a file, or is not named like one."""
    if path.suffix.lower() != ".xlsx":
        raise GovgenError(
            f"表格的文件名要以 .xlsx 结尾，不能是 `{path}`",
            f"the form's name must end in .xlsx; `{path}` does not",
        )
    if path.exists():
        raise GovgenError(
            f"`{path}` 已经有了，没有覆盖；换个名字",
            f"`{path}` is there already; take another name",
        )


def head(sheet: Worksheet, column: int, text: str, note: str, *, required: bool) -> None:
    """Write one header with its note."""
    cell = sheet.cell(1, column, text)
    cell.font = Font(bold=True, color="FFC00000" if required else "FF1F3B57")
    cell.fill = PatternFill("solid", fgColor="FFEAF0F4")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.comment = Comment(
        f"{note.splitlines()[0] if note else text}{'（必填）' if required else ''}", "govgen"
    )
    sheet.column_dimensions[get_column_letter(column)].width = max(12, 2 * len(text) + 4)


def drop_down(sheet: Worksheet, lists: Worksheet, column: int, labels: list[str]) -> None:
    """Let the cells below a header be chosen from a list, which stands on a hidden sheet."""
    letter = get_column_letter(column)
    for row, label in enumerate(labels, 1):
        lists.cell(row, column, label)
    rule = DataValidation(
        "list", formula1=f"'选项'!${letter}$1:${letter}${len(labels)}", allow_blank=True
    )
    rule.error = "请从列表里选"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{ROWS + 1}")


def chart(kind: str, zone: str) -> Chart:
    """Return the column map that reads the form of a core kind."""
    check_core(kind)
    model = kinds()[kind]
    columns: dict[str, Value] = {
        header(model, field): column(model, field) for field in FIELDS[kind]
    }
    steps: list[Value] = [{**step, "date": DATES} for step in STEPS.get(kind, ())]
    data: dict[str, Value] = {"system": SYSTEM, "id": NUMBER, "timezone": zone, "columns": columns}
    data |= {"steps": steps, "blank": ["无"]}
    return Chart.model_validate(data)


def check_core(kind: str) -> None:
    """Raise GovgenError where `kind` has no form."""
    if kind not in FIELDS:
        raise GovgenError(
            f"`{kind}` 没有现成的表格；用 --map 写列对照",
            f"there is no form for `{kind}`; write a column map and name it with --map",
        )


def column(model: type[Record], field: str) -> dict[str, Value]:
    """Return how a column of the form is read."""
    found: dict[str, Value] = {"field": field}
    if choices := options(model, field):
        found["values"] = dict(choices)
    if splits(model, field):
        found["split"] = "、"
    if any(
        isinstance(kind, type) and issubclass(kind, date)
        for kind in bare(informed(model, field).annotation)
    ):
        found["date"] = DATES
    return found


def header(model: type[Record], field: str) -> str:
    """Return a column's header: the field's label, unless there is a plainer one."""
    return (
        HEADERS.get(field)
        or (informed(model, field).description or field).split("\n")[0].split("：")[0]
    )


def options(model: type[Record], field: str) -> dict[str, str]:
    """Return the values of a closed list by their Chinese words; empty where the field is free."""
    if field.startswith("events.") and field.endswith(".to"):
        return {state.zh: name for name, state in model.KIND.all_states.items()}
    for kind in bare(informed(model, field).annotation):
        if kind is bool:
            return {"是": "true", "否": "false"}
        if isinstance(kind, type) and issubclass(kind, Choice):
            return {member.words.zh: str(member.value) for member in kind}
    return {}


def splits(model: type[Record], field: str) -> bool:
    """Say whether one cell holds several items."""
    return paths.several(informed(model, field))


def needed(model: type[Record], field: str) -> bool:
    """Say whether a record cannot be without this field; parts of optional forms can."""
    return field == "events.0.to" or all(info.is_required() for info in paths.fields(model, field))


def informed(model: type[Record], field: str) -> FieldInfo:
    """Return the field at a dotted path."""
    return paths.fields(model, field)[-1]
