"""补录没有标明

规则：与基准提交相比新写的一步，如果发生在 `late_after` 天以前，要用 `correction: omission` 标明是补录；导入的记录除外。
为什么：补录是正常的，但居民和审计要分得清事情什么时候发生、什么时候才写进登记册。
怎么改：在这一步加上 `correction: omission`。
---
A late entry is not marked

Rule: a step that is new against the base commit and happened more than `late_after` days ago carries `correction: omission`; imported records are exempt.
Why: late entry is normal, but residents and auditors must be able to tell when a thing happened from when it was written down.
Mend: add `correction: omission` to the step.
"""
