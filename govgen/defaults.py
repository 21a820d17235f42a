"""Starting points for what a community has not set itself; pages label them as such."""

from govgen.community import Majority, OrderLimit, OwnersMajority

OWNERS_ORDINARY = OwnersMajority.model_validate(
    {
        "taking_part": "2/3",
        "for": "1/2",
        "for_over": "true",
        "legal_basis": {"zh": "《民法典》第二百七十八条", "en": "Civil Code, article 278"},
    }
)
OWNERS_SPECIAL = OwnersMajority.model_validate(
    {
        "taking_part": "2/3",
        "for": "3/4",
        "legal_basis": {"zh": "《民法典》第二百七十八条", "en": "Civil Code, article 278"},
    }
)


def _majority(present: str, over: str, of: str, zh: str, en: str) -> Majority:
    """Return a default majority: more than half must be for."""
    return Majority.model_validate(
        {
            "present": present,
            "present_over": over,
            "for": "1/2",
            "of": of,
            "legal_basis": {"zh": zh, "en": en},
        }
    )


_ORGANIC = (
    "《城市居民委员会组织法》及地方实施办法",
    "Organic Law of Urban Residents' Committees and local rules",
)
MAJORITIES = {
    "assembly": _majority("1/2", "true", "present", *_ORGANIC),
    "delegates": _majority("2/3", "false", "present", *_ORGANIC),
    "four_two": _majority(
        "2/3",
        "false",
        "present",
        "“四议两公开”工作法",
        "the four deliberations, two publications procedure",
    ),
    "party_members": _majority(
        "2/3",
        "false",
        "eligible",
        "《中国共产党基层组织选举工作条例》等",
        "rules for primary Party organisations",
    ),
    "group": _majority("1/2", "true", "present", *_ORGANIC),
    "committee": _majority("1/2", "true", "present", *_ORGANIC),
    "fund_committee": _majority("2/3", "false", "present", "基金管理办法", "the fund's rules"),
    "owners_committee": _majority(
        "1/2", "true", "eligible", "《物业管理条例》", "Regulation on Property Management"
    ),
    "council": _majority("1/2", "true", "present", "议事规则", "the council's rules"),
    "subdistrict": _majority("1/2", "true", "present", "街道议事规则", "the sub-district's rules"),
    "jury": _majority("2/3", "false", "present", "评审办法", "the jury's rules"),
}
"""Starting points by route; `community.yml` may replace each."""


def _order(dispatch: str, feedback: str) -> OrderLimit:
    """Return default limits of an order."""
    basis = {
        "zh": "参照北京市接诉即办地方标准，示例",
        "en": "after Beijing's local standard on swift response, an example",
    }
    return OrderLimit.model_validate(
        {"dispatch": dispatch, "feedback": feedback, "legal_basis": basis}
    )


ORDER_LIMITS = {
    "urgent": _order("1 hour", "2 hours"),
    "utilities": _order("2 hours", "24 hours"),
    "general": _order("24 hours", "7 days"),
    "complex": _order("24 hours", "15 days"),
    "appointment": _order("24 hours", "7 days"),
}
"""Starting points by urgency; an appointment without an agreed time is held to the last one."""

LIMITS = {
    "issue_accept": 7,
    "issue_deliberate": 30,
    "issue_conclude": 60,
    "issue_close": 90,
    "meeting_minutes": 15,
    "decision_next": 30,
    "decision_publicise": 3,
    "decision_implement": 180,
    "decision_results": 30,
    "objection_reply": 15,
    "project_review": 30,
    "project_contract": 30,
    "project_start": 30,
    "project_accept": 30,
    "project_settle": 60,
    "evaluation_score": 60,
    "evaluation_publish": 15,
    "round_result": 30,
    "order_rate": 7,
    "order_close": 30,
}
"""Days a state may last before the next step is due, by limit; starting points without legal force."""

WINDOWS = {
    "scheme": 7,
    "decision": 5,
    "award": 7,
    "budget": 7,
    "shares": 7,
    "result": 7,
    "design": 7,
}
"""Days of publicity by purpose; starting points without legal force."""
