"""The clerk's desk: Django's admin under our name, behind our own sign-in page."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts.permissions import sees_anything

#: Nouns in the order in which a school is written down; what is not listed comes last.
ORDER = (
    "school", "unit", "person", "employment", "unitmembership",
    "partyorganization", "hostunit", "jointcoverage", "partymembership", "rightsrestriction",
    "post", "roleassignment", "term", "leadinggroup", "document", "affiliation",
    "finding", "waiver", "attestation", "schoolcheck", "changeset", "organizationstatus",
    "ruleparameter", "ruleenforcement", "jurisdiction",
    "user", "accessgrant",
)  # fmt: skip
APPS = ("schools", "governance", "oversight", "accounts")


class DeskSite(AdminSite):
    """The admin for whoever has a staff account and a grant; what they may do there, each noun decides."""

    site_title = _("梁柱")
    site_header = _("梁柱 登记管理")
    index_title = _("登记管理")
    empty_value_display = "—"
    enable_nav_sidebar = True

    def register(self, model_or_iterable, admin_class=None, **options):
        """Take our own nouns alone: what libraries keep (secrets, sessions) has pages of ours, or none."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in APPS]
        super().register(ours, admin_class, **options)

    def has_permission(self, request):
        """Let in superusers, and active staff who see data today: officers have nothing to do here."""
        user = request.user
        return super().has_permission(request) and sees_anything(user)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Send visitors to the site's own sign-in page; who is signed in without a right hears so.

        Raises:
            PermissionDenied: so that the two pages do not send a visitor back and forth.

        """
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or redirect("admin:index").url)

    def logout(self, request, extra_context=None):
        """Leave through the site's own door."""
        from accounts.views.signing import SignOutView  # needs the models, which load after this class

        return SignOutView.as_view()(request)

    def password_change(self, request, extra_context=None):
        """Change the password on the site's own page."""
        return redirect("accounts:password")

    def autocomplete_view(self, request):
        """Complete nothing: no form of ours asks for it, and what answers letters is an oracle."""
        raise Http404

    def get_app_list(self, request, app_label=None):
        """Return applications and nouns in the order of the work, not of the alphabet."""
        known = self._build_app_dict(request, app_label)
        listed = sorted(known.values(), key=lambda app: _rank(APPS, app["app_label"]))
        for app in listed:
            app["models"].sort(key=lambda model: _rank(ORDER, model["model"]._meta.model_name))
        return listed


def _rank(order, name):
    return order.index(name) if name in order else len(order)
