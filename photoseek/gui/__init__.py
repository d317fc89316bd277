"""The window. It starts fast because nothing here imports torch, hnswlib or OpenVINO, even indirectly.

It reads the library read-only (``library_reader``) and leaves everything slow or writing to the
worker process (``worker_client``). Widgets emit intentions as signals and take records; they know
neither SQL nor messages. Each part of the window has a package of its own, in it a *presenter* that
makes the part work: ``searching``, ``viewing``, ``browsing``, ``arranging``, ``wording``, ``mapping``,
``comparing``, ``working``, ``exporting``. ``session`` connects the presenters with each other,
``main_window`` only places the parts, ``app`` builds each object once.
"""
