"""Run the command as a module: `python -m gcr_analysis`."""

from gcr_analysis.cli import main

if __name__ == "__main__":
    main()
