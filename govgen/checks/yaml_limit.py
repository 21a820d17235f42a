"""文件太大或层次太深

规则：一个 YAML 文件不超过 1 MB，嵌套不超过 32 层，逗号和换行合计不超过 6 万个。
为什么：正常的记录远小于这个限度；超出的多半是放错的材料或损坏的文件，也会拖慢每一次检查。
怎么改：长材料作附件，台账按年分开；层次过深时检查括号和缩进。
---
The file is too large or nested too deep

Rule: A YAML file is at most 1 MB, nested at most 32 levels deep, with at most 60,000 commas and line ends.
Why: Real records stay far below; what exceeds this is mostly misplaced material or a damaged file, and it slows every check.
Mend: Attach long material and split ledgers by year; where the nesting is too deep, check brackets and indentation.
"""
