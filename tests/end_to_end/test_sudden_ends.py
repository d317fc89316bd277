"""The worker is killed at random moments; tests/faults/kill.py does it as often as one likes."""

from pathlib import Path

from photoseek.library import migrations
from tests.support.sudden_ends import Lives, check_migrated, kill_while_migrating, old_library


def test_nothing_is_lost_when_the_worker_is_killed_at_random_moments(tmp_path: Path) -> None:
    lives = Lives(tmp_path, seed=1)
    while lives.kills < 5 or not lives.edits:
        lives.live_and_die()
    lives.check()


def test_a_library_is_whole_when_its_migration_is_killed(tmp_path: Path) -> None:
    path, count = tmp_path / "library.db", 3000
    old_library(path, count)
    for after in (0.02, 0.1):
        assert 1 <= kill_while_migrating(path, after) <= migrations.CURRENT_VERSION
    check_migrated(path, count)
