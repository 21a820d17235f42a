"""起草人自己批准了自己的修改

规则：写内容的人（包括共同作者）不能审批同一次修改，规则另有允许的除外。

原因：自己写、自己批，等于没有第二个人看过。

怎么改：由另一位有权的人复核后在 policy.yml 的 `acknowledged` 里说明，或撤回重做。
---
An author approved their own change

Rule: who wrote a change, co-authors included, may not approve it, unless the rule says so.

Why: where one person writes and approves, no second person looked.

How to mend: let another office look at it and say so under `acknowledged` in policy.yml, or revert and merge anew.
"""
