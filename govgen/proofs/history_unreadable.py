"""历史读不出来

规则：Git 能读出从第一个提交到顶端的每个提交、每个版本；要核对签名的，ssh-keygen 或 gpg 也要能运行。

原因：读不出来，就什么也证明不了；这不等于没有问题，也不等于有问题。

怎么改：照提示补齐缺少的对象或程序；仓库损坏的，另取一份完整的克隆，再核验一次。
---
The history cannot be read

Rule: Git can read every commit and every version from the first to the tip; where signatures are to be proved, ssh-keygen or gpg can be run too.

Why: what cannot be read proves nothing, neither that all is well nor that it is not.

How to mend: supply the object or the program that is named; where the repository is damaged take another full clone and verify again.
"""
