"""One writer for each library."""

import signal
import subprocess
import sys

import pytest

from photoseek.errors import LibraryLocked, LibraryProblem
from photoseek.library.lock import WriterLock

_HOLD = """
import sys, time
from pathlib import Path
from photoseek.library.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
lock.acquire()
sys.stdout.write("held\\n"); sys.stdout.flush()
time.sleep(60)
"""


def test_a_second_writer_is_told_to_close_the_first(tmp_path):
    with WriterLock(tmp_path / "library.lock"), pytest.raises(LibraryLocked, match="already running"):
        WriterLock(tmp_path / "library.lock").acquire()


def test_a_lock_given_back_can_be_taken_again(tmp_path):
    for _ in range(2):
        with WriterLock(tmp_path / "library.lock"):
            pass
    assert (tmp_path / "library.lock").exists()


def test_giving_back_a_lock_that_is_not_held_does_nothing(tmp_path):
    lock = WriterLock(tmp_path / "library.lock")
    lock.release()
    lock.acquire()
    lock.release()
    lock.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    path = tmp_path / "library.lock"
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LibraryLocked):
        WriterLock(path).acquire()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with WriterLock(path):
        pass


def test_two_libraries_have_two_locks(tmp_path):
    with WriterLock(tmp_path / "a" / "library.lock"), WriterLock(tmp_path / "b" / "library.lock"):
        pass


def test_a_lock_that_cannot_be_made_says_why(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryProblem, match="permissions"):
        WriterLock(tmp_path / "file" / "library.lock").acquire()
