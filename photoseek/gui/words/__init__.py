"""The panel of words; ``wording`` makes it work."""
