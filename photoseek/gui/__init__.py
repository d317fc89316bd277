"""The window. It starts fast because nothing here imports torch, hnswlib or OpenVINO, even indirectly.

It reads the library read-only (``library_reader``) and leaves everything slow or writing to the
worker process (``worker_client``). Widgets emit intentions as signals and take records; they know
neither SQL nor messages. ``session`` connects the two sides, ``main_window`` only places the parts,
``app`` builds each object once.
"""
