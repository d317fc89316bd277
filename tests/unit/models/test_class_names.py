"""The names of the ImageNet classes."""

from photoseek.models.class_names import class_names
from photoseek.models.torchvision_operators import declare_missing_operators


def test_they_are_those_of_torchvision_in_its_order() -> None:
    declare_missing_operators()
    from torchvision.models._meta import _IMAGENET_CATEGORIES

    assert list(class_names()) == _IMAGENET_CATEGORIES
