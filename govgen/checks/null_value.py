"""值是空的

规则：字段没有内容就不写这一行，不写 null 或 ~；列表里没有空项。
为什么：“没有填”和“填了无”是两回事；留空的字段让读者猜。
怎么改：删去这一行，或填上内容；若文字真是“null”，加引号。
---
A value is empty

Rule: Where there is nothing to say the line is left out; null or ~ is not written, and no item of a list is empty.
Why: “Not filled in” and “filled in with nothing” differ; an empty field leaves readers guessing.
Mend: Delete the line or fill it in; quote the word where it is really meant as text.
"""
