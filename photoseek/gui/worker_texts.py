"""What the rest of the program says in finished English sentences, in the language of the window.

The worker, the library and the reasons of files that were set aside know no language: a log, a script and
the command line read them, too. So the window knows these texts again by their wording. One that is not
here is shown as it is; a test sees to it that those below are still said.
"""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication


def QT_TR_NOOP(text: str) -> str:
    """Shows Qt's tools a text that is translated later, as Qt's own does, which has no type."""
    return text


REASONS = (
    QT_TR_NOOP("empty file"),
    QT_TR_NOOP("a folder, not a photo"),
    QT_TR_NOOP("not an ordinary file"),
    QT_TR_NOOP("its name is not allowed here"),
    QT_TR_NOOP("the file is not there"),
    QT_TR_NOOP("no permission to read the file"),
    QT_TR_NOOP("the disk cannot read the file ({why})"),
    QT_TR_NOOP("reading it takes more than a minute"),
    QT_TR_NOOP("it keeps changing while it is read; it is tried again once it rests"),
    QT_TR_NOOP("too large: {pixels} megapixels, more than {limit}"),
    QT_TR_NOOP("too large: more than {limit}"),
    QT_TR_NOOP("{number} megapixels"),
    QT_TR_NOOP("too large: there is not enough memory to read it"),
    QT_TR_NOOP("truncated: the end of the file is missing"),
    QT_TR_NOOP("damaged or truncated: its content cannot be decoded"),
    QT_TR_NOOP("damaged, truncated or of an unusual kind: it only begins like a photo"),
    QT_TR_NOOP("damaged: the program that opens it crashes"),
    QT_TR_NOOP("not a photo that can be read, whatever its name says"),
    QT_TR_NOOP("the program stopped while reading it"),
    QT_TR_NOOP("a photo of this size cannot be written as {format}"),
    QT_TR_NOOP("PhotoSeek failed on it ({kind}: {error})"),
)
"""Why a file was set aside, without a full stop: they stand inside sentences."""

NOTICES = (
    QT_TR_NOOP("The folder {path} is back."),
    QT_TR_NOOP(
        "The folder {path} is empty or not there. "
        "Its photos are kept: connect its disk, or remove the folder.",
    ),
    QT_TR_NOOP("{path} cannot be listed ({why}); its photos are kept as they were."),
    QT_TR_NOOP(
        "Changes in {path} are only looked for every {seconds} seconds: "
        "the system does not report them.{hint}",
    ),
    QT_TR_NOOP(" Raise the system's limit fs.inotify.max_user_watches to see changes at once."),
    QT_TR_NOOP("The map could not be made. Try again later."),
    QT_TR_NOOP("The chosen model cannot be used: {why}"),
    QT_TR_NOOP("The models could not be loaded: {why}"),
    QT_TR_NOOP("A folder could not be looked through: {why}"),
    QT_TR_NOOP("Taking photos in has stopped. Rescan to try again: {why}"),
    QT_TR_NOOP("Taking photos in waits and goes on by itself: {why}"),
    QT_TR_NOOP("Taking photos in goes on."),
    QT_TR_NOOP(
        "The library in {folder} lies on a network disk, where it is slow and may be damaged. "
        "Choose a --base-dir on a disk of this computer.",
    ),
    QT_TR_NOOP(
        "{folder} cannot be written ({why}). All works without it, but slower. "
        "Make room there, or change its permissions.",
    ),
    QT_TR_NOOP(
        "The settings in {path} cannot be used ({why}). The usual ones take their place, "
        "and the file is kept as {aside}.",
    ),
    QT_TR_NOOP(
        "The library {path} is damaged: it is not as PhotoSeek left it. {work} For the rest, restore a "
        "backup, in the settings or with 'photoseek restore FILE': the automatic ones are in {backups}.",
    ),
    QT_TR_NOOP("Your captions, albums and favourites are as you left them."),
    QT_TR_NOOP("{count} of your captions, albums and favourites were put right."),
    QT_TR_NOOP(
        "{count} of your captions, albums and favourites were looked at again, but {missing} are of photos "
        "that the library does not know; all of them are in {copy}.",
    ),
    QT_TR_NOOP("Your captions, albums and favourites could not be looked through."),
    QT_TR_NOOP("The backup has taken the place of the damaged library. {work}"),
    QT_TR_NOOP(
        "{path} is no longer there, so a new library was begun. To have your captions, albums and "
        "favourites back, restore a backup, in the settings or with 'photoseek restore FILE': the automatic "
        "ones are in {backups}. A copy of all that you did is in {copy}.",
    ),
    QT_TR_NOOP(
        "PhotoSeek was cut off, and {file} is missing or damaged: what you did in the last minutes before "
        "may be lost. Everything else in the library is whole.",
    ),
    QT_TR_NOOP("an error of PhotoSeek's own ({error})"),
)
"""What the worker tells unasked."""

REFUSALS = (
    QT_TR_NOOP("Photos cannot be read: no process can be started ({why})."),
    QT_TR_NOOP("Photos cannot be read: the process that opens them does not start."),
    QT_TR_NOOP("The folder {path} does not exist. Check its name, or connect its disk."),
    QT_TR_NOOP("{path} is a file, not a folder. Choose the folder it lies in."),
    QT_TR_NOOP("The folder {path} may not be read. Change its permissions."),
    QT_TR_NOOP("The folder {path} cannot be read ({why})."),
    QT_TR_NOOP("The sample photographs cannot be copied to {folder}: {why}."),
    QT_TR_NOOP(
        "The sample photographs are missing. Install scikit-image or scikit-learn, or choose a folder.",
    ),
    QT_TR_NOOP("{pattern} cannot be left out: it is no pattern. Mend it."),
    QT_TR_NOOP("{folder} cannot be written to ({why}). Choose another folder."),
    QT_TR_NOOP("{folder} holds too many photos named {name}. Choose another folder."),
    QT_TR_NOOP("An album needs a name. Type one."),
    QT_TR_NOOP("There is an album named '{name}' already. Choose another name."),
    QT_TR_NOOP("This album is no longer in the library."),
    QT_TR_NOOP("This photo is no longer in the library."),
    QT_TR_NOOP("This photo is no longer in the library, or has not been looked at yet."),
    QT_TR_NOOP("An analogy needs three words. Type one into each field."),
    QT_TR_NOOP("The settings in {path} cannot be read ({why}). Delete the file to start afresh."),
    QT_TR_NOOP("The settings in {path} are not valid JSON ({why}). Delete the file to start afresh."),
    QT_TR_NOOP("{path}: {value} is not allowed for {name}. Mend or delete that line."),
    QT_TR_NOOP(
        "PhotoSeek is already running on the library in {path}. Close it, or choose another --base-dir."
    ),
    QT_TR_NOOP("Another program holds the library {path}. Close it and try again."),
    QT_TR_NOOP("The disk that holds {path} is full. Make room and try again."),
    QT_TR_NOOP("The disk that holds {path} reports an error ({why})."),
    QT_TR_NOOP("The library {path} may not be opened or written. Check the permissions of its folder."),
    QT_TR_NOOP(
        "The library {path} is damaged. Restore a backup, in the settings or with 'photoseek restore FILE': "
        "the automatic ones are in {backups}. Or start afresh. Move that file (and its "
        "-wal and -shm files) away: your photos are safe, and the program's captions are made anew.",
    ),
    QT_TR_NOOP("{path} is no file. Move it away, or choose another --base-dir."),
    QT_TR_NOOP("A backup cannot take the library's own place. Choose another file."),
    QT_TR_NOOP("{path} is no backup, so it is not written over. Choose another file."),
    QT_TR_NOOP("There is no file {path}. Choose another one."),
    QT_TR_NOOP("{path} is no library of PhotoSeek. Choose another file."),
    QT_TR_NOOP("{path} is damaged, or no library of PhotoSeek. Choose another file."),
    QT_TR_NOOP("{path} is damaged. Choose another backup."),
    QT_TR_NOOP("{path} was made by a newer PhotoSeek. Update PhotoSeek first."),
    QT_TR_NOOP("{path} cannot be read ({why}). Try again later."),
    QT_TR_NOOP("{path} cannot be written ({why}). Choose another place."),
    QT_TR_NOOP("The library {path} cannot be reached ({why}). All goes on once it can."),
    QT_TR_NOOP("The library {path} may not be written. Check the permissions of its user."),
    QT_TR_NOOP("Another workstation holds the library {path}. Try again in a moment."),
    QT_TR_NOOP("The library cannot keep this text: it holds a character that is none."),
    QT_TR_NOOP(
        "The library is shared on PostgreSQL: back it up with pg_dump, and put it back with pg_restore."
    ),
)
"""What the user can mend, when something they asked for cannot be done."""

RUNTIMES = (
    QT_TR_NOOP("OpenVINO float32 on the processor"),
    QT_TR_NOOP("OpenVINO bfloat16 on the processor"),
    QT_TR_NOOP("torch float32 on the processor"),
    QT_TR_NOOP("torch float32 on the graphics processor (CUDA)"),
    QT_TR_NOOP("torch float32 on the graphics processor (MPS)"),
)
"""What the models run with."""

SYSTEM = (
    QT_TR_NOOP("No such file or directory"),
    QT_TR_NOOP("Permission denied"),
    QT_TR_NOOP("No space left on device"),
    QT_TR_NOOP("Read-only file system"),
    QT_TR_NOOP("Input/output error"),
)
"""What Linux says, inside the sentences above."""

_HOLE = re.compile(r"\{(\w+)\}")


def translated(text: str) -> str:
    """``text``, a finished English sentence of this program, in the language of the window."""
    for pattern, source in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            values = {name: translated(value) for name, value in found.groupdict().items()}
            return QCoreApplication.translate("", source).format(**values)
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Those with the most words of their own come first, as the surest ones."""
    sources = sorted(
        REASONS + NOTICES + REFUSALS + RUNTIMES + SYSTEM, key=lambda text: -len(_HOLE.sub("", text))
    )
    return [(_pattern(source), source) for source in sources]


def _pattern(source: str) -> re.Pattern[str]:
    parts = _HOLE.split(source)  # words, name, words, name, words
    ours = (re.escape(part) if at % 2 == 0 else f"(?P<{part}>.*)" for at, part in enumerate(parts))
    return re.compile("".join(ours), re.DOTALL)
