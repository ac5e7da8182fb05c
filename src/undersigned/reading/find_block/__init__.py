"""The signature block: where it begins and ends, how it is laid out, and what each entry says."""
