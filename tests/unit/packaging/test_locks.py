"""The lock files against pyproject.toml and against what is installed here."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import environment

FILES = sorted(environment.LOCKS.glob("*.lock"))
# Left out on purpose (see requirements.lock): one reports usage, the other fetches weights.
LEFT_OUT = {"openvino-telemetry", "huggingface-hub"}
# Optional parts that torch's builds for some machines bring themselves.
OF_TORCH = re.compile(r"nvidia-|cuda-|triton|intel-openmp|mkl|tbb")


def pins() -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                requirement = Requirement(line)
                found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def declared() -> list[Requirement]:
    project = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["test"]]


def version_of(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    return specifier.version


def test_every_line_names_one_version_and_no_address():
    for requirements in pins().values():
        for requirement in requirements:
            assert [specifier.operator for specifier in requirement.specifier] == ["=="]
            assert requirement.url is None


def test_no_package_is_named_twice_for_one_machine():
    for name, requirements in pins().items():
        applying = [each for each in requirements if each.marker is None or each.marker.evaluate()]
        assert len(applying) <= 1, name


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_a_declared_dependency_is_locked_within_its_range(requirement):
    locked = pins()[canonicalize_name(requirement.name)]
    for pin in locked:
        assert requirement.specifier.contains(version_of(pin))


def test_nothing_that_talks_to_others_is_locked():
    assert not LEFT_OUT & pins().keys()


def test_the_locks_name_everything_the_declared_dependencies_need():
    """Followed through what is installed here, extras left out: pip is told not to look for more."""
    waiting = [canonicalize_name(requirement.name) for requirement in declared()]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in needed or name in LEFT_OUT or OF_TORCH.match(name):
            continue
        needed.add(name)
        for line in metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(requirement.name))
    assert len(needed) > len(declared())
    assert needed - pins().keys() == set()
