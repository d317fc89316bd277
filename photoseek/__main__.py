"""``python -m photoseek``: the command line."""

import sys

from photoseek.cli.main import main

sys.exit(main())
