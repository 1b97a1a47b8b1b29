"""The permission matrix: every role, from everywhere, at every route, list, relation, command and export.

A cell is one question with one answer that was worked out without the code that is asked. ``pytest
tests/security -m security`` asks all of them; `make test` a share that is different for every role.
"""
