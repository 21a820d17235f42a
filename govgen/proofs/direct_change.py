"""没有经过合并的直接提交

规则：记录的修改经合并进入主线；直接提交只有规则允许起草人自己登记、并有本人签名时才算。

原因：Git 里看不出有谁审过。这不等于没有人批准，只是这里证明不了。

怎么改：由有权的岗位另行确认（纸质签批单登记，或在 policy.yml 的 `acknowledged` 里说明）；以后走合并请求，并在平台上保护主线。
---
A direct commit, not a merge

Rule: changes of records come in by merges; a direct commit counts only where the rule lets an author record and it bears the person's own signature.

Why: Git shows nobody who looked at it. That does not mean that nobody approved, only that it cannot be proved here.

How to mend: let the office confirm it (a signed paper form, or `acknowledged` in policy.yml); use pull requests from now on and protect main on the host.
"""
