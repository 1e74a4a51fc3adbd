"""The command line: `thoisu …` and `python -m thoisu …`."""

import sys

from ._thoisu import main as _main


def main() -> int:
    """Runs the command line with the arguments of the process; gives the exit code (README: 0, 1, 2, 130)."""
    return _main(["thoisu", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
