"""改写说明和历史对不上

规则：改写只能换掉 policy.yml 的 `redacted` 里列明的内容，别的一律不动：提交人、日期、提交信息、其他文件、提交的先后都照旧；改写时的 policy.yml、people.yml 不能换。说明里带着旧提交，`verify` 把旧内容的编号放回去逐个核对，一直对到旧的已知提交。

原因：个人信息必须能删，决议和账目不能趁机改。对得上，就证明只换了那几份内容；对不上，就是借改写动了别的。

怎么改：从旧克隆重新改写，步骤见 `govgen explain redaction`。
---
The statement on a rewrite does not fit the history

Rule: a rewrite replaces the contents that policy.yml lists under `redacted` and leaves all else alone: authors, dates, messages, other files, the order of commits, and policy.yml and people.yml as they stand then. The statement holds the old commits; `verify` puts the ids of the old contents back and compares them one by one, down from the old anchor.

Why: personal data must be removable, and decisions and accounts must not be changed on the way. Where it fits, that proves that these contents alone were replaced; where it does not, something else was.

How to mend: rewrite anew from the old clone. The steps stand in `govgen explain redaction`.
"""
