"""Run the referee over many notes and print what it found; resumable by year.

python -m referee --years 2025 --sample 10 --panels host-country-burden
"""

import sys

from referee.runs import arguments, report, run

if __name__ == "__main__":
    options = arguments(sys.argv[1:])
    found = run(options)
    print("\n".join(report(found, options.examples)))
    sys.exit(1 if any(note["alarms"] for note in found) else 0)
