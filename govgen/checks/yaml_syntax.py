"""文件读不成 YAML

规则：记录是 UTF-8 编码的 YAML 表单，由“字段: 值”的行组成，至少写有编号和标题。
为什么：读不成的文件里写了什么，谁也不能确定；登记册宁可拒绝，也不猜测。
怎么改：看所报的那一行和上一行：缩进用空格，冒号后留一个空格，带冒号或井号的文字加引号；编辑器里另存为 UTF-8。
---
The file is not YAML

Rule: A record is a YAML form in UTF-8: lines of `field: value`, at least with id and title.
Why: Nobody can be sure what a file that cannot be read says; the register refuses rather than guesses.
Mend: Look at the line named and the one above: indent with spaces, put a space after each colon, quote text that has a colon or a hash; save the file as UTF-8.
"""
