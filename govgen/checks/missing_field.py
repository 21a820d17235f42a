"""缺少必填字段

规则：表单里标为必填的字段都要写。
为什么：缺了编号、标题、时间等要件，记录无法归档，也无从核对。
怎么改：补上所报的字段；不清楚写什么时看字段说明，或用 `govgen new` 新建一份对照。
---
A required field is missing

Rule: Every field that the form requires is filled in.
Why: Without id, title, date and the like a record cannot be filed or checked.
Mend: Add the field named; where its meaning is unclear read the field list, or make a fresh record with `govgen new` and compare.
"""
