"""Photos on their way to other programs; ``exporting`` makes it work."""
