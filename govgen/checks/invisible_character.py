"""有看不见的字符

规则：文件里没有零宽字符、文字方向控制符等看不见的字符；生僻字用的异体字选择符除外。
为什么：看不见的字符能让显示的内容与实际内容不一致，也让编号和金额比对失败。
怎么改：在所报的位置删去它；多半是从网页、聊天软件或 Word 粘贴带来的，重新输入那几个字最稳妥。
---
An invisible character

Rule: Files hold no zero-width, bidirectional or other characters that nobody sees; the variation selectors of rare Chinese names are letters and allowed.
Why: Such characters can make a text read differently from what it is, and make ids and amounts fail to match.
Mend: Delete it where it is reported; it mostly comes with text pasted from web pages or chats, so typing those words anew is safest.
"""
