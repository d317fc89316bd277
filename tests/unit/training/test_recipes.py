import pytest

from photoseek.errors import UserError
from photoseek.training.recipes import RECIPES, recipe


def test_epochs_and_seed_can_be_given_for_all_parts() -> None:
    changed = recipe("quick").with_epochs(7).with_seed(3)
    assert {changed.joint.epochs, changed.captions.epochs, changed.alignment.loop.epochs} == {7}
    assert {changed.joint.seed, changed.captions.seed, changed.alignment.loop.seed} == {3}
    assert changed.alignment.collages == RECIPES["quick"].alignment.collages


def test_an_unknown_recipe_is_said_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no recipe 'slow'.*standard"):
        recipe("slow")
