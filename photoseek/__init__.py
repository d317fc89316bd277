"""PhotoSeek: a desktop photo library that can be searched by photo and by words."""

__version__ = "0.1.0"
