"""What states orders pass through, from the request 点单 to the filing 归档."""

from collections.abc import Mapping

from govgen.kind import State
from govgen.words import Words

STATES: Mapping[str, State] = {
    "requested": State(
        "待分单",
        "To be sorted",
        "waiting",
        Words(
            "需求登记上了，还没有交给谁办。",
            "The request has been entered; nobody has it yet.",
        ),
        Words("社区分单", "sort it"),
        "",
        Words("点单", "ordered"),
    ),
    "triaged": State(
        "待派单",
        "To be dispatched",
        "waiting",
        Words(
            "社区看过了，弄清了这件事该归谁办。",
            "The community has looked at it and knows whose job it is.",
        ),
        Words("街道派单", "dispatch it"),
        "",
        Words("分单", "sorted"),
    ),
    "self_served": State(
        "社区直办",
        "Handled by the community",
        "under_way",
        Words(
            "社区自己来办，不用再等别的单位。",
            "The community does it itself; there is no need to wait for others.",
        ),
        Words("办完并告诉居民", "finish and tell the resident"),
    ),
    "dispatched": State(
        "待领单",
        "To be claimed",
        "waiting",
        Words(
            "单子派给了单位，还没有人动手。",
            "It has been sent to a unit; nobody has begun yet.",
        ),
        Words("单位领单", "claim it"),
        "",
        Words("派单", "dispatched"),
    ),
    "returned": State(
        "退单",
        "Returned",
        "waiting",
        Words(
            "单位说办不了，退了回来；单子还算数。",
            "The unit says it cannot do it and has sent it back; the order still stands.",
        ),
        Words("重新派单", "dispatch it again"),
    ),
    "claimed": State(
        "已领单",
        "Claimed",
        "under_way",
        Words("有单位接下了这件事，由它负责。", "A unit has taken it on and answers for it."),
        Words("开始办理", "begin"),
        "",
        Words("领单", "claimed"),
    ),
    "reassigned": State(
        "改派",
        "Reassigned",
        "waiting",
        Words(
            "接单的单位不办了，要换一家来办。",
            "The unit that took it is not doing it, and another is to.",
        ),
        Words("重新派单", "dispatch it again"),
    ),
    "in_progress": State(
        "办理中",
        "Being done",
        "under_way",
        Words("单位已经动手办了，不用再报一遍。", "The work has begun; nobody need ask again."),
        Words("办完并告诉居民", "finish and tell the resident"),
    ),
    "whistled": State(
        "吹哨",
        "Departments called",
        "under_way",
        Words(
            "一家办不了，社区叫了有关部门来。",
            "It is too much for one body, so the community has called the departments concerned.",
        ),
        Words("部门报到", "have the departments report"),
    ),
    "reported": State(
        "报到",
        "Departments reported",
        "under_way",
        Words("社区叫的部门已经到场了。", "The departments that were called have come."),
        Words("一起办理", "work on it together"),
    ),
    "partly_completed": State(
        "部分办结",
        "Partly completed",
        "under_way",
        Words(
            "有一部分办好了，整件事还不算完。",
            "Part of it is done, but it does not count as finished.",
        ),
        Words("办完余下的部分", "finish what is left"),
    ),
    "completed": State(
        "待评单",
        "To be rated",
        "open",
        Words(
            "单位说办完了；满不满意，由点单的人来说。",
            "The unit says it is done; how well is for whoever ordered it to say.",
        ),
        Words("回访并请居民评单", "call back and have the resident rate it"),
        "order_rate",
        Words("办结", "completed"),
    ),
    "rated": State(
        "已评单",
        "Rated",
        "under_way",
        Words(
            "点单的人评过了；不满意可以要求重新办。",
            "Whoever ordered it has rated it, and may ask to have it done again.",
        ),
        Words("归档", "file it"),
        "order_close",
        Words("评单", "rated"),
    ),
    "closed": State(
        "已归档",
        "Filed",
        "done",
        Words(
            "这张单子了结了；再有需要，请重新点单。",
            "This order is over; if more is needed, place a new one.",
        ),
        step=Words("归档", "filed"),
    ),
    "reopened": State(
        "重新办理",
        "Reopened",
        "waiting",
        Words(
            "上次没办好，单子又打开了，编号不变。",
            "It was not done well enough, so the order is open again under the same number.",
        ),
        Words("继续办理", "go on with it"),
    ),
    "became_issue": State(
        "转议题",
        "Became an issue",
        "ended",
        Words(
            "这件事要大家商量，已经转成议题接着办。",
            "It needs talking over, so it goes on as an issue.",
        ),
    ),
    "merged": State(
        "并单",
        "Merged",
        "ended",
        Words(
            "和另一张单子是同一件事，并到那张一起办。",
            "Another order asks for the same, and the two are done as one.",
        ),
    ),
    "declined": State(
        "不予办理",
        "Declined",
        "ended",
        Words(
            "这张单子不办了；情况有变，可以重新点单。",
            "It will not be done; if things change, a new order may be placed.",
        ),
    ),
    "extended": State(
        "延期",
        "Extended",
        "corrected",
        Words(
            "按期办不完，期限往后推了，新期限看页面。",
            "It needs more time; the page gives the new last day.",
        ),
    ),
    "supervised": State(
        "督办",
        "Under supervision",
        "corrected",
        Words(
            "有单位专门盯着这张单子，催着办好。",
            "Another body is watching this order and presses for it to be done.",
        ),
    ),
}
