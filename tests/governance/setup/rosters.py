"""Lists of staff as people paste them."""

UNITS = ("七年级组", "八年级组", "九年级组", "办公室", "教务处")
HEADING = "姓名\t工号\t政治面貌\t入党日期\t转正日期\t单元\t职务"


def roster(people: int, members: int, units: tuple[str, ...] = UNITS) -> str:
    """Return a list of so many people; the first are members, the first of all is the principal.

    The first member of each unit leads it; members and others go round the units.
    """
    lines = [HEADING]
    for nth in range(people):
        unit = units[nth % len(units)]
        party = "中共党员\t2008-07-01\t2009-07-01" if nth < members else "群众\t\t"
        post = "校长" if nth == len(units) else ("组长" if nth < len(units) else "教师")
        lines.append(f"演示{_name(nth)}\tT{nth:04d}\t{party}\t{unit}\t{post}")
    return "\n".join(lines)


def _name(nth: int) -> str:
    digits = "零一二三四五六七八九"
    return "".join(digits[int(digit)] for digit in f"{nth:03d}")
