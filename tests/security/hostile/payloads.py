"""Names that would do something where they are not text. ``xq7`` is what they call."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

MARK = "xq7"
PAYLOADS = (
    "<script>xq7()</script>", "<ScRiPt>xq7()</sCrIpT>", "<script src=//x.example/xq7></script>",
    "</title><script>xq7()</script>", "</textarea><script>xq7()</script>", "</script><script>xq7()</script>",
    "--><script>xq7()</script>", "]]><script>xq7()</script>", "<<script>xq7()//<</script>",
    "<img src=x onerror=xq7()>", "<img/src=x/onerror=xq7()>", "<img src=x onerror=xq7()//",
    "<IMG SRC=javascript:xq7()>", "<img src=`x`onerror=xq7()>", '<img src="x" alt="``onerror=xq7()">',
    "<svg onload=xq7()>", "<svg/onload=xq7()>", "<svg><script>xq7()</script></svg>",
    "<svg><animate onbegin=xq7() attributeName=x>", "<svg><a xlink:href=javascript:xq7()><text>x</text></a>",
    "<svg><foreignObject><iframe onload=xq7()>", "</svg><script>xq7()</script>",
    "</text></svg><img src=x onerror=xq7()>", "<math><mtext><script>xq7()</script>",
    "<math href=javascript:xq7()>x</math>", "<iframe src=javascript:xq7()></iframe>",
    "<iframe srcdoc='<script>xq7()</script>'>", "<object data=javascript:xq7()>",
    "<embed src=javascript:xq7()>",
    "<body onload=xq7()>", "<input autofocus onfocus=xq7()>", "<select onfocus=xq7() autofocus>",
    "<textarea onfocus=xq7() autofocus>", "<details open ontoggle=xq7()>", "<video src=x onerror=xq7()>",
    "<audio src=x onerror=xq7()>", "<video><source onerror=xq7()>", "<marquee onstart=xq7()>",
    "<a href=javascript:xq7()>x</a>", "<a href='java&#10;script:xq7()'>x</a>",
    "<form action=javascript:xq7()>",
    "<button formaction=javascript:xq7()>x", "<base href=//x.example/xq7/>",
    "<meta http-equiv=refresh content=0;url=javascript:xq7()>",
    "<link rel=stylesheet href=//x.example/xq7.css>",
    "<style>@import '//x.example/xq7';</style>", "<p style=background:url(//x.example/xq7)>",
    "<xss onmouseover=xq7()>x</xss>", "<template><script>xq7()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=xq7()>'>",
    '" onmouseover="xq7()', "' onmouseover='xq7()", "\" autofocus onfocus=xq7() x=\"",
    "\"><script>xq7()</script>",
    "'><script>xq7()</script>", "` onmouseover=xq7() `", "javascript:xq7()", "JaVaScRiPt:xq7()",
    "\x01javascript:xq7()", "java\tscript:xq7()", "data:text/html,<script>xq7()</script>", "vbscript:xq7()",
    "';xq7();//", '";xq7();//', "\\';xq7();//", "\u2028xq7()", "${xq7()}", "{{xq7()}}", "{% debug %}xq7",
    "&lt;script&gt;xq7()&lt;/script&gt;", "&#60;script&#62;xq7()", "\\u003cimg src=x onerror=xq7()\\u003e",
    "＜script＞xq7()＜/script＞", "+ADw-script+AD4-xq7()", "<img src=x hx-on:load=xq7()>",
    "<p hx-get=//x.example/xq7>",
    "<script type=module>xq7()</script>", "<isindex action=javascript:xq7()>",
)  # fmt: skip
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)",
    "=cmd|'/C calc'!A0", '=HYPERLINK("//x.example/xq7","x")', "=WEBSERVICE(\"//x.example/xq7\")", " =1+1",
)  # fmt: skip
#: What no XML may hold. NUL is refused by the database.
CONTROLS = (
    "a\x01b",
    "a\x08b",
    "a\x0bb",
    "a\x0cb",
    "a\x1fb",
    "a\ufffeb",
    "a\uffffb",
    "a\x7fb",
    "a\u202eb",
    "a\ufeffb",
)
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
