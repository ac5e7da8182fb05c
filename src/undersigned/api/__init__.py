"""The door for programs: what is public, as JSON, described by an OpenAPI document that the code makes."""
