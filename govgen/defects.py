"""The defects for which a file is not read: what is wrong with it, and the next act."""

from __future__ import annotations

from govgen.words import Words

Defect = tuple[Words, Words]
"""What is wrong, and the next act."""

SPLIT = Words("长材料作附件，台账按年分开", "attach long material, split ledgers by year")
WRITE_FIELDS = Words(
    "从 `id:` 和 `title:` 写起，或用 `govgen new` 新建",
    "start with `id:` and `title:`, or make it with `govgen new`",
)
WRITE_OUT = Words(
    "把内容完整写出来；文字以 & 或 * 开头时加引号",
    "write the content out in full; quote text that starts with & or *",
)

TOO_LARGE = Words("文件超过 1 MB", "the file is over 1 MB"), SPLIT
TOO_MANY = (
    Words("文件里的逗号和换行超过 6 万个", "there are over 60,000 commas and line ends"),
    SPLIT,
)
NOT_UTF8 = (
    Words("文件不是 UTF-8 编码", "the file is not UTF-8"),
    Words("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
)
EMPTY = Words("文件是空的", "the file is empty"), WRITE_FIELDS
NOT_A_MAPPING = (
    Words("文件不是“字段: 值”的表单", "the file is not a form of `field: value` lines"),
    WRITE_FIELDS,
)
NOT_YAML = (
    Words("从这里起读不成 YAML", "from here on this is not YAML"),
    Words(
        "看这一行和上一行：缩进用空格、冒号后有空格、带冒号或井号的文字加引号",
        "look at this line and the one above: indent with spaces, put a space after the colon, quote text that has a colon or a hash",
    ),
)
DIRECTIVE = (
    Words("用了 YAML 指令（`%`）", "a YAML directive (`%`) is used here"),
    Words("删去 `---` 以上的内容", "delete what stands above `---`"),
)
SECOND_DOCUMENT = (
    Words("一个文件里有第二份文档（`---`）", "a second document (`---`) starts here"),
    Words("一个文件只写一条记录", "write one record a file"),
)
ANCHOR = (
    Words("用了锚点或引用（`&`、`*`）", "an anchor or alias (`&`, `*`) is used here"),
    WRITE_OUT,
)
TAG = (
    Words("用了 YAML 标签（`!`）", "a YAML tag (`!`) is used here"),
    Words("去掉标签；文字以 ! 开头时加引号", "drop the tag; quote text that starts with !"),
)
NULL = (
    Words("值写成了空（null 或 ~）", "the value is written as null"),
    Words(
        "没有就不写这一行；若真是这几个字，加引号",
        "leave the line out; if it is really that word, quote it",
    ),
)
BAD_KEY = (
    Words("字段名不是普通文字", "a field name is not plain text"),
    Words("字段名写成 `title:` 这样", "write field names like `title:`"),
)
MERGE_KEY = Words("用了合并键（`<<`）", "a merge key (`<<`) is used here"), WRITE_OUT
EMPTY_ITEM = (
    Words("列表里有一项是空的", "an item of the list is empty"),
    Words("填上内容或删去这一项", "fill it in or delete it"),
)
HIDDEN = (
    Words("转义写法藏了一个看不见的字符", "an escape hides an invisible character"),
    Words("删去反斜杠开头的转义", "delete the escape that begins with a backslash"),
)


def too_deep(levels: int) -> Defect:
    """Say that values are nested more than `levels` deep."""
    return (
        Words(f"嵌套超过 {levels} 层", f"nested more than {levels} levels deep"),
        Words("记录没有这么深，检查括号和缩进", "no record is that deep; check the brackets"),
    )


def twice(key: str, line: int) -> Defect:
    """Say that `key` stands twice, first on `line`."""
    return (
        Words(
            f"`{key}` 写了两次，第一次在第 {line} 行",
            f"`{key}` is written twice, first on line {line}",
        ),
        Words("留下对的那一个，删去另一个", "keep the right one and delete the other"),
    )


def invisible(character: str) -> Defect:
    """Say that `character` is one that nobody sees."""
    return (
        Words(
            f"有一个看不见的字符 U+{ord(character):04X}",
            f"an invisible character U+{ord(character):04X} stands here",
        ),
        Words(
            "删去它；多半是从网页或聊天软件粘贴来的",
            "delete it; it most likely came with pasted text",
        ),
    )
