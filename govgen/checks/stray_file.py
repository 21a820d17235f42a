"""文件放错了地方

规则：`records/` 里只有记录、与记录同名的附件文件夹，以及 community.yml、people.yml、policy.yml；每个文件都放在编号决定的位置。
为什么：放错地方的文件没有人读，也不受任何检查；而仓库是公开的，里面的每个文件都等于公布。
怎么改：按提示移到正确的位置；没用的删去。
---
A file is out of place

Rule: `records/` holds records, folders of attachments named like their record, and community.yml, people.yml and policy.yml; each lies where its id says.
Why: A misplaced file is read by nobody and checked by nothing, yet the repository is public: whatever lies in it is published.
Mend: Move it where the hint says, or delete it.
"""
