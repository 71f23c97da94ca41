"""`make bench`: every benchmark, one after the other, at sizes a laptop finishes in minutes.

The whole country: `python -m benchmarks.digest --clubs 10000 --months 36` and `benchmarks.quy --clubs 10000`.
"""

import subprocess
import sys

RUNS = (
    ("club names", "benchmarks.club_search", ()),
    ("/quy", "benchmarks.quy", ("--clubs", "300", "--turns", "200")),
    ("Monday digest", "benchmarks.digest", ("--clubs", "1000", "--months", "12")),
)


def main() -> int:
    """Run them all; the first that fails decides the exit status."""
    statuses = []
    for title, module, arguments in RUNS:
        print(f"\n== {title}: python -m {module} {' '.join(arguments)}", flush=True)
        statuses.append(subprocess.run([sys.executable, "-m", module, *arguments], check=False).returncode)
    return next((status for status in statuses if status), 0)


if __name__ == "__main__":
    sys.exit(main())
