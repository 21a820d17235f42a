"""What states issues pass through, from being raised 提出 to being closed 办结."""

from collections.abc import Mapping

from govgen.kind import State
from govgen.words import Words

STATES: Mapping[str, State] = {
    "submitted": State(
        "已提出",
        "Raised",
        "waiting",
        Words(
            "事情已经登记上，还没有开始办。",
            "The matter has been entered; nobody has begun on it yet.",
        ),
        Words("答复是否受理", "say whether it is taken up"),
        "issue_accept",
    ),
    "accepted": State(
        "已受理",
        "Taken up",
        "under_way",
        Words(
            "社区把这件事接下来了，不用再报一遍。",
            "The community has taken it on; nobody need report it again.",
        ),
        Words("直接办理，或召集大家商量", "settle it, or call a meeting about it"),
        "issue_deliberate",
    ),
    "declined": State(
        "不予受理",
        "Not taken up",
        "ended",
        Words(
            "社区没有接，原因写在页面上；情况有变可以再提。",
            "It was not taken on, and the page says why; if things change it may be raised again.",
        ),
    ),
    "merged": State(
        "并案",
        "Merged",
        "ended",
        Words(
            "和另一件同样的事合在一起办，请看那一件。",
            "It is dealt with together with another issue; see that one.",
        ),
    ),
    "deliberating": State(
        "协商中",
        "Being talked over",
        "under_way",
        Words(
            "大家正在商量怎么办，有想法现在可以提。",
            "People are talking over what to do; now is the time to speak up.",
        ),
        Words("继续协商，形成意见", "go on talking and come to a view"),
        "issue_conclude",
    ),
    "concluded": State(
        "形成协商意见",
        "View agreed",
        "under_way",
        Words(
            "商量出了办法，还没有动手办。",
            "There is an agreed way forward, but the work has not begun.",
        ),
        Words("把协商意见落到决议或办理上", "put the view to a decision or into practice"),
        "issue_conclude",
    ),
    "shelved": State(
        "暂缓办理",
        "Put off",
        "waiting",
        Words(
            "现在条件不够，先放一放，不是不办。",
            "It cannot be done at present and has to wait; it was not refused.",
        ),
        Words("到期再议", "look at it again"),
    ),
    "decided": State(
        "转决议",
        "Put to a decision",
        "under_way",
        Words(
            "这件事转成决议来定，进展看那份决议。",
            "The matter has gone to a decision; follow it there.",
        ),
        Words("按决议实施并反馈", "carry the decision out and report back"),
        "issue_close",
    ),
    "handled": State(
        "直接办理",
        "Being handled",
        "under_way",
        Words(
            "已经有人在直接办，不用再等决议。",
            "Somebody is dealing with it directly; it needs no decision.",
        ),
        Words("办完并反馈", "finish and report back"),
        "issue_close",
    ),
    "referred": State(
        "转办",
        "Referred",
        "under_way",
        Words(
            "社区自己办不了，已经交给该管的单位。",
            "It is beyond the community, and has gone to those in charge of it.",
        ),
        Words("承办单位办理并答复", "have the responsible body act and answer"),
        "issue_close",
    ),
    "closed": State(
        "办结",
        "Closed",
        "done",
        Words(
            "这件事有了结果，写在页面上；没解决可以要求重办。",
            "The page gives the result; if the matter is not solved, ask to have it reopened.",
        ),
    ),
    "reopened": State(
        "重新办理",
        "Reopened",
        "waiting",
        Words(
            "这件事又重新拿出来，前面的记录都留着。",
            "It has been opened again; what was done before stays on record.",
        ),
        Words("重新受理", "take it up again"),
        "issue_accept",
    ),
}
