"""What a trainer reports after each epoch."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Epoch:
    """One pass over the examples. ``number`` counts from 1 to ``of``."""

    part: str
    """What is trained: "joint", "captions", "self-critical", "alignment", ..."""
    number: int
    of: int
    loss: float
    """Mean over the epoch's batches."""
    scores: dict[str, float] = field(default_factory=dict)
    """Validation scores by name; empty where an epoch was not scored."""
    seconds: float = 0.0
    """Since this start of the part began."""

    def __str__(self) -> str:
        scores = "".join(f", {name} {value:.4g}" for name, value in self.scores.items())
        epoch = f"epoch {self.number} of {self.of}"
        return f"{self.part}, {epoch}: loss {self.loss:.3f}{scores}, {self.seconds:.0f} s"


Record = Callable[[Epoch], None]


def ignore(epoch: Epoch) -> None:
    """For those who do not want to know."""
