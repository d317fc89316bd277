"""The maps of photos and of words; ``mapping`` makes them work. Imported when a map is first opened."""
