"""启用审批规则以前的修改

规则：policy.yml 生效以前的合并不按它来判。

原因：规则只管它生效以后的事，不追溯。

怎么改：不用改。
---
Changed before there was a policy

Rule: merges from before policy.yml came into force are not judged by it.

Why: a rule governs what comes after it and reaches no further back.

How to mend: nothing needs mending.
"""
