"""Names that would do something where they are not text.

``xqж`` is what they call: no token has such a letter.
"""

from html.parser import HTMLParser
from urllib.parse import urlsplit

MARK = "xqж"
PAYLOADS = (
    "<script>xqж()</script>", "<ScRiPt>xqж()</sCrIpT>", "<script src=//x.example/xqж></script>",
    "</title><script>xqж()</script>", "</textarea><script>xqж()</script>", "</script><script>xqж()</script>",
    "--><script>xqж()</script>", "]]><script>xqж()</script>", "<<script>xqж()//<</script>",
    "<img src=x onerror=xqж()>", "<img/src=x/onerror=xqж()>", "<img src=x onerror=xqж()//",
    "<IMG SRC=javascript:xqж()>", "<img src=`x`onerror=xqж()>", '<img src="x" alt="``onerror=xqж()">',
    "<svg onload=xqж()>", "<svg/onload=xqж()>", "<svg><script>xqж()</script></svg>",
    "<svg><animate onbegin=xqж() attributeName=x>", "<svg><a xlink:href=javascript:xqж()><text>x</text></a>",
    "<svg><foreignObject><iframe onload=xqж()>", "</svg><script>xqж()</script>",
    "</text></svg><img src=x onerror=xqж()>", "<math><mtext><script>xqж()</script>",
    "<math href=javascript:xqж()>x</math>", "<iframe src=javascript:xqж()></iframe>",
    "<iframe srcdoc='<script>xqж()</script>'>", "<object data=javascript:xqж()>",
    "<embed src=javascript:xqж()>",
    "<body onload=xqж()>", "<input autofocus onfocus=xqж()>", "<select onfocus=xqж() autofocus>",
    "<textarea onfocus=xqж() autofocus>", "<details open ontoggle=xqж()>", "<video src=x onerror=xqж()>",
    "<audio src=x onerror=xqж()>", "<video><source onerror=xqж()>", "<marquee onstart=xqж()>",
    "<a href=javascript:xqж()>x</a>", "<a href='java&#10;script:xqж()'>x</a>",
    "<form action=javascript:xqж()>",
    "<button formaction=javascript:xqж()>x", "<base href=//x.example/xqж/>",
    "<meta http-equiv=refresh content=0;url=javascript:xqж()>",
    "<link rel=stylesheet href=//x.example/xqж.css>",
    "<style>@import '//x.example/xqж';</style>", "<p style=background:url(//x.example/xqж)>",
    "<xss onmouseover=xqж()>x</xss>", "<template><script>xqж()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=xqж()>'>",
    '" onmouseover="xqж()', "' onmouseover='xqж()", "\" autofocus onfocus=xqж() x=\"",
    "\"><script>xqж()</script>",
    "'><script>xqж()</script>", "` onmouseover=xqж() `", "javascript:xqж()", "JaVaScRiPt:xqж()",
    "\x01javascript:xqж()", "java\tscript:xqж()", "data:text/html,<script>xqж()</script>", "vbscript:xqж()",
    "';xqж();//", '";xqж();//', "\\';xqж();//", "\u2028xqж()", "${xqж()}", "{{xqж()}}", "{% debug %}xqж",
    "&lt;script&gt;xqж()&lt;/script&gt;", "&#60;script&#62;xqж()", "\\u003cimg src=x onerror=xqж()\\u003e",
    "＜script＞xqж()＜/script＞", "+ADw-script+AD4-xqж()", "<img src=x hx-on:load=xqж()>",
    "<p hx-get=//x.example/xqж>",
    "<script type=module>xqж()</script>", "<isindex action=javascript:xqж()>",
)  # fmt: skip
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)",
    "=cmd|'/C calc'!A0", '=HYPERLINK("//x.example/xqж","x")', "=WEBSERVICE(\"//x.example/xqж\")", " =1+1",
)  # fmt: skip
#: Shows that a text with a control character in it arrived.
TRACE = "ж"
#: What no XML may hold. NUL is refused by the database.
CONTROLS = tuple(f"{TRACE}{sign}b" for sign in "\x01\x08\x0b\x0c\x1f\ufffe\uffff\x7f\u202e\ufeff")
_NO_TAGS = {
    "iframe", "object", "embed", "base", "applet", "marquee", "video", "audio", "math", "foreignobject",
    "frame", "frameset", "style", "source", "isindex", "animate", "set", "xss", "template", "noscript",
}  # fmt: skip
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "srcdoc",
    "hx-get",
    "hx-post",
)
_SAFE_SCHEMES = ("", "http", "https", "mailto", "tel", "data")


class Reader(HTMLParser):
    """Reads a page and notes what only a payload would have made."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.shown = 0
        self._script = ""

    def handle_starttag(self, tag, attrs):
        """Look at an element."""
        names = [name for name, _value in attrs]
        told = f"<{tag} {attrs}>"[:200]
        bad_name = any(name.startswith(("on", "hx-on")) or name == "style" or MARK in name for name in names)
        if tag in _NO_TAGS or MARK in tag or bad_name or _leads_away(dict(attrs)):
            self.wrong.append(told)
        if tag == "meta" and "http-equiv" in names:
            self.wrong.append(told)
        if tag == "link" and not (dict(attrs).get("href") or "/").startswith("/"):
            self.wrong.append(told)
        if tag == "script":
            self._script = dict(attrs).get("type") or "script"
            source = dict(attrs).get("src") or ""
            if self._script not in ("application/json", "importmap") and not source.startswith("/"):
                self.wrong.append(told)
        self.shown += sum(MARK in (value or "") for _name, value in attrs)

    def handle_startendtag(self, tag, attrs):
        """Look at an element that is closed at once."""
        self.handle_starttag(tag, attrs)
        self._script = ""

    def handle_endtag(self, tag):
        """Leave a script."""
        if tag == "script":
            self._script = ""

    def handle_data(self, data):
        """Look at text."""
        self.shown += data.count(MARK)
        if self._script and ((self._script != "application/json" and data.strip()) or "<" in data):
            self.wrong.append(f"script: {data[:100]}")


def _leads_away(attributes):
    for name in _ADDRESSES:
        value = attributes.get(name)
        if value is None:
            continue
        plain = "".join(letter for letter in value if letter > " ")
        scheme = urlsplit(plain).scheme.lower() if ":" in plain.split("/")[0] else ""
        is_elsewhere = plain.startswith(("//", "\\", "/\\")) or scheme not in _SAFE_SCHEMES
        is_page = scheme == "data" and not plain.startswith("data:image/png")
        if is_elsewhere or is_page or "x.example" in plain.partition("?")[0]:
            return True
    return False


def read(text: str) -> Reader:
    """Return what the page has in it."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader
