from tests.api.test_schema import *


@pytest.mark.parametrize("role", ROLES)
def test_explore(role, run, live_server):
    asked = run(role)
    asked.all(document(live_server), examples=4)
    print(role, asked.asked, asked.statuses)
    for f in asked.failures[:40]:
        print("FAIL", f[:900])
