"""网站没法重新生成，无法核验

规则：核验网站要能从清单里的提交重新生成它：同一版 govgen，清单写明日期，那一次的登记册能建网站，建网站时的签名证明和遮蔽清单（清单里的 `beside`）都在这里。

原因：不同版本的 govgen 排出的页面本来就不一样，比不出有没有人改过；重新生成不了，就既不能说对得上，也不能说对不上。

怎么改：装上清单里 `govgen` 写的版本，按 requirements.lock 安装依赖，再核验一次；或者请社区用现在的版本重新发布。
---
The site cannot be built anew, so it cannot be verified

Rule: to verify a site it must be possible to build it anew from the commit of its manifest: by the same version of govgen, for the day that the manifest tells, of a register that gives a site, with the signed statements and the list of what is hidden of that time (`beside` in the manifest).

Why: other versions of govgen lay pages out in other ways, which shows nothing about who altered what; what cannot be built anew neither agrees nor disagrees.

How to mend: install the version that the manifest tells under `govgen`, with what requirements.lock lists, and verify again; or ask the community to publish anew with the present version.
"""
