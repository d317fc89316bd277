"""The private environment in ``.venv``: made once, mended when it was cut off, left alone when it fits.

A stamp in ``.venv`` says what was installed; it is written last. While it fits, a start costs two
small reads and no network. Only the standard library is used here.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging"
PROGRAM_LOCKS = [LOCKS / f"requirements{part}.lock" for part in ("-build", "", "-torch")]
_STAMP = "photoseek-stamp.json"
_NEEDED_BYTES = 3 * 1024**3  # 2 GB installed with the CPU build of torch, the rest while unpacking

Fingerprint = dict[str, str]


class CannotStart(Exception):
    """PhotoSeek cannot be set up or opened. ``str(error)`` says what to do."""


def python(venv: Path = VENV) -> Path:
    """The environment's interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(*, with_tests: bool) -> Path:
    """Return the interpreter of an environment that fits the lock, after installing what is missing.

    Raises CannotStart with what to do.
    """
    if not fits(VENV, with_tests=with_tests):
        _set_up(with_tests=with_tests)
    return python(VENV)


def fits(venv: Path, *, with_tests: bool) -> bool:
    """Whether the stamp in ``venv`` names what would be installed now."""
    found = _read_stamp(venv)
    wanted = _fingerprint(venv, with_tests=with_tests)
    return all(found.get(key) == value for key, value in wanted.items())


def write_stamp(venv: Path, *, with_tests: bool) -> None:
    """Note what was installed, under a temporary name first: a stamp is whole or not there."""
    temporary = venv / (_STAMP + ".new")
    temporary.write_text(json.dumps(_fingerprint(venv, with_tests=with_tests)), encoding="utf-8")
    temporary.replace(venv / _STAMP)


def drop_half_installed(site_packages: Path) -> list[str]:
    """Forget packages whose installation was cut off, so that pip installs them again.

    pip writes RECORD last; without it pip would take the package for installed.
    Returns the names of the dropped ``.dist-info`` folders.
    """
    dropped = []
    for information in sorted(site_packages.glob("*.dist-info")):
        if not (information / "RECORD").is_file():
            shutil.rmtree(information)
            dropped.append(information.name)
    return dropped


def _fingerprint(venv: Path, *, with_tests: bool) -> Fingerprint:
    fingerprint = {
        "root": str(ROOT),  # an environment does not survive being moved: its scripts name its place
        "interpreter": os.path.realpath(python(venv)),  # another after the system's Python was upgraded
        "program": _digest([*PROGRAM_LOCKS, ROOT / "pyproject.toml"]),
        "translations": _digest(sorted((ROOT / "resources" / "translations").glob("*.ts"))),
    }
    if with_tests:
        fingerprint["tests"] = _digest([LOCKS / "requirements-test.lock"])
    return fingerprint


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read_stamp(venv: Path) -> dict[str, object]:
    if not python(venv).exists():  # also when the Python it was made from has gone
        return {}
    try:
        stamp = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _set_up(*, with_tests: bool) -> None:
    began = time.monotonic()
    print(f"Setting up PhotoSeek in {VENV} (once: 700 MB to download, more where torch brings CUDA).")
    free = shutil.disk_usage(ROOT).free
    if not VENV.exists() and free < _NEEDED_BYTES:
        raise CannotStart(f"Make room on the disk of {ROOT}: {free / 1024**3:.1f} GB are free, 3 GB needed.")
    _add_system_libraries()
    _make_venv()
    with (VENV / "set-up.log").open("a", encoding="utf-8") as log:
        for what, arguments in _pip_steps(with_tests=with_tests):
            print(f"  {what}", flush=True)
            _pip(arguments, log.write)
    write_stamp(VENV, with_tests=with_tests)
    print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def _add_system_libraries() -> None:
    missing = system_libraries.missing()
    if missing:
        print(f"  system libraries: {', '.join(need.what for need in missing)}", flush=True)
        missing = system_libraries.install(missing)
    if missing:
        line = system_libraries.advice(missing)
        if any(need.vital for need in missing):
            raise CannotStart(line)
        print(f"  {line}", flush=True)


def _make_venv() -> None:
    """Make ``.venv``, or mend one that was cut off half way."""
    stamp = _read_stamp(VENV)
    moved = bool(stamp) and (
        stamp.get("root") != str(ROOT) or stamp.get("interpreter") != os.path.realpath(python(VENV))
    )
    works = not moved and _runs([str(python(VENV)), "-m", "pip", "--version"])
    if works:
        for site_packages in [*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]:
            drop_half_installed(site_packages)
        (VENV / _STAMP).unlink(missing_ok=True)  # until the end it is an unfinished environment
        return
    print("  environment", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise CannotStart(f"The environment {VENV} cannot be made: {reason[0]}")


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, env=_environment(), capture_output=True).returncode == 0
    except OSError:
        return False


def _pip_steps(*, with_tests: bool) -> list[tuple[str, list[str]]]:
    """What to install, in order. hnswlib is built against the numpy of the first step, and
    torch comes after its dependencies so that only its own extras for this machine are added."""
    exactly = ["--no-deps", "--no-build-isolation"]
    steps = [
        ("build tools", ["--no-deps", "-r", str(LOCKS / "requirements-build.lock")]),
        ("libraries", [*exactly, "-r", str(LOCKS / "requirements.lock")]),
        ("torch", ["-r", str(LOCKS / "requirements-torch.lock")]),
        ("PhotoSeek", [*exactly, "--editable", str(ROOT)]),
    ]
    if with_tests:
        steps.append(("test tools", ["--no-deps", "-r", str(LOCKS / "requirements-test.lock")]))
    return steps


def _pip(arguments: list[str], log: Callable[[str], object]) -> None:
    pip = [str(python(VENV)), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    process = subprocess.Popen(
        [*pip, *arguments],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    last_lines: deque[str] = deque(maxlen=25)
    with process:
        for line in process.stdout:
            log(line)
            last_lines.append(line)
            _show(line.strip())
    _show("")
    if process.returncode:
        sys.stderr.writelines(last_lines)
        raise CannotStart(
            "pip could not install what is needed (its last lines are above, all of them in "
            f"{VENV / 'set-up.log'}). Mend that and start again: it goes on where it stopped."
        )


def _show(line: str) -> None:
    """On a terminal, what pip is doing now, on one line that is written over."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + f"    {line}"[:width].ljust(width) + "\r", end="", flush=True)


def _environment() -> dict[str, str]:
    """This process's environment without what would make pip or Python look elsewhere."""
    foreign = {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in foreign}
