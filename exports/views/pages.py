"""What can be taken away of a place: the list, the page of each product, the file."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import may_edit
from exports.forms import WantForm
from exports.models import Order
from exports.orders.ordering import order_give
from exports.orders.progress import progress_of
from exports.places import Place
from exports.products import PRODUCTS, Product, Want
from exports.saving import export_forget, export_save, saved_of
from exports.tables import TABLES
from exports.views.places import asked_product, jurisdiction_place, school_place
from privacy.exporting import Offer, handed_out

PAGE_SIZE, PREVIEW = 20, 20
_GROUPS = (
    ("tables", gettext_lazy("报表")),
    ("formats", gettext_lazy("开放格式")),
    ("fixtures", gettext_lazy("完整数据")),
)
_UNPROCESSABLE = 422


@require_GET
@login_required
def school(request: HttpRequest, code: str) -> Any:
    """List what can be taken away of the school."""
    return _list(request, school_place(request, code))


@require_GET
@login_required
def jurisdiction(request: HttpRequest, code: str) -> Any:
    """List what can be taken away of the jurisdiction."""
    return _list(request, jurisdiction_place(request, code))


@require_http_methods(["GET", "POST"])
@login_required
def school_product(request: HttpRequest, code: str, product: str) -> Any:
    """Show what a product of the school will hold, hand it out, keep its columns."""
    return _product(request, school_place(request, code), product)


@require_http_methods(["GET", "POST"])
@login_required
def jurisdiction_product(request: HttpRequest, code: str, product: str) -> Any:
    """Show what a product of the jurisdiction will hold, hand it out, keep its columns."""
    return _product(request, jurisdiction_place(request, code), product)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_file(request: HttpRequest, code: str, product: str) -> Any:
    """Hand out a product of the school, as its address asks for it."""
    return _file(request, school_place(request, code), product)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def jurisdiction_file(request: HttpRequest, code: str, product: str) -> Any:
    """Hand out a product of the jurisdiction, as its address asks for it."""
    return _file(request, jurisdiction_place(request, code), product)


def file_address(place: Place, product: Product) -> str:
    """Return the address of the file of a product."""
    kind = "school" if place.is_school else "jurisdiction"
    return reverse(f"exports:{kind}_file", args=[place.code, product.key])


def address(place: Place, product: Product | None = None) -> str:
    """Return the address of the list of a place, or of one product of it."""
    kind = "school" if place.is_school else "jurisdiction"
    if product is None:
        return reverse(f"exports:{kind}", args=[place.code])
    return reverse(f"exports:{kind}_product", args=[place.code, product.key])


def _list(request: HttpRequest, place: Place) -> Any:
    fitting = [product for product in PRODUCTS.values() if product.fits(place)]
    groups = [
        (label, [(one, address(place, one)) for one in fitting if one.group == key]) for key, label in _GROUPS
    ]
    home = {"school" if place.is_school else "jurisdiction": place.scope}
    found = Order.objects.visible_to(request.user).filter(**home).select_related("school", "jurisdiction")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [progress_of(order) for order in page]
    takes_documents = place.is_school and bool(may_edit(request.user, place.scope))
    context = {
        "place": place,
        "groups": groups,
        "page": page,
        "rows": rows,
        "takes_documents": takes_documents,
    }
    return render(request, "exports/list.html", context)


def _product(request: HttpRequest, place: Place, key: str) -> Any:
    product = asked_product(place, key)
    data = request.POST if request.method == "POST" else request.GET
    form = WantForm(data.dict(), product, _asked_saved(request, product))
    is_valid = form.is_valid()
    if request.method == "POST" and is_valid:
        acts = (one for name, one in _ACTS.items() if name in request.POST)
        answer = next((act(request, place, product, form.want) for act in acts), None)
        if answer is not None:
            return answer
    status = _UNPROCESSABLE if request.method == "POST" and not is_valid else 200
    context = _context(request, place, product, form) | (_preview(place, form) if is_valid else {})
    return render(request, "exports/product.html", context, status=status)


def _context(request: HttpRequest, place: Place, product: Product, form: WantForm) -> dict[str, Any]:
    table = TABLES.get(product.key)
    return {
        "place": place,
        "product": product,
        "form": form,
        "list_url": address(place),
        "here_url": address(place, product),
        "saved": saved_of(request.user, table) if table else (),
    }


def _preview(place: Place, form: WantForm) -> dict[str, Any]:
    """Return the first rows of a table, and whether the whole is made in the background."""
    want, table = form.want, form.table
    shown: dict[str, Any] = {"is_long": form.product.is_long(place, want)}
    if table is not None:
        columns = table.chosen(want.columns)
        shown["columns"] = columns
        shown["rows"] = table.preview(place, want.on, want.filters, columns, PREVIEW)
        shown["is_cut"] = len(shown["rows"]) == PREVIEW
    return shown


def _take(request: HttpRequest, place: Place, product: Product, want: Want) -> Any:
    """Lead to the file, which asks what it is for, or have it made in the background."""
    if not product.is_long(place, want):
        return redirect(f"{file_address(place, product)}?{_wanted(request.POST)}")
    try:
        order_give(place=place, product=product, want=want)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("数据较多，已转到后台生成，完成后在下面下载。"))
    return redirect(address(place))


def _wanted(data: QueryDict) -> str:
    """Return what was wanted as a query: the address of a file says all that is in it."""
    query = data.copy()
    for name in ("csrfmiddlewaretoken", "form_token", "name", *_ACTS):
        query.pop(name, None)
    return query.urlencode()


def _file(request: HttpRequest, place: Place, key: str) -> Any:
    """Hand the file out; what the address asks for and cannot be had is said on the page of the product."""
    product = asked_product(place, key)
    form = WantForm(request.GET.dict(), product)
    if not form.is_valid() or product.is_long(place, form.want):
        return redirect(f"{address(place, product)}?{request.GET.urlencode()}")
    people = product.people(place, form.want)
    offer = Offer(
        place.scope,
        people,
        product.file_name(place, form.want),
        product.form(form.want.ending).media_type,
        lambda _line: _made(product, place, form.want),
        asks=people > 0,
    )
    return handed_out(request, offer)


def _made(product: Product, place: Place, want: Want) -> IO[bytes]:
    """Return the file, made just now; it is gone when it is closed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        product.make(path, place, want)
        return path.open("rb")


def _save(request: HttpRequest, place: Place, product: Product, want: Want) -> Any:
    table = TABLES.get(product.key)
    if table is None:
        return None
    try:
        row = export_save(user=request.user, table=table, name=request.POST.get("name", ""), want=want)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return None
    messages.success(request, _("已保存导出方案“{name}”。").format(name=row))
    return redirect(f"{address(place, product)}?saved={row.pk}")


def _forget(request: HttpRequest, place: Place, product: Product, _want: Want) -> Any:
    key, table = request.POST.get("forget", ""), TABLES.get(product.key)
    if table is not None and key.isdecimal():
        export_forget(user=request.user, table=table, key=int(key))
        messages.success(request, _("已删除导出方案。"))
    return redirect(address(place, product))


#: What the buttons do; any other only shows the page anew.
_ACTS = {"take": _take, "save": _save, "forget": _forget}


def _asked_saved(request: HttpRequest, product: Product) -> Any:
    """Return what the user saved and asks for; nobody else's is found."""
    key, table = request.GET.get("saved", ""), TABLES.get(product.key)
    if request.method == "POST" or table is None or not (key.isascii() and key.isdecimal()):
        return None
    return saved_of(request.user, table).filter(pk=int(key[:18])).first()
