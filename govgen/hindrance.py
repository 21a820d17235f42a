"""What the operating system refused, in the words of whoever reads it: a fact, and the next act.

The system has words of its own, in its own language; those here are said instead. What stands in no
row keeps the system's words beside its number, by which somebody can look it up.
"""

from __future__ import annotations

import errno
import os

from govgen.words import Words

NOTHING = Words("", "")
ALLOW = Words(
    "换个位置，或请管理员给这个账户权限", "choose another place, or have this account allowed to"
)
ELSEWHERE = Words("换个位置", "choose another place")
LOOK = Words("核对路径", "check the path")
SPACE = Words("腾出空间再试", "make room and try again")
CLOSE = Words("关掉一些程序再试", "close some programs and try again")
LATER = Words("过一会儿再试", "try again later")
ADDRESS = Words("核对地址，看网络通不通", "check the address and the network")

REFUSED: dict[int, tuple[Words, Words]] = {
    errno.ENOENT: (Words("没有这个文件或文件夹", "there is no such file or folder"), LOOK),
    errno.EACCES: (Words("没有权限", "this account has no permission"), ALLOW),
    errno.EPERM: (Words("系统不允许", "the system does not allow it"), ALLOW),
    errno.EROFS: (Words("这个磁盘只能读，不能写", "the disk can only be read"), ELSEWHERE),
    errno.ENOSPC: (Words("磁盘满了", "the disk is full"), SPACE),
    errno.EDQUOT: (
        Words("这个账户的磁盘限额用完了", "this account's share of the disk is used up"),
        SPACE,
    ),
    errno.EFBIG: (Words("文件太大", "the file is too large"), ELSEWHERE),
    errno.ENOTDIR: (
        Words("路径中间有一段是文件，不是文件夹", "a part of the path is a file, not a folder"),
        LOOK,
    ),
    errno.EISDIR: (Words("这是文件夹，不是文件", "it is a folder, not a file"), LOOK),
    errno.EEXIST: (
        Words("同名的文件或文件夹已经有了", "there is one of that name already"),
        ELSEWHERE,
    ),
    errno.ENOTEMPTY: (Words("文件夹不是空的", "the folder is not empty"), ELSEWHERE),
    errno.ENAMETOOLONG: (
        Words("名字太长", "the name is too long"),
        Words("起短一点", "shorten it"),
    ),
    errno.ELOOP: (
        Words("链接绕成了圈", "links lead in a circle"),
        Words("删去其中一个链接", "remove one of them"),
    ),
    errno.EBUSY: (Words("正被别的程序占用", "another program is using it"), LATER),
    errno.ETXTBSY: (Words("正被别的程序占用", "another program is using it"), LATER),
    errno.EXDEV: (Words("在另一个磁盘上", "it is on another disk"), ELSEWHERE),
    errno.EIO: (
        Words("磁盘读写出错", "the disk fails"),
        Words("先备份，再检查磁盘", "make a copy, then have the disk checked"),
    ),
    errno.EMFILE: (Words("同时打开的文件太多", "too many files are open at once"), CLOSE),
    errno.ENFILE: (Words("同时打开的文件太多", "too many files are open at once"), CLOSE),
    errno.ENOMEM: (Words("内存不够", "there is not enough memory"), CLOSE),
    errno.EAGAIN: (Words("系统太忙", "the system is too busy"), LATER),
    errno.EADDRINUSE: (Words("已被别的程序占用", "another program is using it"), NOTHING),
    errno.EADDRNOTAVAIL: (
        Words("这台机器没有这个地址", "this machine has no such address"),
        ADDRESS,
    ),
    errno.ECONNREFUSED: (Words("对方没有开门", "nothing answers there"), ADDRESS),
    errno.ECONNRESET: (Words("对方中断了连接", "the other side broke off"), LATER),
    errno.ECONNABORTED: (Words("连接断了", "the connection broke"), LATER),
    errno.EPIPE: (Words("对方中断了连接", "the other side broke off"), LATER),
    errno.ETIMEDOUT: (Words("等了很久没有回答", "there was no answer in time"), LATER),
    errno.EHOSTUNREACH: (Words("网络到不了那里", "the network does not lead there"), ADDRESS),
    errno.ENETUNREACH: (Words("网络到不了那里", "the network does not lead there"), ADDRESS),
}
"""The fact and the next act, empty where the place that tells it has a better one, by the system's number."""


def fact(fault: OSError) -> Words:
    """Return what the system refused, without a next act."""
    return row(fault)[0]


def told(fault: OSError) -> Words:
    """Return what the system refused, and what can be done where something can."""
    what, act = row(fault)
    return Words(f"{what.zh}；{act.zh}", f"{what.en}; {act.en}") if act.zh else what


def at(fault: OSError) -> Words:
    """Return the file that the fault names, where it names one, and what is told of it."""
    what = told(fault)
    if fault.filename is None:
        return what
    path = os.fsdecode(fault.filename) if isinstance(fault.filename, bytes) else fault.filename
    return Words(f"{path}：{what.zh}", f"{path}: {what.en}")


def row(fault: OSError) -> tuple[Words, Words]:
    """Return the fact and the next act; a fault without a number of its own may still be of a known sort."""
    number = errno.ETIMEDOUT if isinstance(fault, TimeoutError) else fault.errno
    if number in REFUSED:
        return REFUSED[number]
    said = fault.strerror or str(fault) or type(fault).__name__
    mark = f"[{number}] " if number else ""
    return Words(f"系统报告：{mark}{said}", f"the system says: {mark}{said}"), NOTHING
