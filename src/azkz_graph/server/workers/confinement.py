"""Confinement of workers: what they may still ask of the system once they have what they need.

By plain means it gains no rights, and no process of its user may look into it. With libseccomp, by whichever of its two
Python modules is installed, the system refuses it all calls but those for what it has open, its memory and its time.
"""

import contextlib
import errno
import fcntl
import importlib
import os
import resource
import sys
from functools import cache
from types import ModuleType
from typing import Any, Final

from azkz_graph.server.workers.parent_process import LIBRARY

PR_SET_DUMPABLE: Final = 4
PR_SET_NO_NEW_PRIVS: Final = 38

ALWAYS: Final = """
    read readv write writev recvfrom recvmsg sendto sendmsg poll ppoll select pselect6 close lseek
    fstat dup mmap munmap mremap mprotect madvise brk futex membarrier set_robust_list rseq
    arch_prctl restart_syscall sched_yield rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
    setitimer getitimer nanosleep clock_gettime clock_getres clock_nanosleep gettimeofday time
    getrandom getpid gettid getuid geteuid getgid getegid sched_getaffinity getcpu getrusage times
    uname sysinfo exit exit_group
"""
"""The names of the calls for memory, time and what is open."""

READING: Final = """
    access faccessat faccessat2 stat lstat newfstatat statx statfs fstatfs getcwd readlink
    readlinkat getdents getdents64 pread64 preadv preadv2 fadvise64 readahead flock
"""
"""The names of the calls by which files are read."""

FILE_COMMANDS: Final = (
    fcntl.F_DUPFD,
    fcntl.F_DUPFD_CLOEXEC,
    fcntl.F_GETFD,
    fcntl.F_SETFD,
    fcntl.F_GETFL,
)
"""What fcntl(2) may do; another of its commands lets the system send a signal to any process of the user."""

WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
AT_EMPTY_PATH: Final = 0x1000
CLONE_THREAD: Final = 0x10000
TCGETS, FIONCLEX, FIOCLEX = 0x5401, 0x5450, 0x5451


@cache
def seccomp() -> ModuleType | None:
    """Return the Python module of libseccomp: its own, in Debian, or the one on PyPI; None without either."""
    for name in ("seccomp", "pyseccomp") if sys.platform == "linux" else ():
        # The module may be there without the library.
        with contextlib.suppress(ImportError, OSError, RuntimeError, AttributeError):
            return importlib.import_module(name)
    return None


def confinement() -> str:
    """Say how workers are confined, for the operator of the server."""
    return "seccomp" if seccomp() else "limits"


def confine(open_files: int, *, reads: bool) -> None:
    """Give up for good whatever the process does not need.

    Only a worker that `reads` opens files, to read them.
    Any other has at most `open_files` open.
    """
    if not reads:
        resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if sys.platform != "linux":
        return
    LIBRARY.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    LIBRARY.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    module = seccomp()
    if module is not None:
        refuse_calls(module, reads=reads)


def refuse_calls(module: Any, *, reads: bool) -> None:  # noqa: ANN401
    """Let the system refuse all calls except the needed ones, in every thread of the process.

    A refused call fails, so that a library that can do without it does.
    """
    rules = module.SyscallFilter(module.ERRNO(errno.EPERM))
    rules.set_attr(module.Attr.CTL_TSYNC, 1)

    def allow(call: str, *conditions: Any) -> None:  # noqa: ANN401
        # Some calls exist on some processors alone.
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            rules.add_rule(module.ALLOW, call, *conditions)

    for call in (ALWAYS + READING if reads else ALWAYS).split():
        allow(call)
    for command in FILE_COMMANDS:
        allow("fcntl", module.Arg(1, module.EQ, command))
    # What is open is looked at by a call that can look at files too, and by none else in some versions of libc.
    allow("newfstatat", module.Arg(3, module.MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH))
    # To abort, a process signals itself; to ask for a limit is not to set it.
    allow("tgkill", module.Arg(0, module.EQ, os.getpid()))
    allow("prlimit64", module.Arg(2, module.EQ, 0))
    if reads:
        allow("open", module.Arg(1, module.MASKED_EQ, WRITING, 0))
        allow("openat", module.Arg(2, module.MASKED_EQ, WRITING, 0))
        for what in (TCGETS, FIONCLEX, FIOCLEX):
            allow("ioctl", module.Arg(1, module.EQ, what))
        # A store on disk has threads; what clone3 would do cannot be seen, and clone takes its place.
        allow("clone", module.Arg(0, module.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            rules.add_rule(module.ERRNO(errno.ENOSYS), "clone3")
    rules.load()
