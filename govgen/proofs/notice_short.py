"""挂出的天数不够就合并了

规则：规则里写了 `notice` 的，提出以后挂满那么多天才合并；提出当日不计，从最后一次改动这条记录或它的附件起算；不经合并直接提交的，一天也没有挂出。

原因：留出时间，别人才来得及看、来得及提意见；提出来就合并，等于没有公开过。分支提交的日期是起草人的电脑写的，可以倒填，Git 证明不了。有签名证明说明合并请求何时提出的，两个日期取晚的一个。

怎么改：`govgen review` 会说最早哪天可以合并；已经合并的，补挂以后在 policy.yml 的 `acknowledged` 里说明，或撤回重做。
---
Merged before it had stood long enough

Rule: where a rule says `notice`, a proposal stands for that many days before it is merged; the first day is not counted, and they run from the last change of the record or its attachments. What was committed directly stood for none.

Why: others need time to read and to object; what is merged as soon as it is proposed was never open. The dates of a branch's commits are what its author's computer said, can be put back, and are proved by nothing in Git. Where a signed statement tells when the request was opened, the later of both counts.

How to mend: `govgen review` tells the first day for the merge; where it is merged already, let it stand now and say so under `acknowledged` in policy.yml, or revert and merge anew.
"""
