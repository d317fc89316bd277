"""The names of the 1,000 ImageNet classes that the encoder's head tells apart, in its order.

They are kept in a file of our own, line by line: torchvision holds the same list, but importing it
takes one to three seconds, which a first search would wait for.
"""

from functools import cache

from photoseek.paths import resource


@cache
def class_names() -> tuple[str, ...]:
    """1,000 English names such as "tabby" or "coffee mug"."""
    return tuple(resource("models", "imagenet_classes.txt").read_text(encoding="utf-8").splitlines())
