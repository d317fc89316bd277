"""The list at the left: parts of the library, albums, folders; ``browsing`` makes it work."""
