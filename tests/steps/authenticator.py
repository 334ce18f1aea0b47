"""A passkey without a device: makes and shows credentials as a browser would (WebAuthn level 2)."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, HAS_KEY = 1, 4, 64


class Authenticator:
    """One device. ``origin`` is the site that the browser is at, whatever a page says; ``looks`` is
    whether it looks who holds it, before it shows anything."""

    def __init__(self, origin="https://testserver"):
        self.origin, self.user_handle, self.looks = origin, b"", True
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(16)

    def make(self, options):
        """What a browser sends after ``navigator.credentials.create``."""
        options = options["publicKey"]
        self.user_handle = websafe_decode(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1}
        public |= {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id
        data = self._data(options["rp"]["id"], PRESENT | VERIFIED | HAS_KEY)
        data += attested + cbor.encode(public)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options["challenge"])
        return self._credential(
            clientDataJSON=said, attestationObject=statement, extensions={"credProps": {"rk": True}}
        )

    def show(self, options):
        """What a browser sends after ``navigator.credentials.get``."""
        options = options["publicKey"]
        data = self._data(options["rpId"], PRESENT | (VERIFIED if self.looks else 0))
        said = self._said("webauthn.get", options["challenge"])
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=said,
            authenticatorData=data,
            signature=signed,
            userHandle=self.user_handle,
        )

    def _data(self, site, flags):
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + bytes(4)

    def _said(self, kind, challenge):
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _credential(self, *, extensions=None, **response):
        key = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": key,
                "rawId": key,
                "type": "public-key",
                "response": {name: websafe_encode(value) for name, value in response.items()},
                "clientExtensionResults": extensions or {},
            }
        )
