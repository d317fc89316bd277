"""What is asked and how it is answered: the bar, its chips and lists; ``searching`` makes it work."""
