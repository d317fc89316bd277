"""The background work, shown and steered; ``working`` makes it work."""
