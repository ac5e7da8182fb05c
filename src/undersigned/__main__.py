"""`python -m undersigned` is the same as the command `undersigned`."""

from undersigned.cli.main import main

if __name__ == "__main__":
    main()
