"""What the background work is doing, as one would say it."""

from PySide6.QtCore import QLocale

from photoseek.gui.language import listed, tr
from photoseek.ipc.messages import Progress

_SOON = 10  # seconds; shorter than that is over before it is read


def doing(progress: Progress) -> str:
    """What is being done, in a few words."""
    if progress.paused:
        return tr("Paused")
    if progress.waiting and progress.stage != "idle":
        return tr("Waiting")
    return {
        "scanning": tr("Looking for photos"),
        "looking": tr("Looking at photos"),
        "embedding": tr("Learning what the photos show"),
        "tagging": tr("Finding words for the photos"),
        "captioning": tr("Writing captions"),
        "mapping": tr("Drawing the maps"),
        "idle": tr("Up to date"),
    }[progress.stage]


def why(progress: Progress) -> str:
    """Why nothing goes on although something is left to do; empty if it does."""
    if progress.paused:
        return tr("Searching goes on working.")
    if progress.stage == "idle":
        return ""
    return {
        "battery": tr("It goes on when the computer is plugged in."),
        "busy": tr("It goes on when nobody uses the computer."),
        "elsewhere": tr("Another computer that shares the library is at it."),
        "": "",
    }[progress.waiting]


def how_far(progress: Progress) -> str:
    """ "1,200 of 5,000, 14 a second, about 4 minutes left"; empty where there is nothing to count."""
    locale = QLocale()
    if progress.stage == "scanning":
        return tr("%Ln file(s) so far", None, progress.done) if progress.done else ""
    if progress.stage == "idle" or progress.total <= 0:
        return ""
    parts = [count(progress)]
    rate = progress.photos_per_second
    if rate > 0:
        number = locale.toString(rate, "f", 0 if rate >= 10 else 1)
        parts.append(tr("{number} a second").format(number=number))
        left = (progress.total - progress.done) / rate
        if left >= _SOON:
            parts.append(time_left(left))
    return listed(parts)


def count(progress: Progress) -> str:
    locale = QLocale()
    done, total = locale.toString(progress.done), locale.toString(progress.total)
    return tr("{done} of {total}").format(done=done, total=total)


def one_line(progress: Progress) -> str:
    """All of it: "Learning what the photos show: 120 of 5,000, 14 a second, about 6 minutes left"."""
    what, reason = doing(progress), why(progress)
    if reason:
        return tr("{what}. {why}").format(what=what, why=reason)
    far = how_far(progress)
    if far:
        return tr("{what}: {how_far}").format(what=what, how_far=far)
    return what if progress.stage == "idle" else tr("{what} …").format(what=what)


def time_left(seconds: float) -> str:
    """Rounded as one would say it."""
    if seconds < 90:
        return tr("about %n second(s) left", None, max(10, round(seconds / 10) * 10))
    if seconds < 90 * 60:
        return tr("about %n minute(s) left", None, round(seconds / 60))
    return tr("about %n hour(s) left", None, round(seconds / 3600))
