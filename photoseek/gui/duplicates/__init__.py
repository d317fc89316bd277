"""Photos that are there more than once, side by side, and the trash; ``comparing`` makes it work."""
