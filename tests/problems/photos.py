"""Photos as people send them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make


def photo(name="after.jpg"):
    return SimpleUploadedFile(name, make.photo_bytes(), content_type="image/jpeg")
