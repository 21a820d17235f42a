"""没有一条规则管这样的修改

规则：policy.yml 里要有一条规则管到每一类记录的每一种修改。

原因：没有规则，就说不清该由谁批。

怎么改：在 policy.yml 里补一条规则，按现行规则批准后再合并。
---
No rule governs such a change

Rule: policy.yml has a rule for every change of every kind of record.

Why: without a rule nobody can say who should approve.

How to mend: add a rule to policy.yml, have it approved under the present rules, then merge.
"""
