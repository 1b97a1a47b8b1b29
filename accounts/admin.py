"""Users and grants: kept by the system's administrators alone."""

from django.contrib import admin
from django.contrib.postgres.fields import DateRangeField
from django.utils.translation import gettext_lazy as _

from accounts.forms import NewUserForm, UserForm
from accounts.models import AccessGrant, User
from schools.forms import PeriodField


class SuperuserAdmin(admin.ModelAdmin):
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
class UserAdmin(SuperuserAdmin):
    """Who may sign in. Passwords are set, never shown, and changed by their owner at the first sign-in."""

    list_display = ("username", "display_name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    readonly_fields = ("last_login", "date_joined")

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


@admin.register(AccessGrant)
class AccessGrantAdmin(SuperuserAdmin):
    """What a user may do, where and how long. A grant that is over is ended, not removed."""

    list_display = ("user", "role", "jurisdiction", "school", "first_day", "last_day")
    list_filter = ("role",)
    list_select_related = ("user", "jurisdiction", "school")
    search_fields = ("user__username", "user__display_name", "school__name", "jurisdiction__name")
    autocomplete_fields = ("user", "jurisdiction", "school")
    fields = ("user", "role", "jurisdiction", "school", "period")
    formfield_overrides = {DateRangeField: {"form_class": PeriodField}}

    @admin.display(description=_("第一日"), ordering="period")
    def first_day(self, obj):
        """Return the day from which the grant holds."""
        return obj.starts_on

    @admin.display(description=_("最后一日"))
    def last_day(self, obj):
        """Return the last day on which the grant holds."""
        return obj.last_day
