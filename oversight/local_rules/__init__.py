"""Values and levels of a jurisdiction: seen with what is above, tried out, set, ended."""
