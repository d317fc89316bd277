"""What is opened, and how: the window, or without a display the same on the terminal.

Everything goes through the command line of the environment's interpreter, as a user's script would.
Only the standard library is used here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from environment import CannotStart

_SHOWN = 6  # photos captioned on the terminal
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".avif"}


def checked(arguments: list[str]) -> list[Path]:
    """The folders given, absolute. Before the set-up, so that a typing error costs no minutes."""
    folders = []
    for argument in arguments:
        if argument.startswith("-"):
            raise CannotStart(f"{argument} is not an option of start.py; see start.py --help.")
        folder = Path(argument).expanduser().resolve()
        if not folder.is_dir():
            raise CannotStart(f"{folder} is not a folder. Give the folder that holds your photos.")
        folders.append(folder)
    return folders


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else under X or Wayland."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def chosen(folders: list[Path], python: Path) -> list[str]:
    """The folders to open. Those given; nothing when there is a library already; else what the user
    picks on the terminal. Where nobody can be asked, the window's first page does it, and without
    a window the sample photographs serve."""
    if folders:
        return [str(folder) for folder in folders]
    base = Path(_ask(python, "from photoseek.paths import default_base; print(default_base())"))
    if (base / "library.db").exists():
        return []
    if not sys.stdin.isatty():
        return [] if has_display() else [samples(python)]
    pictures = pictures_folder()
    offer = f"Enter: {pictures}; s: sample photographs" if pictures else "Enter: sample photographs"
    while True:
        answer = input(f"Which folder holds your photos? [{offer}] ").strip()
        if answer == "s" or not (answer or pictures):
            return [samples(python)]
        folder = Path(answer).expanduser().resolve() if answer else pictures
        if folder is not None and folder.is_dir():
            return [str(folder)]
        print(f"{folder} is not a folder.")


def samples(python: Path) -> str:
    """The folder of real photographs that come with two dependencies, copied below the base directory."""
    return _ask(
        python,
        "from photoseek.paths import default_base; "
        "from photoseek.sample_photographs import sample_photographs; "
        "print(sample_photographs(default_base()))",
    )


def pictures_folder() -> Path | None:
    """The user's own folder of pictures, under whatever name the desktop gave it."""
    named = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "user-dirs.dirs")
    places = [Path.home() / "Pictures"]
    if named.is_file():
        for line in named.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("XDG_PICTURES_DIR="):
                value = line.partition("=")[2].strip().strip('"').replace("$HOME", str(Path.home()))
                places.insert(0, Path(value))
    # A desktop without such a folder names the home directory itself.
    return next((place for place in places if place.is_dir() and place != Path.home()), None)


def on_the_terminal(folders: list[Path], python: Path) -> int:
    """Index, caption, search and draw the window, all without a display."""
    print("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.")
    print("Here is the same on the terminal.\n", flush=True)
    watched = [folder["path"] for folder in _json(python, "status", "--json")[0]["folders"]]
    places = [str(folder) for folder in folders] or watched or chosen([], python)
    print(f"Taking in {', '.join(places)}", flush=True)
    _call(python, "index", *places)

    photos = some_photos([Path(place) for place in places])
    if not photos:
        raise CannotStart(f"No photos are in {', '.join(places)}. Give the folder that holds your photos.")
    print("\nCaptions", flush=True)
    captions = [line for line in _json(python, "caption", *photos, "--json") if line.get("caption")]
    for line in captions:
        print(f"  {Path(line['path']).name}: {line['caption']}")
    words = sorted({word for line in captions for word in line["caption"].split() if len(word) > 2})
    answers = _json(python, "search", "-", "--limit", "1", asked=words)
    word, photo = most_telling(answers) or ("dog", photos[0])
    print(f"\nSearching for the word: {word}", flush=True)
    _call(python, "search", word, "--limit", "5")
    print(f"\nSearching for photos like {Path(photo).name}", flush=True)
    _call(python, "similar", photo, "--limit", "5")
    print(f"\nWords near: {word}", flush=True)
    _call(python, "words", word, "--limit", "10")
    screenshot = _ask(
        python,
        "from photoseek.paths import default_base; from photoseek.gui.screenshot import render; "
        "from photoseek.settings import located; paths = located(default_base()); "
        "output = paths.base / 'window.png'; render(paths, output); print(output)",
    )
    print(f"\nThe window, drawn without a display: {screenshot}")
    return 0


def some_photos(folders: list[Path]) -> list[str]:
    """A few photos of ``folders``, spread over them, in a fixed order."""
    found = sorted(
        Path(place, name)
        for folder in folders
        for place, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES and not name.startswith(".")
    )
    step = max(1, len(found) // _SHOWN)
    return [str(photo) for photo in found[::step][:_SHOWN]]


def most_telling(answers: list[dict[str, Any]]) -> tuple[str, str] | None:
    """Of words and their hits, the word that fits a photo best, and that photo: worth showing."""
    found = [answer for answer in answers if answer["hits"]]
    best = max(found, key=lambda answer: answer["hits"][0]["score"], default=None)
    return (best["query"], best["hits"][0]["path"]) if best else None


def _ask(python: Path, code: str) -> str:
    """What a line of code prints in the environment, its last line alone."""
    done = subprocess.run([str(python), "-c", code], stdout=subprocess.PIPE, text=True, env=_offscreen())
    if done.returncode:
        raise CannotStart("PhotoSeek could not go on; the reason is above.")
    return done.stdout.strip().splitlines()[-1]


def _json(python: Path, *arguments: str, asked: list[str] | None = None) -> list[Any]:
    """The JSON lines that ``photoseek ...`` prints; ``asked`` are the lines it reads."""
    command = [str(python), "-m", "photoseek", *arguments]
    lines = None if asked is None else "\n".join(asked)
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise CannotStart(f"photoseek {arguments[0]} stopped; the reason is above.")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _call(python: Path, *arguments: str) -> None:
    if subprocess.run([str(python), "-m", "photoseek", *arguments]).returncode:
        raise CannotStart(f"photoseek {arguments[0]} stopped; the reason is above.")


def _offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
