"""Files to text (读取文件): txt, md, html, docx, xlsx and pdf with a text layer.

`read_file` looks at the bytes, not only at the name, checks before it unpacks, and hands out the
text with the page or paragraph of every line. Knows nothing of Django, so that the `wenming`
commands can use it too.
"""

from wenming.documents.reading.files import LENGTH_LIMIT, SIZE_LIMIT, SUFFIXES, read_file
from wenming.documents.reading.refusals import Refusal
from wenming.documents.reading.result import FileText

__all__ = ["LENGTH_LIMIT", "SIZE_LIMIT", "SUFFIXES", "FileText", "Refusal", "read_file"]
