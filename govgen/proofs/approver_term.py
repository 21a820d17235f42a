"""审批时不在任期内

规则：合并那天，审批人在任期之内。

原因：离任以后的审批没有效力。

怎么改：由现任补批并在 policy.yml 的 `acknowledged` 里说明；任期写错的，先更正 people.yml。
---
The approver was not in office

Rule: on the day of the merge the approver is within the term of office.

Why: an approval given after the term ended has no force.

How to mend: let the present holder approve and say so under `acknowledged` in policy.yml; where a term is wrong, correct people.yml first.
"""
