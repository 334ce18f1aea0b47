"""Is this proof true? One file to read and to run anywhere: Python 3.11, and nothing else.

    python3 checker.py --key KEY [--witness KEY] [--words FILE] PROOF [PROOF ...]

KEY is the public key of the journal (name+number+letters): take it from paper or from the council,
and not only from the website that is checked. A witness stands outside the municipality and signed
along; a proof without the signature of --witness is refused. --words is a file with your own words,
exactly as you sent them, or with the adopted text. Two proofs may not show two faces of one journal.

A proof holds one entry of the journal (JSON), a salt for the words (not the words), the path from
the entry to the root over all entries (RFC 6962), and a checkpoint: size and root, signed (Ed25519,
RFC 8032; C2SP signed note and cosignature). Exit code: 0 true, 1 not true, 2 not readable.
"""

import argparse
import base64
import hashlib
import json
import sys
from datetime import UTC, datetime

# Ed25519 over the field of 2^255 - 19, in the coordinates (X, Y, Z, T) of RFC 8032, 5.1.4.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


class UntrueError(Exception):
    """What this proof says does not hold, and why."""


def added(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


def x_of(y, sign):
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P  # times the root of -1
    if y >= P or (x * x - squared) % P or (x == 0 and sign):
        raise UntrueError("een handtekening of sleutel is geen punt op de kromme")
    return P - x if x & 1 != sign else x


def point_of(written):
    sign, y = divmod(int.from_bytes(written, "little"), 2**255)
    x = x_of(y, sign)
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    """Whether this signature of 64 bytes is of the owner of ``public`` over ``message``."""
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or len(public) != 32 or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    h = int.from_bytes(digest, "little") % ORDER
    left, right = times(s, BASE), added(point_of(signature[:32]), times(h, point_of(public)))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# RFC 8032, 7.1: public key, message and signature.
VECTORS = [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a  e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c 72 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 af82 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
]


def self_test():
    for vector in VECTORS:
        given = [bytes.fromhex(part) for part in vector.split(" ")]
        if not is_signed(*given) or is_signed(given[0], given[1] + b"x", given[2]):
            raise UntrueError("het rekenwerk in dit bestand klopt niet met RFC 8032")


def read_key(text):
    """Name, number and key out of ``name+number+letters``; with 4 in front it cosigns."""
    name, number, letters = text.strip().split("+", 2)
    material = base64.b64decode(letters)
    expected = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if expected.hex() != number or material[0] not in (1, 4):
        raise ValueError("dit is geen sleutel")
    return name, expected, material[0], material[1:]


def signed_by(key, text, lines):
    """When this key signed the text below (0 for the journal itself); None when it did not."""
    name, number, kind, public = key
    for line in lines:
        dash, signer, letters = line.split(" ")
        signature = base64.b64decode(letters)
        if (dash, signer, signature[:4]) != ("\u2014", name, number):
            continue
        signature, moment, message = signature[4:], 0, text
        if kind == 4:
            moment, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = f"cosignature/v1\ntime {moment}\n{text}"
        if not is_signed(public, message.encode(), signature):
            raise UntrueError(f"de handtekening van {name} is vals")
        return moment
    return None


def root_from(entry, index, size, path):
    """The root to which this entry leads along the path (RFC 6962, 2.1.1)."""
    fingerprint = hashlib.sha256(entry.encode()).digest()
    root, last = hashlib.sha256(b"\x00" + fingerprint).digest(), size - 1
    for beside in path:
        if index & 1 or index == last:
            root = hashlib.sha256(b"\x01" + beside + root).digest()
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            root = hashlib.sha256(b"\x01" + root + beside).digest()
        index, last = index >> 1, last >> 1
    return root if last == 0 else b""


def read_proof(written):
    """What stands in a proof: {entry, salt, later, index, path, text, lines, origin, size, root}."""
    above, text_and_more = written.split("\n\n", 1)
    text, below = text_and_more.rsplit("\n\n", 1)
    first, *rows = above.split("\n")
    if first != "speelruimte/bewijs@v1":
        raise ValueError("dit is geen bewijs")
    start = rows.index("c2sp.org/tlog-proof@v1")
    named = dict(row.split(" ", 1) for row in rows[:start])
    origin, size, root = text.split("\n")[:3]
    number, path, later = (named.get("later", "") + "  ").split(" ", 2)
    return {
        "entry": named["regel"],
        "salt": named.get("zout", ""),
        "later": number and (later.strip(), int(number), hashes(path.split(","))),
        "index": int(rows[start + 1].split(" ")[1]),
        "path": hashes(rows[start + 2 :]),
        "text": text + "\n",
        "lines": below.strip().split("\n"),
        "head": (origin, int(size), base64.b64decode(root)),
    }


def hashes(rows):
    return [base64.b64decode(row) for row in rows if row]


def day(moment):
    return moment.strftime("%d-%m-%Y om %H.%M uur (UTC)")


def check(proof, key, witnesses, words=None):
    """Raises UntrueError, or tells line by line what holds."""
    origin, size, root = proof["head"]
    if origin != key[0] or signed_by(key, proof["text"], proof["lines"]) is None:
        raise UntrueError(f"het controlepunt is niet getekend door {key[0]}")
    entries = [(proof["entry"], proof["index"], proof["path"]), proof["later"]]
    for entry, index, path in filter(None, entries):
        if not index < size or root_from(entry, index, size, path) != root:
            raise UntrueError("deze regel staat niet in het getekende logboek")
        if json.loads(entry)["number"] != index + 1:
            raise UntrueError("het nummer van de regel past niet bij haar plaats")
    said = json.loads(proof["entry"])
    yield f"Deze regel staat in het logboek van {origin}: regel {said['number']} van {size}."
    yield f"  {said['verb']} {said['about']} {said['case_number']}".rstrip()
    yield f"  Opgeschreven op {day(datetime.fromisoformat(said['recorded_at']))}."
    for witness in witnesses:
        moment = signed_by(witness, proof["text"], proof["lines"])
        if moment is None:
            raise UntrueError(f"{witness[0]} heeft dit logboek niet meegetekend")
        seen = day(datetime.fromtimestamp(moment, UTC))
        yield f"Meegetekend door {witness[0]} op {seen}."
    yield from check_words(said, proof, words)


def check_words(said, proof, words):
    facts = dict(said["facts"])
    if proof["later"]:
        later = json.loads(proof["later"][0])
        about = {later["about"], later["facts"].get("of"), later["facts"].get("text_of")}
        if not about & {said["about"], f"agreement:{facts.get('pk')}"}:
            raise UntrueError("de latere regel gaat over iets anders")
        what = "Rechtmatig gewist" if later["verb"].startswith("erased") else "Later aangepast"
        yield f"{what} op {day(datetime.fromisoformat(later['recorded_at']))}."
        facts.update({f"later_{name}": fact for name, fact in later["facts"].items()})
    if words is None:
        return
    forms = {words.replace("\r\n", "\n").replace("\n", end) for end in ("\n", "\r\n")} | {words}
    forms |= {form.rstrip("\r\n") for form in forms}
    made = {hashlib.sha256((proof["salt"] + form).encode()).hexdigest() for form in forms}
    if not made & {fact for name, fact in facts.items() if name.endswith("fingerprint")}:
        raise UntrueError("deze woorden zijn niet wat er in het logboek staat")
    yield "De woorden zijn precies zoals ze in het logboek staan."


def check_faces(proofs):
    """The same journal of the same size has one root, whoever looks at it."""
    roots = {}
    for origin, size, root in (proof["head"] for proof in proofs):
        if roots.setdefault((origin, size), root) != root:
            raise UntrueError(f"dit logboek toont twee gezichten: {size} regels, en twee wortels")


def read_file(name):
    with open(name, encoding="utf-8", newline="") as opened:
        return opened.read()


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--key", default="")
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("--words")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("proofs", nargs="*")
    given = parser.parse_args(argv)
    try:
        self_test()
        said, code = ["Het rekenwerk klopt met RFC 8032."] if given.self_test else [], 0
        words = read_file(given.words) if given.words else None
        proofs = [read_proof(read_file(name)) for name in given.proofs]
        witnesses = [read_key(text) for text in given.witness]
        for proof in proofs:
            said += check(proof, read_key(given.key), witnesses, words)
        check_faces(proofs)
    except UntrueError as untrue:
        said, code = [f"Klopt niet: {untrue}."], 1
    except (OSError, KeyError, IndexError, TypeError, ValueError) as unread:
        said, code = [f"Niet te lezen: {unread}."], 2
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return code


if __name__ == "__main__":
    sys.exit(main())
