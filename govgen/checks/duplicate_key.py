"""同一个字段写了两次

规则：同一层里一个字段只写一次。
为什么：两个值里哪个算数，人和程序的理解可能不同；许多工具会悄悄取后一个。
怎么改：留下对的那一个，删去另一个；要写多项时写成列表。
---
A field is written twice

Rule: Within one level a field is written once.
Why: People and programs may disagree on which of two values counts; many tools silently take the last.
Mend: Keep the right one and delete the other; where several are meant, write a list.
"""
