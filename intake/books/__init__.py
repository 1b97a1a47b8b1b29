"""Workbooks and lists that people send: looked at from outside, then read in a process of its own."""
