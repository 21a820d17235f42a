"""签名的钥匙不认识

规则：合并上的签名要由登记在册、当时有效的钥匙作出。

原因：这把钥匙不在合并前的 people.yml 和平台公钥里，证明不了是谁。

怎么改：核对是谁签的；钥匙漏登的，先在 people.yml 补登再合并；来历不明的，撤回这次合并，并在 policy.yml 的 `acknowledged` 里说明。
---
A key that nobody listed

Rule: a signature on a merge is made with a key that is listed and was valid then.

Why: the key is neither in people.yml nor among the host's keys as they stood before the merge, and proves nobody.

How to mend: find out who signed; where a key was left out, list it in people.yml first; where nobody knows it, revert the merge and say so under `acknowledged` in policy.yml.
"""
