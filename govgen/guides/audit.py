"""外来的审计人怎样核验

手里要有仓库的完整克隆；凡是从仓库以外得到的东西，都由审计人自己带来，仓库改不了它们。

一、已知的提交号：公告栏上印的，或以往 provenance.json 里的。`govgen verify --anchor 提交号` 能看出历史有没有整段改写；不带它，只能说明前后一致。

二、自己的审批规则：`govgen verify --policy 规则.yml`，写法和 records/policy.yml 一样。每次修改都按这份规则判，仓库里各个时候的规则一概不用；岗位、任期和钥匙仍按合并之前的 people.yml。规则里不写 `hosts` 的，托管平台和平台公钥按仓库当时登记的算；写了的，只认写的。`legacy_until` 和 `acknowledged` 也只认这份文件。输出头一行和 JSON 的 `policy` 写明用的是外来的规则、哪个文件、它的 sha256；文件不是规则的，退出码 3，指出哪一行。

三、居民看到的网站：`govgen verify --site https://网站地址`（或网站的文件夹）。先取 `provenance.json`，再逐个取它列的文件，核对校验值；只用 HTTP 和 HTTPS，不跟着转到别的主机，大小和时间有上限。读不到的是“无法核验”（退出码 2），不算对得上。从网址看不出清单以外还挂着什么文件，要查这个，用文件夹核对。清单对得上的，再按清单里的提交和日期在临时文件夹里重新生成一次，逐个文件比：页面和清单一起改过的，也看得出来。要用清单里写的那一版 govgen。

四、签名证明：平台上的审阅记录不在 Git 里，由 `govgen attest import` 写成有人签名的证明。除了 `--attestations 文件夹`，`refs/notes/govgen` 里的附注也会读，`verify`、`history`、`review`、`build` 都算。普通克隆不带附注，要另取：`git fetch origin refs/notes/govgen:refs/notes/govgen`。放附注由人自己动手：`govgen attest import 文件 --key 钥匙 --notes` 只打印命令，照着运行，再 `git push origin refs/notes/govgen`。签名人不对的、说的是另一份内容的，列出来，不计入审批。
---
How an auditor from outside verifies

You need a whole clone of the repository. What comes from outside the repository you bring yourself; nothing in the repository can change it.

One: a commit known otherwise, from a notice or an earlier provenance.json. `govgen verify --anchor COMMIT` sees whether the history was rewritten as a whole; without it a history can only be said to be consistent with itself.

Two: a policy of your own, `govgen verify --policy RULES.yml`, written like records/policy.yml. Every change is judged by it and by none of the repository's; offices, terms and keys stay those of people.yml before each merge. Without `hosts` in it the hosts and their keys are those that the repository listed at the time; with `hosts`, only those in it. `legacy_until` and `acknowledged` count from this file alone. The first line, and `policy` in JSON, say that the policy came from outside, from which file, and its sha256. A file that is no policy exits 3 and the line is told.

Three: the site that residents see, `govgen verify --site https://ADDRESS` (or its folder). `provenance.json` is fetched first, then each file that it lists, and the digests are compared; over HTTP and HTTPS alone, never following to another host, with bounds on size and time. What cannot be read cannot be verified (exit 2) and does not count as equal. An address does not show what else is served beside what the manifest lists; compare a folder to see that. Where all agrees with the manifest the site is built anew, from the manifest's commit and day in a temporary folder, and compared file by file, so that a page altered together with the manifest is found too. That takes the version of govgen that the manifest tells.

Four: signed statements. A host's reviews are not in Git; `govgen attest import` makes statements of them that somebody signs for. Beside `--attestations DIR` the notes in `refs/notes/govgen` are read, by `verify`, `history`, `review` and `build`. A plain clone leaves notes behind; get them with `git fetch origin refs/notes/govgen:refs/notes/govgen`. People put notes there themselves: `govgen attest import FILE --key KEY --notes` only prints the commands; run them, then `git push origin refs/notes/govgen`. What the wrong person signed, or speaks of other content, is listed and approves nothing.
"""
