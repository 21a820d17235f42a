"""看不出是谁审批的

规则：从 Git 或签名证明里，能查到审批人是 people.yml 里的哪一位。

原因：有的平台合并时不写明是谁点的合并（如压缩合并），有的名字不在 people.yml 里；查不到不等于没有审批。

怎么改：在 people.yml 里补上账号、邮箱摘要或公钥；或用 `govgen attest import` 导入平台的记录。
---
Nobody can tell who approved

Rule: Git or a signed statement tells which person of people.yml approved.

Why: some hosts do not say who pressed the button (a squash, for one), and some names are not in people.yml; that nobody knows does not mean that nobody approved.

How to mend: add the account, the digest of the address or the key to people.yml, or import the host's records with `govgen attest import`.
"""
