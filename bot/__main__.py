"""`clb` and `python -m bot`: one plain sentence on stderr when something is wrong, never a traceback."""

import sys

from bot.cli import run


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
