"""The demo county: invented schools and people in the proportions of a real county's published figures."""
