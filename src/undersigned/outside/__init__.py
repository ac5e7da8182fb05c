"""The world outside: mail and files."""
