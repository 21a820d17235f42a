"""用了登记册不用的 YAML 写法

规则：不用锚点（&）、引用（*）、标签（!）、合并键（<<），一个文件只写一份文档，字段名是普通文字。
为什么：这些写法让一行内容在别处生效，人看不出来，也能被用来撑爆程序；登记册要求所见即所得。
怎么改：把内容在用到的地方完整写出来；文字本身以 &、*、! 开头时加引号；多条记录分成多个文件。
---
A feature of YAML that the register does not use

Rule: No anchors (&), aliases (*), tags (!) or merge keys (<<); one document a file; field names are plain words.
Why: These let one line act elsewhere, unseen by a reader, and can be used to exhaust a program; in the register what you see is what is meant.
Mend: Write the content out where it is used; quote text that begins with &, * or !; put several records into several files.
"""
