"""A disk that hangs on demand: a folder served again through FUSE, in a process of its own.

``python -m tests.support.hanging_disk FOLDER PLACE`` is the process; a line on its input says what hangs
from now on, such as ``read a.jpg``, and ``nothing`` lets all go on. It speaks the kernel's own protocol
(include/uapi/linux/fuse.h), read-only, as little of it as photos need.
"""

import ctypes
import os
import select
import stat
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_IN, _OUT = struct.Struct("<IIQQIIIHH"), struct.Struct("<IiQ")
_ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _STATFS, _RELEASE = 1, 2, 3, 14, 15, 17, 18
_INIT, _OPENDIR, _READDIR, _RELEASEDIR, _INTERRUPT, _DESTROY, _BATCH_FORGET = 26, 27, 28, 29, 36, 38, 42
_NAMES = {_LOOKUP: "look", _GETATTR: "look", _OPEN: "read", _READ: "read", _OPENDIR: "list", _READDIR: "list"}
_NOT_IMPLEMENTED, _INTERRUPTED = 38, 4
_DETACH = 2  # umount2's MNT_DETACH

_libc = ctypes.CDLL(None, use_errno=True)


def why_not() -> str:
    """Why there can be no such disk here; empty if there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only Linux's administrator may mount"
    return "" if os.access("/dev/fuse", os.W_OK) else "there is no /dev/fuse"


class HangingDisk:
    """``folder`` as a disk at ``place``. Raises OSError where it cannot be mounted."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.hanging_disk", str(folder), str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "mounted\n":
            raise OSError("it cannot be mounted")

    def hang(self, what: str) -> None:
        """``read``, ``look``, ``list`` or ``all``, and the name of a file or folder (*: any); ``nothing``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def pull(self) -> None:
        """Unmount it, whoever is at it; those who hang get an error."""
        _libc.umount2(os.fsencode(self.place), _DETACH)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()


class _Server:
    def __init__(self, folder: Path, place: Path) -> None:
        self._paths = {1: folder}
        self._nodes = {folder: 1}
        self._hanging = ("nothing", "")
        self._waiting: list[tuple[int, int, int, bytes]] = []
        self._device = os.open("/dev/fuse", os.O_RDWR)
        options = f"fd={self._device},rootmode=40000,user_id=0,group_id=0,allow_other"
        if _libc.mount(b"photos", os.fsencode(place), b"fuse.slow", 6, options.encode()):  # nosuid, nodev
            raise OSError(ctypes.get_errno(), "mount")

    def serve(self) -> None:
        _say("mounted")
        while True:
            ready, _, _ = select.select([self._device, 0], [], [])
            if 0 in ready:
                line = os.read(0, 4096).decode()
                if not line:
                    return
                kind, _, name = line.strip().partition(" ")
                self._hanging = (kind, name)
                waiting, self._waiting = self._waiting, []
                for request in waiting:
                    self._handle(*request)
                _say("done")
            if self._device in ready:
                try:
                    message = os.read(self._device, 1 << 18)
                except OSError:  # unmounted
                    return
                _, kind, unique, node, *_ = _IN.unpack_from(message)
                self._handle(kind, unique, node, message[_IN.size :])

    def _handle(self, kind: int, unique: int, node: int, data: bytes) -> None:
        if self._hangs(kind, node, data):
            self._waiting.append((kind, unique, node, data))
            return
        if kind == _INTERRUPT:  # who waits is being killed
            (given_up,) = struct.unpack("<Q", data)
            if any(waiting[1] == given_up for waiting in self._waiting):
                self._waiting = [waiting for waiting in self._waiting if waiting[1] != given_up]
                self._send(given_up, _INTERRUPTED)
            return
        if kind in (_FORGET, _BATCH_FORGET):
            return
        try:
            answer, error = self._answer(kind, node, data), 0
        except OSError as failed:
            answer, error = b"", failed.errno or 5
        self._send(unique, error, answer)

    def _send(self, unique: int, error: int, answer: bytes = b"") -> None:
        with suppress(OSError):  # who asked is gone
            os.write(self._device, _OUT.pack(_OUT.size + len(answer), -error, unique) + answer)

    def _hangs(self, kind: int, node: int, data: bytes) -> bool:
        what, name = self._hanging
        if kind not in _NAMES or what not in ("all", _NAMES[kind]):
            return False
        asked = data.rstrip(b"\0").decode() if kind == _LOOKUP else self._paths[node].name
        return name in ("*", asked)

    def _answer(self, kind: int, node: int, data: bytes) -> bytes:
        path = self._paths[node] if node else Path()
        if kind == _INIT:
            return struct.pack("<IIIIHHIIHHI28x", 7, 31, 1 << 17, 0, 12, 10, 1 << 17, 1, 0, 0, 0)
        if kind == _LOOKUP:
            child = path / os.fsdecode(data.rstrip(b"\0"))
            attributes = self._attributes(child)
            return struct.pack("<QQQQII", self._node(child), 0, 0, 0, 0, 0) + attributes
        if kind == _GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self._attributes(path)
        if kind in (_OPEN, _OPENDIR):
            return struct.pack("<QII", 0, 0, 0)
        if kind == _READ:
            _, offset, size = struct.unpack_from("<QQI", data)
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        if kind == _READDIR:
            return self._entries(path, *struct.unpack_from("<QQI", data)[1:])
        if kind == _STATFS:
            return struct.pack("<QQQQQIII24x", 1 << 20, 1 << 19, 1 << 19, 1 << 20, 1 << 19, 4096, 255, 4096)
        if kind in (_RELEASE, _RELEASEDIR, _DESTROY):
            return b""
        raise OSError(_NOT_IMPLEMENTED, "not implemented")

    def _entries(self, path: Path, offset: int, size: int) -> bytes:
        answer = b""
        for at, child in list(enumerate(sorted(path.iterdir()), 1))[offset:]:
            name = os.fsencode(child.name)
            entry = struct.pack("<QQII", self._node(child), at, len(name), child.lstat().st_mode >> 12) + name
            entry += bytes(-len(entry) % 8)
            if len(answer) + len(entry) > size:
                break
            answer += entry
        return answer

    def _node(self, path: Path) -> int:
        node = self._nodes.setdefault(path, len(self._nodes) + 1)
        self._paths[node] = path
        return node

    def _attributes(self, path: Path) -> bytes:
        found = path.lstat()
        seconds, rest = divmod(found.st_mtime_ns, 10**9)
        mode = found.st_mode if stat.S_ISDIR(found.st_mode) else stat.S_IFREG | 0o644
        times = (seconds, seconds, seconds, rest, rest, rest)
        return _ATTR.pack(self._node(path), found.st_size, 8, *times, mode, found.st_nlink, 0, 0, 0, 4096, 0)


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    _Server(Path(sys.argv[1]), Path(sys.argv[2])).serve()
