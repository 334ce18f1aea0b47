"""Short texts signed by one or more keys, as the logs and witnesses of the world write them.

A note is its text, an empty line, and a line for each signature. A key has a name, mostly an
address without its scheme, and is written on one line as others can copy it. A witness signs with
the moment beside it (a cosignature).

Source: techniek#c2sp-signed-note
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNS, COSIGNS = 1, 4  # the kinds of key, each with the number that the format gives it
_PRIVATE = "PRIVATE+KEY+"
_DASH = "— "
MOST_SIGNATURES = 16


class NoteFaultyError(ValueError):
    """This is no note, no key, or a signature that is wrong."""


@dataclass(frozen=True)
class VerifierKey:
    """What anybody may know of a key: enough to check its signatures."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key signed; no proof of anything."""
        material = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(material).digest()[:4]

    def __str__(self) -> str:
        encoded = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    def check(self, text: str, signature: bytes) -> int:
        """Raises NoteFaultyError when this key did not sign that text.

        Returns the moment of a cosignature in seconds since 1970; 0 for another key.
        """
        moment, message = 0, text
        if self.kind == COSIGNS:
            moment = int.from_bytes(signature[:8], "big")
            message, signature = _cosigned(text, moment), signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message.encode())
        except (InvalidSignature, ValueError) as error:
            raise NoteFaultyError(f"The signature of {self.name} is wrong.") from error
        return moment


@dataclass(frozen=True, repr=False)
class SigningKey:
    """A key that signs. Its text is a secret, and stays outside the database."""

    name: str
    kind: int
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """The half that everybody may know."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifierKey(self.name, self.kind, public.public_bytes_raw())

    def secret(self) -> str:
        """How the key is kept, on one line."""
        encoded = base64.b64encode(bytes([self.kind]) + self.seed).decode()
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{encoded}"

    def sign(self, text: str, *, moment: int = 0) -> str:
        """The signature line for a text, without its end; ``moment`` is for a cosignature."""
        message, before = text, b""
        if self.kind == COSIGNS:
            message, before = _cosigned(text, moment), moment.to_bytes(8, "big")
        signed = Ed25519PrivateKey.from_private_bytes(self.seed).sign(message.encode())
        encoded = base64.b64encode(self.verifier.key_id + before + signed).decode()
        return f"{_DASH}{self.name} {encoded}"


def _cosigned(text, moment):
    return f"cosignature/v1\ntime {moment}\n{text}"


def new_key(name: str, *, kind: int = SIGNS) -> SigningKey:
    """A new key of this name. Raises NoteFaultyError for a name with a space or a plus."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise NoteFaultyError("The name of a key holds no space and no plus.")
    return SigningKey(name, kind, secrets.token_bytes(32))


def read_signing_key(text: str) -> SigningKey:
    """The key that was kept as this line. Raises NoteFaultyError."""
    if not text.startswith(_PRIVATE):
        raise NoteFaultyError("This is no key to sign with.")
    name, key_id, kind, seed = _key_parts(text.removeprefix(_PRIVATE).strip())
    key = SigningKey(name, kind, seed)
    if key.verifier.key_id != key_id:
        raise NoteFaultyError("The key does not fit its own name.")
    return key


def read_verifier_key(text: str) -> VerifierKey:
    """The key that is written as this line. Raises NoteFaultyError."""
    name, key_id, kind, public = _key_parts(text.strip())
    key = VerifierKey(name, kind, public)
    if key.key_id != key_id:
        raise NoteFaultyError("The key does not fit its own name.")
    return key


def _key_parts(text):
    try:
        name, key_id, encoded = text.split("+", 2)
        material = base64.b64decode(encoded, validate=True)
        parts = name, bytes.fromhex(key_id), material[0], material[1:]
    except (ValueError, IndexError) as error:
        raise NoteFaultyError("This is no key.") from error
    if not name or parts[2] not in (SIGNS, COSIGNS) or len(parts[3]) != 32:
        raise NoteFaultyError("This is no key that we know.")
    return parts


@dataclass(frozen=True)
class Signature:
    """One line below a note: by whom, and its bytes."""

    name: str
    key_id: bytes
    signed: bytes
    line: str


@dataclass(frozen=True)
class Note:
    """A text with its signatures, of which nothing is believed before a key checked it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{signature.line}\n" for signature in self.signatures)

    def checked_by(self, key: VerifierKey) -> int | None:
        """The moment (0 without one) at which this key signed; None when it did not.

        Raises NoteFaultyError for a signature that says to be of this key and is wrong.
        """
        for signature in self.signatures:
            if (signature.name, signature.key_id) == (key.name, key.key_id):
                return key.check(self.text, signature.signed)
        return None


def read_note(written: str) -> Note:
    """What is written as a note. Raises NoteFaultyError."""
    text, empty_line, below = written.rpartition("\n\n")
    if not empty_line or not below.endswith("\n"):
        raise NoteFaultyError("There is no signature below an empty line.")
    signatures = read_signatures(below)
    if any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise NoteFaultyError("A note holds lines of letters, and nothing else.")
    return Note(text + "\n", signatures)


def read_signatures(below: str) -> tuple[Signature, ...]:
    """The lines below a note. Raises NoteFaultyError."""
    lines = below.splitlines()
    if not 1 <= len(lines) <= MOST_SIGNATURES:
        raise NoteFaultyError("A note has one signature at least, and not too many.")
    return tuple(_signature(line) for line in lines)


def _signature(line):
    name, _space, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        signed = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise NoteFaultyError("A signature is not written as one.") from error
    if not line.startswith(_DASH) or not name or len(signed) < 5:
        raise NoteFaultyError("A signature is not written as one.")
    return Signature(name, signed[:4], signed[4:], line)
