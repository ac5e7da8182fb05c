"""One module a format: a publication in, a rendered file out."""
