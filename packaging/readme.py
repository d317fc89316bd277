"""Keeps README and model card true: runs their commands on sample photographs, puts in what they print.

    .venv/bin/python packaging/readme.py

Every line of them that begins with ``$ `` is run; what follows it in its block is replaced.
The picture of the window is drawn anew. Run it when the weights or the output have changed.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CARD = ROOT / "resources" / "models" / "README.md"
PICTURE = ROOT / "docs" / "window.png"
_QUERY = "orange flower"  # what the picture shows being searched
_HOME = "/home/you"  # stands for the folder the commands were run in

# A block of the README: a fence, commands with their output, a fence.
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """The commands of a README, in order."""
    lines = "".join(_BLOCK.findall(text)).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def filled(text: str, run: Callable[[str], str]) -> str:
    """The README with the output of each command below it, as ``run`` gives it."""

    def block(found: re.Match[str]) -> str:
        return "\n".join(f"$ {command}\n{run(command)}" for command in commands(f"```console\n{found[0]}```"))

    return _BLOCK.sub(block, text)


def prepared(folder: Path) -> Callable[[str], str]:
    """Lay the sample photographs into ``folder / "photos"``; returns what runs a command there."""
    from photoseek.sample_photographs import sample_photographs

    sample_photographs(folder).rename(folder / "photos")
    environment = {
        **os.environ,
        "PHOTOSEEK_HOME": str(folder / "base"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(command: str) -> str:
        done = subprocess.run(  # noqa: S602 - the README's own commands, as a reader types them
            command,
            shell=True,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        lines = done.stdout.replace(str(folder), _HOME).splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    return run


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        run = prepared(folder)
        for text in (README, CARD):
            text.write_text(filled(text.read_text(encoding="utf-8"), run), encoding="utf-8")
        drawing = (
            "from pathlib import Path; from photoseek.paths import Paths, default_base; "
            "from photoseek.gui.screenshot import render; "
            f"render(Paths(default_base()), Path({str(PICTURE)!r}), {_QUERY!r})"
        )
        run(f'"{sys.executable}" -c "{drawing}"')


if __name__ == "__main__":
    main()
