"""个人信息误入以后怎么办

身份证号、手机号、门牌、病情之类写进了登记册，按下面五步办。第一、二步当天办；第三步以后会改变提交号，要有人在场复核。

一、登记情况。先不要在记录、提交信息、合并请求里重复那些信息。在社区自己的台账上写明：什么时候、哪条记录、哪类信息、谁发现、通知了谁；需要告知本人或上报的，按个人信息保护的规定办。

二、当天遮蔽。找出内容的编号：`git rev-parse 提交号:records/issues/2026/ISS-2026-0012.yml`。信息在几个版本里都有的，每个版本一个编号，附件也一样。写进 records/policy.yml：

    redacted:
      - blob: 内容编号
        reason: 记录里写进了居民的手机号
        date: 2026-03-05
        record: ISS-2026-0012

同一天再提一次合并，把记录本身改好。policy.yml 的修改照常审批；一合并，网站、历史、导出、审批记录和 `govgen build --at` 都不再显示这些内容，只写“因个人信息已遮蔽”。记录还没改好的，整条先不上网站；附件只留名称；`govgen check` 只说错在哪一行、违反哪条规则，不引原文。policy.yml 读不成的时候，历史和网站都不出。列明的是 community.yml、people.yml 或 site_src 里的文件时，改好以前不再生成网站。以前发出去的网站副本、打印件要另行收回。

三、改写历史。遮蔽只管住网站，Git 里还在，拿到仓库的人仍看得到。要彻底去掉，先请大家停止合并，备份一份完整的旧克隆 old，记下主线的提交号（旧提交号）。另做一份新克隆，装好 git-filter-repo，把要去掉的文字写进 words.txt，每行 `原文==>[已遮蔽 2026-03-05]`；替换的文字要写得别处没有，不能留空，免得两份内容改成一样。然后在新克隆里运行：

    git clone --no-local 仓库地址 new
    cd new
    git filter-repo --replace-text ../words.txt --preserve-commit-hashes --preserve-commit-encoding --prune-empty never --prune-degenerate never

四个选项一个都不能少：少了会改动别的东西，核对不过。提交信息、提交人里的个人信息不能这样去掉，目前的说明也不接受改这些。以前的 policy.yml、people.yml 也可以换（现行的要先提合并改好），当时的合并从此都注明规则被换过（`rules-replaced`）。附件不能按文字替换的，用 filter-repo 的 `--blob-callback` 换成说明文字，路径不变。

四、签名说明。请 policy.yml 里 attestors 的岗位，或有权批准修改 policy.yml 的岗位，用登记过的 SSH 钥匙制作：

    govgen attest rewrite ../old --key 钥匙 --reason "ISS-2026-0012 写进了手机号"

它会核对：只换了 redacted 里列明的内容，其余的提交、文件、日期、提交人都没有变；有一处对不上就不做。说明写在 attestations/rewrite.json，旁边是签名，里面没有被换掉的内容，但有全部旧提交的提交信息。再核验一次，应当通过，并且从此每次都会列出这次改写：

    govgen verify --anchor 旧提交号 --rewrite attestations/rewrite.json

五、公布和收尾。把说明和签名提交进仓库，强制推送主线（推送前临时放开分支保护，推完恢复），请所有人重新克隆，旧克隆不要再推。在公告栏和网站上公布新提交号，并写明旧提交号和改写的原因；手里有旧提交号的人，用上一步的命令就能核对。每次改写一份说明；`verify` 一次只认一份，再次改写要从最早的旧克隆做起。事情办完，销毁旧克隆和 words.txt。

托管平台多半还留着旧内容。GitHub、GitLab、Gitee 这类平台上，合并请求、复刻的仓库、网页缓存和按提交号打开的页面在强制推送以后仍看得到旧内容，要按各平台的办法申请清除，并逐个联系复刻的人。别人克隆走的收不回来；涉及号码、账户的，当作已经泄露处理。

编号也会泄密一点：redacted 和说明里的编号由内容算出。手机号这样短的内容，知道文件其余部分的人可以逐个试出来。所以新内容不要和旧内容只差一个号码，最好把整句改写。
---
Personal data that slipped in

An identity number, a mobile, a door number or an illness was written into the register: take these five steps. The first two on the same day; from the third on ids of commits change, and a second person looks on.

1. Write the incident down. Do not repeat the data in a record, a commit message or a request. Note in the community's own book when, in which record, which kind of data, who found it and who was told; tell the person concerned and the authority where the law on personal information asks for it.

2. Redact on the same day. Find the content's id: `git rev-parse COMMIT:records/issues/2026/ISS-2026-0012.yml`. Where several versions hold the data each has its id, and so has an attachment. Write into records/policy.yml:

    redacted:
      - blob: ID
        reason: a resident's mobile was written into the record
        date: 2026-03-05
        record: ISS-2026-0012

Mend the record itself in another merge on the same day. The change of policy.yml is approved as always; once it is merged, the site, histories, exports, receipts and `govgen build --at` show nothing of these contents and say "redacted for personal data". A record that is not mended yet is off the site as a whole; of an attachment its title is left; `govgen check` says where a fault is and by which rule, and quotes nothing. While policy.yml cannot be read there is no history and no site. Where community.yml, people.yml or a file of site_src is listed, no site is built until it is mended. Copies of the site and prints that went out earlier have to be taken back by other means.

3. Rewrite the history. Redaction covers the site alone; Git has the data still, for whoever has the repository. To remove it, let everybody stop merging, keep a whole old clone `old`, and note the commit that main stands on (the old anchor). Make another clone, install git-filter-repo, and write what is to go into words.txt, a line each: `text==>[redacted 2026-03-05]`. The new text must stand nowhere else and must not be empty, lest two contents become the same. Then run in the new clone:

    git clone --no-local ADDRESS new
    cd new
    git filter-repo --replace-text ../words.txt --preserve-commit-hashes --preserve-commit-encoding --prune-empty never --prune-degenerate never

None of the options may be left out: without them more changes, and the proof fails. Personal data in a commit's message or among its authors is not removed so, and a statement accepts no change of those. An earlier policy.yml or people.yml may be replaced (mend the present one in a merge first); the merges of that time say from then on that their rules were (`rules-replaced`). An attachment whose text cannot be replaced is replaced with filter-repo's `--blob-callback`, at the same path.

4. Sign the statement. An attestor of policy.yml, or who may approve a change of policy.yml, makes it with an SSH key that the register lists:

    govgen attest rewrite ../old --key KEY --reason "a mobile in ISS-2026-0012"

It proves that only contents listed under `redacted` were replaced, and that all other commits, files, dates and authors are as they were; where one thing differs it makes nothing. The statement stands in attestations/rewrite.json with its signature beside it; it holds none of the replaced contents, but the messages of all old commits. Verify once more: this must pass, and tells of the rewrite from now on, each time:

    govgen verify --anchor OLD-ANCHOR --rewrite attestations/rewrite.json

5. Publish and close. Commit the statement and its signature, force-push main (lift the branch's protection for that, and restore it), let everybody clone anew and push nothing from an old clone. Publish the new anchor on the board and the site, with the old one and the reason; whoever holds the old anchor can check with the command above. Each rewrite has one statement, and `verify` takes one at a time: a later rewrite starts from the oldest clone. When all is done, destroy the old clone and words.txt.

The host most likely keeps the old contents. On GitHub, GitLab, Gitee and their like, requests, forks, cached pages and pages opened by a commit's id show them after a force-push too: ask the host to purge them as it provides for, and write to whoever forked. What others cloned cannot be called back; treat numbers and accounts as leaked.

An id tells a little too: those in `redacted` and in the statement are worked out from the contents. Whoever knows the rest of a file can find something as short as a mobile by trying all. So let the new content differ by more than the number; best word the whole sentence anew.
"""
