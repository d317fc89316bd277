"""Part of every build and of the set-up of a checkout: compiles the translations."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import translations


class CompileTranslations(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        files = translations.compile_all()
        build_data["artifacts"] += [f"/{file.relative_to(translations.ROOT).as_posix()}" for file in files]
