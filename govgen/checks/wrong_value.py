"""字段的值不合要求

规则：每个字段的值都符合它的格式：日期写 2026-03-05，时刻带时区，金额以元计、最多两位小数，选项取自固定清单。
为什么：登记册不猜测作者的意思；同一种写法才能排序、合计和核对。
怎么改：按提示改写；选项拼错时提示里有最接近的一个。
---
A value does not fit its field

Rule: Each value has its field's form: days like 2026-03-05, instants with an offset, amounts in yuan with at most two decimals, choices from the closed list.
Why: The register never guesses what an author meant; only one way of writing can be sorted, summed and compared.
Mend: Write it as the hint says; for a mistyped choice the hint names the nearest.
"""
