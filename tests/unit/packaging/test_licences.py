"""Whatever PhotoSeek brings along has its licence told in resources/LICENSES.md."""

import re
from fnmatch import fnmatch

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import environment

LIST = environment.ROOT / "resources" / "LICENSES.md"
ROW = re.compile(r"^\| ([^|]+) \| (.*) \|$", re.MULTILINE)


def listed(*headings: str) -> dict[str, str]:
    """The lines of some tables: what it is, and its licence."""
    sections = re.split(r"^## ", LIST.read_text(encoding="utf-8"), flags=re.MULTILINE)
    chosen = "\n".join(section for section in sections if section.startswith(headings))
    rows = {name.strip(" `"): licence for name, licence in ROW.findall(chosen)}
    return {name: licence for name, licence in rows.items() if name not in ("file", "package")}


def test_every_package_of_the_lock_files_is_listed_and_no_other() -> None:
    lines = [
        line for file in environment.LOCKS.glob("*.lock") for line in file.read_text("utf-8").splitlines()
    ]
    locked = {canonicalize_name(Requirement(line).name) for line in lines if line and line[0] != "#"}
    packages = listed("Packages")
    assert set(packages) == locked, "put it right in resources/LICENSES.md"
    assert all(len(licence) > 2 for licence in packages.values())


def test_every_resource_is_listed_and_nothing_else() -> None:
    folder = LIST.parent
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    patterns = listed("What lies")
    unlisted = {name for name in there if not any(fnmatch(name, pattern) for pattern in patterns)}
    assert not unlisted, "say in resources/LICENSES.md where these come from"
    unused = {pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in there)}
    assert unused <= {"translations/*.qm"}  # made by the set-up
