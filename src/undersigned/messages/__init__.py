"""One module a mail: values in; subject, plain text and HTML out."""
