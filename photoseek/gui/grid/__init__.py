"""The photos in lines, with their pictures; ``arranging`` makes it work."""
