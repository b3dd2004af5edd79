"""`python -m training.render`: the render stage on its own."""

import sys

from .stage import main

if __name__ == "__main__":
    sys.exit(main())
