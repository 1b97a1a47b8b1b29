"""What counts as Chinese in a text: characters, and the punctuation that goes with them."""

import re

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff01-\uff60]+")
