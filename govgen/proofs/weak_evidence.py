"""证明力度不够

规则：审批人的证据达到规则要求的最低力度（平台签名、签名证明或本人签名）。

原因：提交信息里的名字谁都能写；要求更强的证据，是为了冒充不了。

怎么改：由审批人签名合并，或用 `govgen attest import` 导入平台的记录；平台做不到的，修改规则的 `evidence`。
---
The evidence is too weak

Rule: what names the approver is at least as strong as the rule asks (the platform's signature, a signed statement, the person's own).

Why: anybody can write a name into a message; stronger evidence keeps others from posing.

How to mend: let the approver sign merges, or import the host's records with `govgen attest import`; where the host cannot do it, change `evidence` of the rule.
"""
