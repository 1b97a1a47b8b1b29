"""Asking the branch's opinion."""
