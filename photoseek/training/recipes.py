"""Recipes by name: how each part is trained."""

from dataclasses import dataclass, field, replace

from photoseek.errors import UserError
from photoseek.training.alignment import AlignmentRecipe
from photoseek.training.captions import CaptionRecipe
from photoseek.training.characters import CharacterRecipe
from photoseek.training.joint import JointRecipe
from photoseek.training.self_critical import SelfCriticalRecipe
from photoseek.training.trainer import LoopRecipe


@dataclass(frozen=True)
class Recipe:
    """How to learn; written into the run's folder."""

    joint: JointRecipe = field(default_factory=JointRecipe)
    captions: CaptionRecipe = field(default_factory=CaptionRecipe)
    self_critical: SelfCriticalRecipe = field(default_factory=SelfCriticalRecipe)
    """Of the English captioner, after its cross-entropy."""
    characters: CharacterRecipe = field(default_factory=CharacterRecipe)
    """Of the Chinese side of the joint space."""
    alignment: AlignmentRecipe = field(default_factory=AlignmentRecipe)
    fit_grid: bool = False
    """Find the grid's directions anew. Otherwise they are the shipped ones, where the encoder is, so that
    an installed model need not look at the user's photos again."""

    def with_epochs(self, epochs: int) -> "Recipe":
        """Every part trained for so many epochs."""
        return replace(
            self,
            joint=replace(self.joint, epochs=epochs),
            captions=replace(self.captions, epochs=epochs),
            self_critical=replace(self.self_critical, epochs=epochs),
            characters=replace(self.characters, epochs=epochs),
            alignment=replace(self.alignment, loop=replace(self.alignment.loop, epochs=epochs)),
        )

    def with_seed(self, seed: int) -> "Recipe":
        """Every part begun with other random numbers."""
        return replace(
            self,
            joint=replace(self.joint, seed=seed),
            captions=replace(self.captions, seed=seed),
            self_critical=replace(self.self_critical, seed=seed),
            characters=replace(self.characters, seed=seed),
            alignment=replace(self.alignment, loop=replace(self.alignment.loop, seed=seed)),
        )


RECIPES = {
    "standard": Recipe(),
    "from-nothing": Recipe(fit_grid=True),
    # Some hundred photographs: words that were said twice, and small batches, so that there are several.
    "small": Recipe(
        JointRecipe(epochs=20, batch_size=64),
        CaptionRecipe(minimum_count=2, epochs=20, batch_size=32),
        SelfCriticalRecipe(epochs=4, batch_size=16),
        CharacterRecipe(epochs=20, batch_size=64),
        AlignmentRecipe(LoopRecipe(epochs=10, batch_size=32, learning_rate=1e-3, warm_up=0.15)),
    ),
    "quick": Recipe(
        JointRecipe(epochs=4),
        CaptionRecipe(epochs=4),
        SelfCriticalRecipe(epochs=1),
        CharacterRecipe(epochs=5),
        AlignmentRecipe(LoopRecipe(epochs=2, batch_size=64, learning_rate=1e-3, warm_up=0.15), collages=1000),
    ),
}


def recipe(name: str) -> Recipe:
    """The recipe of that name. Raises UserError, naming those there are."""
    if name not in RECIPES:
        raise UserError(f"There is no recipe {name!r}. Choose one of: {', '.join(RECIPES)}.")
    return RECIPES[name]
