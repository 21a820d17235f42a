"""审批人没有这项权限

规则：审批人在合并前的 people.yml 里担任规则所列的岗位。

原因：谁能批哪一类事，是事先定好的；岗位不对，审批不算数。

怎么改：由有权的岗位补批并在 policy.yml 的 `acknowledged` 里说明；规则列漏了岗位的，先改规则再合并。
---
The approver holds no such office

Rule: an approver holds, in people.yml as it stood before the merge, one of the offices that the rule names.

Why: who may approve what was settled beforehand; another office's approval does not count.

How to mend: let the right office approve and say so under `acknowledged` in policy.yml; where the rule left an office out, change the rule first.
"""
