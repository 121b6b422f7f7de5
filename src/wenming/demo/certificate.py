"""A self-signed certificate for the demonstration: phones give camera and place to https only."""

import ipaddress
import socket
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wenming.core.clock import now

DAYS = 365


def own_address() -> str:
    """This machine's address on the local network, or the loopback address without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; chooses the outgoing interface
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def ensure(folder: Path) -> tuple[Path, Path]:
    """Paths of certificate and key in `folder`; made anew when absent, over or for another address."""
    cert_path, key_path = folder / "cert.pem", folder / "key.pem"
    if not (cert_path.exists() and key_path.exists() and _holds(cert_path)):
        folder.mkdir(parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        key_path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        key_path.chmod(0o600)
        cert_path.write_bytes(_certificate(key).public_bytes(serialization.Encoding.PEM))
    return cert_path, key_path


def _holds(path: Path) -> bool:
    """Whether a certificate is still valid, and for the address that this machine has now."""
    cert = x509.load_pem_x509_certificate(path.read_bytes())
    names = cert.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    return own_address() in addresses and now() < cert.not_valid_after_utc


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wenming demo")])
    names = [x509.DNSName("localhost")]
    addresses = {own_address(), "127.0.0.1"}
    hosts = x509.SubjectAlternativeName(
        [*names, *(x509.IPAddress(ipaddress.ip_address(a)) for a in sorted(addresses))]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=DAYS))
        .add_extension(hosts, critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
