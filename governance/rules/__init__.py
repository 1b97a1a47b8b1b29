"""The rules: one fault a file, judged on frozen facts, without a query or a request."""
