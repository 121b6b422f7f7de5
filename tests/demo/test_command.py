"""`wenming demo`: a sentence where it cannot start, a certificate for the address that phones use."""

import socket
import ssl
from io import StringIO

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command

from wenming.demo import certificate


@pytest.fixture
def port():
    """A port on which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_said_before_anything_is_built(port):
    with pytest.raises(CommandError, match=f"端口 {port} 用不了"):
        call_command("demo", port=port, stdout=StringIO())


@pytest.mark.parametrize("word", ["0", "65536", "-1", "http"])
def test_a_port_is_a_number_that_can_be_one(word):
    with pytest.raises(CommandError, match="1 到 65535"):
        call_command("demo", f"--port={word}")


class TestCertificate:
    def test_names_this_machine_and_loads(self, tmp_path):
        cert, key = certificate.ensure(tmp_path / "certificate")

        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
        assert addresses(cert) == {certificate.own_address(), "127.0.0.1"}

    def test_is_kept(self, tmp_path):
        first = certificate.ensure(tmp_path)[0].read_bytes()

        assert certificate.ensure(tmp_path)[0].read_bytes() == first

    def test_is_made_anew_for_another_address(self, tmp_path, monkeypatch):
        first = certificate.ensure(tmp_path)[0].read_bytes()
        monkeypatch.setattr(certificate, "own_address", lambda: "192.0.2.77")

        cert, _key = certificate.ensure(tmp_path)

        assert cert.read_bytes() != first
        assert "192.0.2.77" in addresses(cert)


def addresses(path):
    found = x509.load_pem_x509_certificate(path.read_bytes()).extensions
    names = found.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(address) for address in names.get_values_for_type(x509.IPAddress)}
