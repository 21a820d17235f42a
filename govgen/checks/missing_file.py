"""缺少登记册的基本文件

规则：`records/community.yml` 和 `records/people.yml` 必须有。
为什么：社区名称、时区、期限、表决规则和岗位都出自这两个文件，没有它们无从检查其他记录。
怎么改：用 `govgen init` 生成一份样板，照着本社区的情况改。
---
A basic file of the register is missing

Rule: `records/community.yml` and `records/people.yml` exist.
Why: Names, time zone, limits, majorities and offices stand in them; without them no other record can be checked.
Mend: Make a pattern with `govgen init` and fill in your community.
"""
