"""``python -m photoseek.worker --base-dir DIR``."""

from photoseek.worker.entry import main

if __name__ == "__main__":
    main()
