"""改写说明的签名不算数

规则：改写历史的说明要由有权的人签名：policy.yml 里 `attestors` 的岗位，或者有权批准修改 policy.yml 的岗位；改写的那个提交当天在任；用 SSH 钥匙，钥匙在那个提交已经登记、当天有效、始终没有登记为泄露。

原因：历史为什么改、由谁负责，要有人出面承担；谁都能写的说明不算数。

怎么改：请有权的人核对以后用 `govgen attest rewrite` 重新制作说明并签名。
---
The statement on a rewrite is not signed by anybody who may

Rule: a statement on a rewritten history is signed by an attestor of policy.yml, or by who may approve a change of policy.yml, in office on the day of the rewritten commit, with an SSH key that was listed there, valid on that day, and never told to have leaked.

Why: somebody has to answer for it that a history was changed; a statement that anybody may write is none.

How to mend: let somebody who may look at it, and make and sign the statement anew with `govgen attest rewrite`.
"""
