"""The command line: one file per subject, one table of all commands."""
