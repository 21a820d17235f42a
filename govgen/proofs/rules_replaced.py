"""当时的规则在改写时被换过

规则：改写历史时换掉的内容，如果是某次合并当时的 policy.yml 或 people.yml，那次合并就说明：当时谁有权，已经证明不了。

原因：谁能批，看合并前的这两个文件；原来的内容没有了，留下的是改写的人写的。提交号只能证明换的是哪一份，不能证明换上去的还是原来的意思。

怎么改：不用改，一直照实说明。只去掉个人信息，岗位、任期、账号和公钥原样保留；有不放心的，请手里有旧内容的人核对。
---
The rules of that time were replaced in a rewrite

Rule: where a content that a rewrite replaced is the policy.yml or people.yml under which something was merged, that merge says that nobody can prove any more who then might approve.

Why: who may approve stands in these two files before the merge; the old content is gone, and what stands there was written by whoever rewrote. Git's ids prove which content was replaced, and not that the new one means the same.

How to mend: nothing needs mending, and it is said for ever. Take the personal data out and leave offices, terms, accounts and keys as they were; where in doubt ask somebody who holds the old content to compare.
"""
