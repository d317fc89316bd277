"""The window's texts and their translations, with Qt's own tools.

    python packaging/translations.py     # take the texts of photoseek/gui in

A ``.ts`` file holds each text and its translation, for Qt Linguist or any editor; the English one holds only
plurals. The build (``build_hook.py``) compiles them to ``.qm``, which the program loads.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
WITH_PLURALS_ALONE = FOLDER / "photoseek_en.ts"  # the texts themselves are English
TRANSLATED = (FOLDER / "photoseek_zh.ts",)


def update(folder: Path = FOLDER) -> None:
    """Take in new texts as unfinished ones, and drop those that are no longer there."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "photoseek" / "gui").rglob("*.py"))]
    for file in (WITH_PLURALS_ALONE, *TRANSLATED):
        plurals = ["-pluralonly"] if file == WITH_PLURALS_ALONE else []
        language = file.stem.rpartition("_")[2]
        target = ["-target-language", {"en": "en_US", "zh": "zh_CN"}[language], "-source-language", "en_US"]
        options = ["-no-obsolete", "-locations", "none", *plurals, *target]
        _run("lupdate", [*options, *sources, "-ts", str(folder / file.name)])


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Make a ``.qm`` of each ``.ts`` whose own is missing or older; returns all of them."""
    made = []
    for file in sorted(folder.glob("*.ts")):
        compiled = file.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            _run("lrelease", ["-silent", str(file), "-qm", str(compiled)])
        made.append(compiled)
    return made


def _run(tool: str, arguments: list[str]) -> None:
    """PySide6 knows where its tools lie on each system."""
    wrapper = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    done = subprocess.run(
        [sys.executable, "-c", wrapper, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{tool} failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    update()
    compile_all()
