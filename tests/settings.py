"""Settings of the tests: the product's own, in demo mode, with a cheap password hash."""

import os
import tempfile

os.environ.setdefault("WENMING_DEMO", "True")
os.environ.setdefault("WENMING_DATA_DIR", tempfile.mkdtemp(prefix="wenming-tests-"))

from wenming.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
# What is kept between requests would outlive the rollback of a test.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
