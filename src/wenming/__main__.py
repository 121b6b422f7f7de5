"""`python -m wenming`."""

from wenming.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
