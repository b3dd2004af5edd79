"""`python -m training.render`: the render stage on its own."""

import sys

from .stage import main

sys.exit(main())
