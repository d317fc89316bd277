"""What a trainer reports after each epoch."""

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
