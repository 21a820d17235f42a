"""文件名不安全

规则：文件名只用英文字母、数字、点、横线、下划线，不只以大小写区分；不放链接。
为什么：中文名、大小写不同的同名文件和链接在不同的电脑上会变样、互相覆盖，或指向仓库之外。
怎么改：改用英文文件名，中文名称写在 `title` 里；链接换成文件本身。
---
A file name is not safe

Rule: File names are made of ASCII letters, digits, dots, hyphens and underscores and differ in more than case; links are not allowed.
Why: Other names change, overwrite each other or lead out of the repository on other computers.
Mend: Rename the file and put its Chinese name into `title`; put the file itself in place of a link.
"""
