import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from photoseek.training.progress import Epoch
from photoseek.training.trainer import LoopRecipe, fit

RECIPE = LoopRecipe(epochs=6, batch_size=4, learning_rate=0.05, weight_decay=0.0)
INPUTS = torch.linspace(-1, 1, 10)[:, None]


def network() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(1, 8), nn.Dropout(0.2), nn.Linear(8, 1))


def loss_of(line: nn.Module) -> Callable[[list[int], random.Random], Tensor]:
    def loss(batch: list[int], chance: random.Random) -> Tensor:
        noise = chance.uniform(-0.1, 0.1)
        return (line(INPUTS[batch]) - 3 * INPUTS[batch] + noise).square().mean()

    return loss


def numbers(line: nn.Module) -> list[float]:
    return torch.cat([parameter.flatten() for parameter in line.parameters()]).tolist()


def test_a_run_that_was_cut_off_ends_where_one_without_a_break_ends(tmp_path: Path) -> None:
    whole = network()
    epochs: list[Epoch] = []
    fit("line", whole, RECIPE, 10, loss_of(whole), record=epochs.append)
    assert [epoch.number for epoch in epochs] == [1, 2, 3, 4, 5, 6]
    assert epochs[-1].loss < epochs[0].loss

    def stop(epoch: Epoch) -> None:
        if epoch.number == 4:  # before the fourth epoch's state is written
            raise KeyboardInterrupt

    cut = network()
    with pytest.raises(KeyboardInterrupt):
        fit("line", cut, RECIPE, 10, loss_of(cut), record=stop, checkpoint=tmp_path / "state")
    gone_on = network()
    later: list[Epoch] = []
    fit("line", gone_on, RECIPE, 10, loss_of(gone_on), record=later.append, checkpoint=tmp_path / "state")
    assert [epoch.number for epoch in later] == [4, 5, 6]
    assert numbers(gone_on) == pytest.approx(numbers(whole))
    assert not list(tmp_path.glob("*.new"))


def test_a_state_of_another_recipe_is_not_gone_on_with(tmp_path: Path) -> None:
    line = network()
    fit("line", line, RECIPE, 10, loss_of(line), checkpoint=tmp_path / "state")
    epochs: list[Epoch] = []
    longer = replace(RECIPE, epochs=7)
    fit("line", line, longer, 10, loss_of(line), record=epochs.append, checkpoint=tmp_path / "state")
    assert epochs[0].number == 1


def test_training_stops_when_the_score_no_longer_rises_and_the_best_epoch_is_kept() -> None:
    line = network()
    recipe = replace(RECIPE, epochs=50, patience=3)
    seen: list[list[float]] = []

    def score() -> dict[str, float]:
        assert not line.training
        seen.append(numbers(line))
        return {"other": float(len(seen)), "watched": -abs(len(seen) - 2.0)}

    epochs: list[Epoch] = []
    fit("line", line, recipe, 10, loss_of(line), score, best_by="watched", record=epochs.append)
    assert len(epochs) == 2 + 3
    assert numbers(line) == seen[1]
    assert epochs[1].scores == {"other": 2.0, "watched": 0.0}


def test_fewer_examples_than_a_batch_are_one_batch() -> None:
    line = network()
    epochs: list[Epoch] = []
    fit("line", line, replace(RECIPE, batch_size=64), 3, loss_of(line), record=epochs.append)
    assert len(epochs) == 6


def test_an_epoch_is_said_in_one_line() -> None:
    epoch = Epoch("captions", 3, 12, 2.5, {"bleu_4": 0.21345}, 61.2)
    assert str(epoch) == "captions, epoch 3 of 12: loss 2.500, bleu_4 0.2135, 61 s"


def test_the_average_of_the_weights_is_scored_and_kept() -> None:
    network = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.zeros_(network.weight)
    scored, own = [], []

    def loss(batch: list[int], chance: random.Random) -> torch.Tensor:
        own.append(float(network.weight))
        return -network.weight.sum()  # the weight grows step by step, its average behind it

    def score() -> dict[str, float]:
        scored.append(float(network.weight))
        return {}

    fit("part", network, LoopRecipe(4, 1, 0.1, weight_decay=0.0, averaging=0.9), 3, loss, score)
    assert 0 < scored[0] < own[3]
    assert float(network.weight) == scored[-1]
