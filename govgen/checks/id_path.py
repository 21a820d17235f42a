"""编号与文件名不一致

规则：记录的编号就是文件名；编号决定文件放在哪里。
为什么：两条分支取了同一个编号时，要在合并时撞上，而不是在网站上撞上。
怎么改：把 `id` 改成文件名，或给文件改名；编号公布后不再改，旧编号写进 `aliases`。
---
The id is not the file's name

Rule: A record's id is its file's name; where the file lies follows from the id.
Why: Two branches that take the same number must collide when they are merged, not on the site.
Mend: Write the file's name as `id`, or rename the file; a published id never changes, and a former one goes into `aliases`.
"""
