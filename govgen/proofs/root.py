"""启用时一次录入的内容

规则：第一个提交里的内容没有审批记录，照实说明。

原因：登记册从这里开始，之前的事不在 Git 里。

怎么改：不用改；重要的决议可附纸质签批单。
---
Entered when the register began

Rule: what the first commit holds has no approval on record, and is said to have none.

Why: the register begins here; what came before is not in Git.

How to mend: nothing needs mending; signed paper forms can be added to decisions that matter.
"""
