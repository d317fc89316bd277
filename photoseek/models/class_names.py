"""The names of the 1,000 ImageNet classes that the encoder's head tells apart, in its order."""

from functools import cache

from photoseek.models.torchvision_operators import declare_missing_operators


@cache
def class_names() -> tuple[str, ...]:
    """1,000 English names such as "tabby" or "coffee mug", from torchvision's own list."""
    declare_missing_operators()
    from torchvision.models._meta import _IMAGENET_CATEGORIES

    return tuple(_IMAGENET_CATEGORIES)
