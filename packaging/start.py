#!/usr/bin/env python3
"""Start PhotoSeek from a checkout: set up what it needs in ``.venv`` (once), then open it.

    python3 packaging/start.py [FOLDER...]   open the window, with FOLDER in the library
    python3 packaging/start.py test [...]    run all tests and checks; the rest goes to pytest

A folder called "test" is given as "./test". Without a display the same is shown on the terminal.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

ON_ALL_PROCESSORS = ("-n", "auto", "--dist", "loadfile")  # pytest-xdist; a file's tests share what they start
OLDEST, TOO_NEW = (3, 11), (3, 15)  # torch 2.13 has builds for Python 3.11 to 3.14


def main(arguments: list[str]) -> int:
    problem = unsuitable(sys.version_info[:2], sys.implementation.name)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0

    # Only now: these use what an older Python does not understand.
    import environment
    import opening

    try:
        if arguments[:1] == ["test"]:
            python = environment.prepare(with_tests=True)
            os.chdir(environment.ROOT)
            return replace_process([str(python), "-m", "pytest", *ON_ALL_PROCESSORS, *arguments[1:]])
        folders = opening.checked(arguments)
        python = environment.prepare(with_tests=False)
        if opening.has_display():
            return replace_process([str(python), "-m", "photoseek", *opening.chosen(folders, python)])
        return opening.on_the_terminal(folders, python)
    except environment.CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again: it goes on where it stopped.", file=sys.stderr)
        return 130


def unsuitable(version: tuple[int, ...], implementation: str) -> str | None:
    """Why this Python cannot run PhotoSeek, and what to do; None when it can."""
    if implementation == "cpython" and OLDEST <= version < TOO_NEW:
        return None
    names = [f"python3.{minor}" for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1)]
    better = next((name for name in names if shutil.which(name)), None)
    advice = f"Run: {better} packaging/start.py" if better else "Install one of these and start again."
    found = f"{implementation} {version[0]}.{version[1]}"
    return f"PhotoSeek needs CPython 3.11 to 3.14; this is {found}. {advice}"


def replace_process(command: list[str]) -> int:
    """Become ``command``, so that signals and the exit status are its own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - a list, no shell
    return subprocess.call(command)  # Windows: a replaced process would give the prompt back at once


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
