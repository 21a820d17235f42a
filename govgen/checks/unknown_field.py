"""没有这个字段

规则：只写该类记录表单里有的字段。
为什么：写错名字的字段不会出现在任何页面上，内容等于没有登记。
怎么改：按提示改正拼写；表单里放不下的内容写进 `summary` 或作附件。
---
There is no such field

Rule: Only the fields of the kind's form are written.
Why: A field with a mistyped name appears on no page: what it says is as good as not recorded.
Mend: Correct the spelling as the hint says; put what the form has no field for into `summary` or an attachment.
"""
