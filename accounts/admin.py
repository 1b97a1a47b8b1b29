"""Users and grants: kept by the system's administrators alone."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.desk import DrawnRows, ListedLookups, OwnButtons
from accounts.forms import NewUserForm, UserForm
from accounts.grants.recording import note_account
from accounts.models import AccessGrant, GrantDeed, User


class SuperuserAdmin(OwnButtons, ListedLookups, admin.ModelAdmin):
    """Shown to superusers; delegates do not learn that it exists."""

    actions = None

    def has_module_permission(self, request):
        """Tell whether the noun stands on the first page."""
        return self._is_superuser(request)

    def has_view_permission(self, request, obj=None):
        """Tell whether the user may look."""
        return self._is_superuser(request)

    def has_add_permission(self, request):
        """Tell whether the user may add."""
        return self._is_superuser(request)

    def has_change_permission(self, request, obj=None):
        """Tell whether the user may change."""
        return self._is_superuser(request)

    def has_delete_permission(self, request, obj=None):
        """Let nobody be removed: users are switched off, grants end, and what they did stays theirs."""
        return False

    @staticmethod
    def _is_superuser(request) -> bool:
        return request.user.is_active and request.user.is_superuser


@admin.register(User)
class UserAdmin(DrawnRows, SuperuserAdmin):
    """Who may sign in. Passwords are set, never shown, and changed by their owner at the first sign-in."""

    list_display = ("username", "display_name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    # who rules over everything is made on the server, by a command, and never by a tick in a form
    readonly_fields = ("is_superuser", "last_login", "date_joined")

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Ask a password for a new user, offer one for a known."""
        kwargs["form"] = NewUserForm if obj is None else UserForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Return the fields of the two forms."""
        rights = (_("登录权限"), {"fields": ("is_active", "is_staff", "is_superuser")})
        who = (None, {"fields": ("username", "display_name", "email", "new_password")})
        seen = (_("登录情况"), {"fields": ("last_login", "date_joined")})
        door = (_("两步验证"), {"fields": ("without_second_factor",)})
        return [who, rights] if obj is None else [who, rights, door, seen]

    def save_model(self, request, obj, form, change):
        """Save, and keep in the record of grants what happened to the account."""
        super().save_model(request, obj, form, change)
        deeds = [] if change else [GrantDeed.CREATED]
        if change and "is_active" in form.changed_data:
            deeds.append(GrantDeed.SWITCHED_ON if obj.is_active else GrantDeed.SWITCHED_OFF)
        if change and form.cleaned_data.get("new_password"):
            deeds.append(GrantDeed.PASSWORD)
        for deed in deeds:
            note_account(request.user, deed, obj, gettext("在登记管理中办理"))


@admin.register(AccessGrant)
class AccessGrantAdmin(SuperuserAdmin):
    """What a user may do, where and how long, to be looked at: 授权管理 is where it is given and ended."""

    list_display = ("user", "role", "jurisdiction", "school", "first_day", "last_day")
    list_filter = ("role",)
    list_select_related = ("user", "jurisdiction", "school")
    search_fields = ("user__username", "user__display_name", "school__name", "jurisdiction__name")
    fields = ("user", "role", "jurisdiction", "school", "organization", "period")

    def has_add_permission(self, request):
        """Give nothing here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Change nothing here."""
        return False

    @admin.display(description=_("第一日"), ordering="period")
    def first_day(self, obj):
        """Return the day from which the grant holds."""
        return obj.starts_on

    @admin.display(description=_("最后一日"))
    def last_day(self, obj):
        """Return the last day on which the grant holds."""
        return obj.last_day
