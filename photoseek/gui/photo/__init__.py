"""The page of one photo, and what can be done with one; ``viewing`` makes it work."""
