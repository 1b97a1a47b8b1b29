"""Structures put together in memory, as the demo county and the sample schools need them.

These functions record what exists already, like an import: no gate is asked, nothing is judged. Acts
of people go through ``governance.domain``.
"""
