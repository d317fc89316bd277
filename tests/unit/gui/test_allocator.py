import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import gc
from pathlib import Path
from PySide6.QtGui import QImage
from photoseek.gui import allocator

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

def picture():
    made = QImage(400, 400, QImage.Format.Format_RGB32)
    made.fill(0)
    return made

allocator.return_large()
picture()  # from now on glibc would take such blocks for usual
before = held()
pictures = [picture() for _ in range(400)]
beside = pictures[::20]
largest = held()
del pictures
print(before, largest, held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory is held")
def test_pictures_that_are_let_go_of_take_no_memory_though_others_stay(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    before, largest, after = map(float, ended.stdout.split())
    assert largest - before > 200  # MB
    assert after - before < 50
