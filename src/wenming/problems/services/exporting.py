"""Taking the ledger out of the house leaves a trail (导出留痕)."""

import hashlib

from wenming.accounts.models import User
from wenming.core import audit


@audit.audited
def note_export(*, problems: int, content: bytes, by: User) -> None:
    """Note who took out how many problems, with the digest of the file."""
    digest = hashlib.sha256(content).hexdigest()
    audit.record("problem.exported", by, by=by, problems=problems, digest=digest)
