"""看不出挂出了几天

规则：规则里写了 `notice` 的，要看得出这次修改是什么时候提出的。

原因：压缩合并和逐个提交的平台不留分支上的提交，Git 里只剩合并那一刻的日期；不能把不知道当成够了天数。

怎么改：导入平台的记录（`govgen attest import`），由有签名的证明说明何时提出；或者改用普通合并。
---
Nobody can tell how long it stood

Rule: where a rule says `notice`, it can be told when the change was proposed.

Why: hosts that squash or land single commits keep none of the branch, and Git has the moment of the merge alone; what nobody knows is not taken for long enough.

How to mend: import the host's records (`govgen attest import`), so that a signed statement tells when it was opened; or merge with a merge commit.
"""
