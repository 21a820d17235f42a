"""What states projects pass through, from the application 申请 to the hand-over 移交."""

from collections.abc import Mapping

from govgen.kind import State
from govgen.words import Words

STATES: Mapping[str, State] = {
    "applied": State(
        "申请",
        "Applied",
        "waiting",
        Words(
            "有人递了申请，还没有定办不办。",
            "Somebody has applied; whether it goes ahead is not decided yet.",
        ),
        Words("评议是否立项", "judge the application"),
        "project_review",
    ),
    "agreed": State(
        "议定",
        "Agreed",
        "under_way",
        Words(
            "大家同意办这个项目，还没有动手。",
            "It was agreed to do it; the work has not begun.",
        ),
        Words("张贴公示", "post it for public view"),
        "decision_publicise",
    ),
    "initiated": State(
        "立项",
        "Initiated",
        "under_way",
        Words(
            "这项工程要办，方案还可能改，没有动工。",
            "The works are to be done; the scheme may still change, and nothing has begun.",
        ),
        Words("公示方案、听取意见", "publish the scheme and hear opinions"),
        "project_review",
    ),
    "screened": State(
        "初审",
        "Screened",
        "under_way",
        Words(
            "申请材料看过了，符合条件，还没有定选不选。",
            "The application meets the conditions; it has not been chosen yet.",
        ),
        Words("组织评审", "have it judged by the jury"),
        "project_review",
    ),
    "reviewed": State(
        "评审",
        "Judged",
        "under_way",
        Words(
            "评委评过了，结果还没有最后定。",
            "The jury has judged it; the result is not final yet.",
        ),
        Words("公示评审结果", "publish the jury's result"),
        "decision_publicise",
    ),
    "publicised": State(
        "公示中",
        "Open for comment",
        "open",
        Words(
            "项目贴出来了，公示期内谁都可以提意见。",
            "The project is on display, and anybody may comment until the last day.",
        ),
        Words("公示期满后实施", "start once the window is over"),
    ),
    "scheme_publicised": State(
        "方案公示",
        "Scheme open for comment",
        "open",
        Words(
            "工程方案贴出来了，公示期内谁都可以提意见。",
            "The scheme is on display, and anybody may comment until the last day.",
        ),
        Words("公示期满后采购", "procure once the window is over"),
    ),
    "procured": State(
        "采购",
        "Contractor chosen",
        "under_way",
        Words(
            "由谁来做已经选定，怎么选的写在页面上。",
            "Who does the work has been settled; the page says how they were chosen.",
        ),
        Words("签订合同", "sign the contract"),
        "project_contract",
    ),
    "contracted": State(
        "签约",
        "Contracted",
        "under_way",
        Words(
            "合同签好了，做什么、多少钱都定了。",
            "The contract is signed: what is done, and for how much, is settled.",
        ),
        Words("开工或启动", "start the work"),
        "project_start",
    ),
    "implementing": State(
        "实施中",
        "Under way",
        "under_way",
        Words(
            "项目正在做，做到哪一步看页面。",
            "The project is going on; the page says how far it has come.",
        ),
        Words("按节点完成", "finish as planned"),
    ),
    "started": State(
        "施工中",
        "Works under way",
        "under_way",
        Words(
            "正在施工，经过请注意安全，有问题可以反映。",
            "Building is going on; take care when passing, and say if something is wrong.",
        ),
        Words("按计划完工", "finish the works as planned"),
    ),
    "midterm": State(
        "中期评估",
        "Midterm evaluation",
        "under_way",
        Words(
            "做到一半查过一次，看事情和钱对不对得上。",
            "Halfway through, the work and the money have been looked at.",
        ),
        Words("继续实施", "go on with the project"),
    ),
    "completed": State(
        "完工",
        "Works finished",
        "under_way",
        Words(
            "活儿干完了，合不合格还没有定。",
            "The work is done; whether it is good enough is not settled yet.",
        ),
        Words("组织验收", "have the works accepted"),
        "project_accept",
    ),
    "final": State(
        "末期评估",
        "Final evaluation",
        "under_way",
        Words(
            "项目做完了，做得怎么样已经评过。",
            "The project is done, and how well it was done has been evaluated.",
        ),
        Words("结项", "close the project"),
        "project_settle",
    ),
    "accepted": State(
        "验收通过",
        "Accepted",
        "done",
        Words(
            "验收合格了，以后发现毛病还可以反映。",
            "It has passed inspection; faults that show later may still be reported.",
        ),
        Words("结算审定", "settle and audit the accounts"),
        "project_settle",
    ),
    "settled": State(
        "结算",
        "Settled",
        "done",
        Words(
            "账算清了，一共花了多少钱写在页面上。",
            "The accounts are settled; the page says what it cost.",
        ),
        Words("公开结果，进入质保", "publish the result; the warranty runs"),
        "project_settle",
    ),
    "warranty": State(
        "质保期",
        "Under warranty",
        "done",
        Words(
            "还在保修，坏了由施工方来修。",
            "What breaks is still for the contractor to mend.",
        ),
        Words("质保期满移交管护", "hand over when the warranty ends"),
    ),
    "handed_over": State(
        "移交管护",
        "Handed over",
        "done",
        Words(
            "已经有了管护单位，坏了找它修。",
            "It now has a keeper; tell them when something breaks.",
        ),
    ),
    "results_publicised": State(
        "结果公示",
        "Result published",
        "done",
        Words(
            "项目办完了，成果和花的钱谁都可以查。",
            "The project is over; anybody may read what it achieved and what it cost.",
        ),
    ),
    "rejected": State(
        "未入选",
        "Not selected",
        "ended",
        Words(
            "没有选上，这个项目不办；原因写在页面上。",
            "It was not chosen and will not be done; the page says why.",
        ),
    ),
    "suspended": State(
        "暂停",
        "Suspended",
        "waiting",
        Words(
            "项目暂时停了下来，原因写在页面上。",
            "It has stopped for now; the page says why.",
        ),
        Words("复工或终止", "resume or end it"),
    ),
    "terminated": State(
        "终止",
        "Terminated",
        "ended",
        Words(
            "项目没有做完就停了，不再做；原因写在页面上。",
            "It was stopped before it was finished, for good; the page says why.",
        ),
    ),
}
