"""The README's commands, run as a reader would."""

from pathlib import Path

import readme
from environment import ROOT
from photoseek.cli.main import VERBS

TEXT = readme.README.read_text(encoding="utf-8")


def test_every_command_of_the_readme_runs_and_prints_something(tmp_path, compiled_models):
    run = readme.prepared(tmp_path)
    cache = tmp_path / "base" / "cache"
    cache.mkdir(parents=True)
    (cache / "compiled_models").symlink_to(compiled_models, target_is_directory=True)
    printed = {command: run(command) for command in readme.commands(TEXT)}
    assert len(printed) >= 6
    assert [command for command, output in printed.items() if not output.strip()] == []


def test_every_verb_is_shown():
    shown = " ".join(readme.commands(TEXT)) + TEXT
    assert [verb for verb in VERBS if f"photoseek {verb}" not in shown] == []


def test_every_file_the_readme_links_to_is_there():
    links = readme.re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert "LICENSE" in links
    assert [link for link in links if not Path(ROOT, link).is_file()] == []


def test_outputs_are_put_below_their_commands_and_old_ones_dropped():
    text = "Before\n\n```console\n$ one\nold\n$ two\n```\nAfter ```here```\n"
    new = readme.filled(text, lambda command: f"new {command}\n")
    assert new == "Before\n\n```console\n$ one\nnew one\n\n$ two\nnew two\n```\nAfter ```here```\n"
    assert readme.filled(new, lambda command: f"new {command}\n") == new
