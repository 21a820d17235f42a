"""审批人数不够

规则：不同的有权审批人达到规则要求的人数；一人有几个账号只算一人。

原因：要几个人同意的事，少一个人都不算通过。

怎么改：补足审批并导入平台记录，或在 policy.yml 的 `acknowledged` 里说明。
---
Too few approvers

Rule: as many different persons with the office approve as the rule asks; several accounts of one person count once.

Why: what takes the consent of several has not passed while one is lacking.

How to mend: complete the approvals and import the host's records, or say under `acknowledged` in policy.yml what happened.
"""
