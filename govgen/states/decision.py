"""What states decisions pass through, from the proposal 提议 to its published result 实施结果公开."""

from collections.abc import Mapping

from govgen.kind import State
from govgen.words import Words

STATES: Mapping[str, State] = {
    "proposed": State(
        "提议",
        "Proposed",
        "waiting",
        Words(
            "方案正式提出来了，还没有定，不能照着办。",
            "The plan has been formally put forward; nothing is decided yet.",
        ),
        Words("两委商议", "have it talked over by both committees"),
        "decision_next",
    ),
    "consulted": State(
        "商议",
        "Talked over",
        "under_way",
        Words(
            "方案商量过了，还可能改，现在不能照着办。",
            "The plan has been talked over and may still change; it is not in force.",
        ),
        Words("审议或表决", "have it reviewed or voted on"),
        "decision_next",
    ),
    "reviewed": State(
        "审议",
        "Reviewed",
        "under_way",
        Words(
            "方案已经开会审过，还没有最后定。",
            "A meeting has gone through the plan; it is not final yet.",
        ),
        Words("提请表决", "put it to the vote"),
        "decision_next",
    ),
    "passed": State(
        "表决通过",
        "Passed",
        "under_way",
        Words(
            "表决同意了，但还没有生效，不能照着办。",
            "The vote went in favour, but the decision is not in force yet.",
        ),
        Words("张贴公示", "post it for public view"),
        "decision_publicise",
    ),
    "rejected": State(
        "未通过",
        "Rejected",
        "ended",
        Words(
            "表决没有通过，这个方案不能办。",
            "The vote went against it, and it cannot go ahead.",
        ),
    ),
    "publicised": State(
        "公示中",
        "Open for comment",
        "open",
        Words(
            "方案贴出来了，公示期内谁都可以提意见。",
            "The proposal is on display, and anybody may comment until the last day.",
        ),
        Words(
            "公示期满、异议办结后生效",
            "take effect once the window is over and objections are answered",
        ),
    ),
    "contested": State(
        "异议处理",
        "Objections being handled",
        "open",
        Words(
            "有人提了不同意见，没有处理完不能生效。",
            "Somebody has objected, and nothing takes effect until that is dealt with.",
        ),
        Words("答复异议", "answer the objections"),
        "objection_reply",
    ),
    "revised": State(
        "修改方案",
        "Being revised",
        "under_way",
        Words(
            "方案要按大家的意见改，原来的先不办。",
            "The plan is being changed after objections; the old one does not go ahead.",
        ),
        Words("修改后重新商议", "revise it and talk it over again"),
        "decision_next",
    ),
    "effective": State(
        "生效",
        "In force",
        "done",
        Words(
            "决议已经生效，有关的人和单位都要照办。",
            "The decision is in force, and everybody concerned is to keep to it.",
        ),
        Words("组织实施", "carry it out"),
        "decision_implement",
    ),
    "implemented": State(
        "已实施",
        "Carried out",
        "done",
        Words(
            "决议定的事已经办了，决议仍然有效。",
            "What was decided has been done; the decision is still in force.",
        ),
        Words("公开实施结果", "publish the result"),
        "decision_results",
    ),
    "results_publicised": State(
        "实施结果公开",
        "Result published",
        "done",
        Words(
            "办得怎么样已经公开，谁都可以看、可以问。",
            "What came of it is published, for anybody to read and ask about.",
        ),
    ),
    "revoked": State(
        "撤销",
        "Revoked",
        "ended",
        Words(
            "决议被撤销，不再照它办；原因写在页面上。",
            "The decision was taken back and is no longer in force; the page says why.",
        ),
    ),
    "superseded": State(
        "被替代",
        "Superseded",
        "ended",
        Words(
            "后来有了新的决议，现在照新的办。",
            "A later decision has taken its place and is the one in force.",
        ),
    ),
    "lapsed": State(
        "失效",
        "Lapsed",
        "ended",
        Words(
            "决议过了期，或者已经不适用，不再照它办。",
            "The decision has run out or no longer applies, and need not be kept to.",
        ),
    ),
}
