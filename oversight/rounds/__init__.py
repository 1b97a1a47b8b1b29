"""专项检查、年度核查: a district holds a round with its schools, each answers, the result is frozen."""
