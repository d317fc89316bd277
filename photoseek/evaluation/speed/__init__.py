"""How fast the program is, and what it needs, on libraries and photos that are made for it.

Machines are noisy. So what matters is told as a ratio of two things measured in turn, in one run, or as
percentiles; and every report begins with the machine it was taken on. ``measures`` is the door.
"""
