"""The loop that all trainers share: epochs, schedule, validation, checkpoints, early stop.

AdamW (Loshchilov & Hutter 2019) with a one-cycle schedule (Smith & Topin 2018). What is learned,
and from what, is the caller's: it turns a batch of example numbers into a loss.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from photoseek.training.checkpoints import read_checkpoint, write_checkpoint
from photoseek.training.progress import Epoch, Record, ignore

Loss = Callable[[list[int], random.Random], Tensor]
"""A batch of example numbers, and what to draw chance from, to the batch's mean loss."""
Score = Callable[[], dict[str, float]]
"""Validation scores of the network as it is now, in eval mode."""


@dataclass(frozen=True)
class LoopRecipe:
    """One way to go through the examples."""

    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float = 0.05
    warm_up: float = 0.1
    """Share of the steps in which the learning rate rises."""
    clip: float = 1.0
    """Greatest length of a gradient."""
    averaging: float = 0.0
    """Decay of the moving average of the weights, step by step, that is scored and kept (Polyak & Juditsky
    1992); 0 keeps the weights as they are."""
    score_every: int = 1
    """Epochs; the last one is always scored."""
    patience: int = 5
    """Scored epochs without a better score before training stops."""
    seed: int = 0


def fit(
    part: str,
    network: nn.Module,
    recipe: LoopRecipe,
    examples: int,
    loss: Loss,
    score: Score = dict,
    *,
    best_by: str | None = None,
    record: Record = ignore,
    checkpoint: Path | None = None,
    identity: Mapping[str, Any] | None = None,
) -> None:
    """Train ``network`` in place on examples 0 ... ``examples`` - 1; it ends in eval mode.

    ``best_by`` names the score (more is better) whose best epoch is kept and that stops training
    when it no longer rises; without it the last epoch is kept. With ``checkpoint`` the state is kept
    there after every epoch, and a run that was cut off goes on as if it had not been; the state of
    another ``identity`` (recipe, data) is written over.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    batch_size = min(recipe.batch_size, examples)
    batches = range(0, examples - batch_size + 1, batch_size)
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, recipe.learning_rate, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        recipe.learning_rate,
        total_steps=recipe.epochs * len(batches),
        pct_start=recipe.warm_up,
    )
    described = {"loop": asdict(recipe), "examples": examples, **(identity or {})}
    first, best, best_network, waited = 0, float("-inf"), None, 0
    state = read_checkpoint(checkpoint, described)
    if state is not None:
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch_chance"])
        chance.setstate(state["chance"])
        first, best, best_network, waited = (
            state[key] for key in ("epoch", "best", "best_network", "waited")
        )
    average = WeightAverage(parameters, recipe.averaging)
    if state is not None:
        average.load(state["average"])
    begun = time.monotonic()
    for epoch in range(first + 1, recipe.epochs + 1):
        if waited >= recipe.patience:
            break
        order = list(range(examples))
        chance.shuffle(order)
        network.train()
        total = 0.0
        for begin in batches:
            batch_loss = loss(order[begin : begin + batch_size], chance)
            optimizer.zero_grad()
            batch_loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, recipe.clip)
            optimizer.step()
            schedule.step()
            average.update()
            total += batch_loss.item()
        network.eval()
        scores: dict[str, float] = {}
        if epoch % recipe.score_every == 0 or epoch == recipe.epochs:
            with average:
                scores = score()
                if scores and best_by is not None:
                    waited = 0 if scores[best_by] > best else waited + 1
                    if scores[best_by] >= best:  # of equals the later one has learned more
                        best, best_network = scores[best_by], _copy(network)
        record(Epoch(part, epoch, recipe.epochs, total / len(batches), scores, time.monotonic() - begun))
        if checkpoint is not None:
            state = {
                "identity": described,
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "average": average.weights,
                "torch_chance": torch.get_rng_state(),
                "chance": chance.getstate(),
                "epoch": epoch,
                "best": best,
                "best_network": best_network,
                "waited": waited,
            }
            write_checkpoint(checkpoint, state)
    if best_network is not None:
        network.load_state_dict(best_network)
    else:
        average.put()
    network.eval()


class WeightAverage:
    """A moving average of weights; within ``with`` the network has the average in place of its own."""

    def __init__(self, parameters: Sequence[Tensor], decay: float) -> None:
        self._parameters = parameters
        self._decay = decay
        self._steps = 0
        self.weights = [parameter.detach().clone() for parameter in parameters] if decay else []
        self._own: list[Tensor] = []

    @torch.no_grad()
    def update(self) -> None:
        """Take a step of the network in."""
        self._steps += 1
        # The first weights are random: they are forgotten sooner than the decay would.
        decay = min(self._decay, self._steps / (self._steps + 10))
        for average, parameter in zip(self.weights, self._parameters, strict=bool(self.weights)):
            average.lerp_(parameter, 1 - decay)

    def load(self, weights: Sequence[Tensor]) -> None:
        """Go on from ``weights`` of an earlier run."""
        self.weights, self._steps = list(weights), 1_000_000

    @torch.no_grad()
    def put(self) -> None:
        """Give the network the average for good."""
        for average, parameter in zip(self.weights, self._parameters, strict=bool(self.weights)):
            parameter.copy_(average)

    def __enter__(self) -> None:
        self._own = [parameter.detach().clone() for parameter in self._parameters] if self.weights else []
        self.put()

    @torch.no_grad()
    def __exit__(self, *_: object) -> None:
        for own, parameter in zip(self._own, self._parameters, strict=bool(self._own)):
            parameter.copy_(own)


def _copy(network: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}
