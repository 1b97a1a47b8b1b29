"""Finding a user."""

from accounts.models import User
from accounts.names import folded, folded_column


def user_named(username: str) -> User | None:
    """Return the user of the name, whatever its case and width."""
    users = User.objects.annotate(folded=folded_column("username"))
    return users.filter(folded=folded(username)).first()
