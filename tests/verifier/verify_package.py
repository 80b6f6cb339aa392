#!/usr/bin/env python3
"""A second, independent verifier of disclosure packages and receipts.

Written from the format's description and the standards (RFC 8493, RFC 8785, DSSE v1, in-toto Statement v1, RFC 6962,
C2SP notes), sharing no code with the program. Only the standard library; `cryptography` is used when it is there.

    verify_package.py PACKAGE.zip…           every check that can be made offline
    verify_package.py --receipt FILE --log-key NAME+ID+KEY
    verify_package.py --pure …               plain Python signatures even when a library is installed

Prints one JSON object a file; exit code 0 all valid, 1 not all valid, 2 usage. What only the receiver knows is not judged:
which keys are registered or revoked, and how old the rules may be.
"""

import base64
import hashlib
import json
import re
import sys
import zipfile
from datetime import datetime, timedelta, timezone

from ed25519_fallback import verify as pure_verify

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

SPKI_PREFIX = bytes.fromhex("302a300506032b6570032100")
NEEDED = {
    "publish": {"selfCheck", "confidentialityCheck", "leaderApproval"},
    "correct": {"selfCheck", "confidentialityCheck", "leaderApproval"},
    "case-response": {"selfCheck", "confidentialityCheck", "leaderApproval"},
    "report": {"leaderApproval"},
}
RELEASING = {"disclose", "discloseRedacted", "disclosePartial", "discloseTargeted"}
ROLE = {
    "selfCheck": "drafter",
    "unitHeadReview": "unitHead",
    "confidentialityCheck": "confidentialityReviewer",
    "officeCheck": "disclosureOffice",
    "leaderApproval": "leader",
}
ADMINS = {"systemAdmin", "securityAdmin", "auditAdmin"}


LAYOUT = re.compile(
    r"bagit\.txt|bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt|data/content\.json|data/files/\d{4}\.[a-z0-9]{1,8}"
    r"|metadata/(submission\.dsse\.json|review-\d\d\.dsse\.json|audit\.txt|keys\.json)"
)
REVIEW_FIELDS = (
    "reviewId reviewNo stage objectId revNo kind conclusion grounds personId rulesVersion checksDigest claimedAt".split(),
    ["delegation", "anchor"],
)
SUBMISSION_FIELDS = (
    "packageId kind objectType objectId revNo orgCode deviceId incarnation deviceSeq reviews rulesVersion auditHead"
    " bytes app nonce claimedAt".split(),
    ["base", "anchor", "request"],
)
RELAYED = ("publish", "correct", "case-response", "review-request")
CONTENT_FIELDS = {
    "zwgk.entry/1": (
        "schema kind objectType objectId revNo parents orgCode organName title scope files nonce itemKind"
        " disclosureProperty".split(),
        "docNumber formedOn body proof catalogue indexNumber summary origin propertyReason deadlineRule interpretationOf"
        " group takedown".split(),
    ),
    "zwgk.case/1": (
        "schema kind objectType objectId revNo parents orgCode organName title scope files nonce".split(),
        "docNumber formedOn body proof caseId applicationNo letterId outcome event".split(),
    ),
}
SCOPE_FIELDS = ["notBefore", "publicationPeriod", "disclosureDeadline", "validity"]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z")


class Invalid(Exception):
    """What is wrong, as a short code."""


def need(condition, code):
    if not condition:
        raise Invalid(code)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def verify_ed25519(raw_key, message, signature, pure):
    if pure or Ed25519PublicKey is None:
        return pure_verify(raw_key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(raw_key).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Invalid("base64") from None
    need(base64.b64encode(data).decode() == text, "base64")
    return data


def canonical(value):
    """RFC 8785 for the values the profile allows: keys sorted by UTF-16 code units, integers only."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(json.dumps(key, ensure_ascii=False) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(entry) for entry in value) + "]"
    if isinstance(value, str):
        # Python escapes U+007F in the same way as RFC 8785 does: not at all.
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    need(isinstance(value, int) and abs(value) <= 2**53 - 1, "number")
    return str(value)


def parse(data):
    """The fixpoint rule: bytes must be the canonical form of what they say."""
    try:
        value = json.loads(data.decode("utf-8"))
        text = canonical(value).encode("utf-8")
    except (UnicodeError, ValueError, RecursionError):
        raise Invalid("not-json") from None
    need(text == data, "not-canonical")
    return value


def exactly(value, required, optional, code):
    need(isinstance(value, dict), code)
    need(set(required) <= set(value) <= set(required) | set(optional), code)
    return value


def open_envelope(data, keys, pure):
    """(statement, payload digest, keys that signed); every signature must verify."""
    envelope = exactly(parse(data), ["payload", "payloadType", "signatures"], [], "envelope")
    need(envelope["payloadType"] == "application/vnd.in-toto+json", "payload-type")
    payload = strict_base64(envelope["payload"])
    kind = envelope["payloadType"].encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    signers = []
    for entry in envelope["signatures"]:
        exactly(entry, ["keyid", "sig"], [], "signature-entry")
        key = keys.get(entry["keyid"])
        need(key is not None, "key-unknown")
        need(key["suite"] == "ed25519-sha256", "suite")
        need(entry["keyid"] not in [signer["keyid"] for signer in signers], "duplicate-signature")
        need(verify_ed25519(key["raw"], message, strict_base64(entry["sig"]), pure), "signature")
        signers.append(key)
    need(signers, "unsigned")
    statement = exactly(parse(payload), ["_type", "predicateType", "subject", "predicate"], [], "statement")
    need(statement["_type"] == "https://in-toto.io/Statement/v1", "statement-type")
    for subject in statement["subject"]:
        exactly(subject, ["name", "digest"], [], "subject")
    return statement, sha256(payload), signers


def read_zip(path):
    """Entries of the archive, after the profile: stored, plain files, no byte outside the entries."""
    with open(path, "rb") as handle:
        raw = handle.read()
    with zipfile.ZipFile(path) as archive:
        need(archive.comment == b"", "comment")
        position = 0
        files = {}
        for info in archive.infolist():
            name = info.filename
            need(re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)+", name) and len(name) <= 180, "name")
            need(info.compress_type == 0 and info.compress_size == info.file_size, "compressed")
            need(info.flag_bits & ~(1 << 3 | 1 << 11) == 0 and info.extra == b"" and info.comment == b"", "entry")
            need(info.external_attr >> 16 & 0o170000 in (0, 0o100000), "not-a-file")
            need(info.header_offset == position, "gap")
            need(name not in files, "duplicate")
            files[name] = archive.read(info)
            position += 30 + len(name) + info.file_size + (16 if info.flag_bits & 8 else 0)
        need(archive.start_dir == position, "gap")
    directory = sum(46 + len(name) for name in files)
    need(len(raw) == position + directory + 22, "extra-bytes")
    folders = {name.split("/", 1)[0] for name in files}
    need(len(folders) == 1, "folders")
    folder = folders.pop()
    return folder, {name[len(folder) + 1 :]: data for name, data in files.items()}


def check_manifest(files, manifest, expected):
    listed = {}
    for line in files[manifest].decode("utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line)
        need(match and match[2] not in listed, "manifest-line")
        listed[match[2]] = match[1]
    need(listed == {path: sha256(files[path]) for path in expected}, "manifest")


def check_bag(folder, files):
    need(files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bagit")
    payload = [path for path in files if path.startswith("data/")]
    tags = [path for path in files if not path.startswith("data/") and path != "tagmanifest-sha256.txt"]
    check_manifest(files, "manifest-sha256.txt", payload)
    check_manifest(files, "tagmanifest-sha256.txt", tags)
    info = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode("utf-8").splitlines())
    octets = sum(len(files[path]) for path in payload)
    need(info["Payload-Oxum"] == f"{octets}.{len(payload)}", "oxum")
    need(info["External-Identifier"] == folder and info["X-Zwgk-Kind"] == "submit", "label")
    return payload


def load_keys(data):
    keys = {}
    for record in parse(data)["keys"]:
        spki = strict_base64(record["publicKey"])
        need(sha256(spki) == record["keyid"] and spki.startswith(SPKI_PREFIX), "keyid")
        keys[record["keyid"]] = {**record, "raw": spki[len(SPKI_PREFIX) :]}
    return keys


def check_delegation(review):
    """Dated, from another person, in force on the day in China (UTC+8) on which it was used."""
    delegation = review["delegation"]
    need(delegation["fromPersonId"] != review["personId"], "delegation")
    moment = datetime.fromisoformat(review["claimedAt"].replace("Z", "+00:00"))
    day = moment.astimezone(timezone(timedelta(hours=8))).date().isoformat()
    need(delegation["validFrom"] <= day <= delegation["validUntil"], "delegation")


def check_scope(content):
    scope = content["scope"]
    exactly(scope, ["audience", "channels"], SCOPE_FIELDS, "scope-fields")
    if "notBefore" in scope:
        need(content["kind"] in ("publish", "correct"), "planned-time")
        need(MOMENT.fullmatch(scope["notBefore"]), "planned-time")
    if "validity" in scope:
        need(content["kind"] == "correct" and content["parents"], "validity")
        exactly(scope["validity"], ["mark", "from", "basis"], [], "validity")
        need(scope["validity"]["mark"] in ("invalid", "repealed"), "validity")


def check_content(content):
    exactly(content, *CONTENT_FIELDS[content["schema"]], "content-fields")
    check_scope(content)
    need(not any(value is None for value in content.values()), "null")
    if content["kind"] in ("publish", "correct", "case-response"):
        public = content["scope"]["audience"]["kind"] == "public"
        if content["schema"] == "zwgk.case/1":
            need(not public, "answer-is-public")
        else:
            allowed = ("proactive",) if public else ("proactive", "onApplication")
            need(content["disclosureProperty"] in allowed, "property")


def check_request(submission, reviews, submitters):
    """A request asks for a stage nobody decided; an answer is sent by who gave it."""
    if "request" not in submission:
        return
    need(submission["kind"] == "review-request", "request")
    request = submission["request"]
    if "asks" in request:
        exactly(request, ["asks"], [], "request")
        stages = [review["stage"] for review, _, _ in reviews]
        need(request["asks"] in ROLE and request["asks"] != "selfCheck", "request")
        need(request["asks"] not in stages and "selfCheck" in stages, "request")
        need(not any(review["conclusion"] in ("returned", "referred") for review, _, _ in reviews), "conclusion")
    else:
        exactly(request, ["answers", "reasons", "checklist"], [], "request")
        need(any(signers & submitters for _, _, signers in reviews), "answer-by-another")


def check_reviews(files, keys, pure, submission, content, content_digest, submitters):
    audience = content["scope"]["audience"]["kind"]
    kind = content["kind"] if "request" in submission else submission["kind"]
    need("request" not in submission or kind in RELAYED, "relayed-kind")
    reviews = []
    for path in sorted(name for name in files if re.fullmatch(r"metadata/review-\d\d\.dsse\.json", name)):
        statement, digest, signers = open_envelope(files[path], keys, pure)
        need(statement["predicateType"] == "urn:zwgk:review:v1", "predicate-type")
        review = exactly(statement["predicate"], *REVIEW_FIELDS, "review-fields")
        need(
            [(entry["name"], entry["digest"]["sha256"]) for entry in statement["subject"]]
            == [("data/content.json", content_digest)],
            "review-of-other-content",
        )
        for field in ("objectId", "revNo"):
            need(review[field] == submission[field], "review-of-other-object")
        need(review["kind"] == kind, "review-of-other-object")
        for signer in signers:
            need(signer["owner"] == {"id": review["personId"], "type": "person"}, "not-the-person")
            need("revoked" not in signer, "revoked")
            roles = set(signer.get("roles", []))
            need(not roles & ADMINS and (ROLE[review["stage"]] in roles or "delegation" in review), "role")
        if "delegation" in review:
            check_delegation(review)
        reviews.append((review, digest, {signer["keyid"] for signer in signers}))
    check_request(submission, reviews, submitters)
    listed = sorted((entry["reviewId"], entry["sha256"]) for entry in submission["reviews"])
    need(listed == sorted((review["reviewId"], digest) for review, digest, _ in reviews), "review-list")
    stages = [review["stage"] for review, _, _ in reviews]
    need(len(set(stages)) == len(stages), "stage-twice")
    need(NEEDED.get(submission["kind"], set()) <= set(stages), "stage-missing")
    if submission["kind"] == "withdraw":
        need({"confidentialityCheck", "leaderApproval"} & set(stages), "stage-missing")
    need(len({review["personId"] for review, _, _ in reviews}) == len(reviews), "same-person")
    need(sum(len(used) for _, _, used in reviews) == len(set().union(*[used for _, _, used in reviews])), "same-key")
    need(len({review["reviewNo"] for review, _, _ in reviews}) <= 1, "review-number")
    need(len({review["reviewId"] for review, _, _ in reviews}) == len(reviews), "review-id-twice")
    if submission["kind"] in ("publish", "correct", "case-response"):
        for review, _, _ in reviews:
            need(review["conclusion"] in RELEASING, "refused")
            need(review["conclusion"] != "discloseTargeted" or audience == "targeted", "audience")


def note_key_id(name, kind, raw_key):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + raw_key).digest()[:4]


def open_checkpoint(note, name, raw_key, pure):
    """(origin, size, root) of a note that the key signed."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        match = re.fullmatch("\u2014 (\\S+) (\\S+)", line)
        need(match, "note")
        data = strict_base64(match[2])
        if match[1] == name and data[:4] == note_key_id(name, 1, raw_key):
            need(verify_ed25519(raw_key, text.encode(), data[4:], pure), "note-signature")
            origin, size, root, end = text.split("\n")
            need(end == "" and str(int(size)) == size, "checkpoint")
            return origin, int(size), strict_base64(root)
    raise Invalid("note-unsigned")


def verify_package(path, pure):
    folder, files = read_zip(path)
    need(all(LAYOUT.fullmatch(name) for name in files), "layout")
    payload = check_bag(folder, files)
    keys = load_keys(files["metadata/keys.json"])
    statement, package_digest, signers = open_envelope(files["metadata/submission.dsse.json"], keys, pure)
    need(statement["predicateType"] == "urn:zwgk:submission:v1", "predicate-type")
    submission = exactly(statement["predicate"], *SUBMISSION_FIELDS, "submission-fields")
    need(submission["packageId"] == folder, "package-id")
    subjects = {entry["name"]: entry["digest"]["sha256"] for entry in statement["subject"]}
    need(len(subjects) == len(statement["subject"]), "duplicate-subject")
    need(subjects == {path: sha256(files[path]) for path in payload}, "subjects")
    need(submission["bytes"] == sum(len(files[path]) for path in payload), "bytes")
    owners = [signer["owner"] for signer in signers]
    need({"id": submission["deviceId"], "type": "device"} in owners, "device-signature")
    need(any(owner["type"] == "person" for owner in owners), "submitter-signature")
    need(not any(ADMINS & set(signer.get("roles", [])) for signer in signers), "administrator")
    content = parse(files["data/content.json"])
    check_content(content)
    for field in ("objectType", "objectId", "revNo", "orgCode"):
        need(content[field] == submission[field], "field")
    need(content["kind"] == submission["kind"] or "request" in submission, "field")
    need(submission.get("base") in (content["parents"] or [None]), "base")
    listed = {entry["path"]: (entry["size"], entry["digest"]["sha256"]) for entry in content["files"]}
    attached = [path for path in payload if path.startswith("data/files/")]
    need(listed == {path: (len(files[path]), sha256(files[path])) for path in attached}, "attachments")
    submitters = {signer["keyid"] for signer in signers}
    check_reviews(files, keys, pure, submission, content, subjects["data/content.json"], submitters)
    audit_text = files["metadata/audit.txt"].decode("utf-8")
    head = submission["auditHead"]
    device = next(signer for signer in signers if signer["owner"]["type"] == "device")
    origin, size, root = open_checkpoint(audit_text.split("\n\n", 1)[1], head["origin"], device["raw"], pure)
    need((origin, size, base64.b64encode(root).decode()) == (head["origin"], head["size"], head["root"]), "audit-head")
    return {
        "packageId": folder,
        "packageDigest": package_digest,
        "contentDigest": subjects["data/content.json"],
        "signatures": len(signers) + len(submission["reviews"]),
    }


def root_from_path(index, size, leaf, path):
    """The root that an inclusion path leads to (RFC 6962, 2.1.1), by recursion over the tree's shape."""
    if size == 1:
        need(not path, "path-length")
        return leaf
    need(path, "path-length")
    half = 1
    while half * 2 < size:
        half *= 2
    sibling, rest = path[-1], path[:-1]
    if index < half:
        left, right = root_from_path(index, half, leaf, rest), sibling
    else:
        left, right = sibling, root_from_path(index - half, size - half, leaf, rest)
    return hashlib.sha256(b"\x01" + left + right).digest()


def verify_receipt(path, log_key, pure):
    name, key_id, material = log_key.split("+", 2)
    data = strict_base64(material)
    need(data[0] == 1 and note_key_id(name, 1, data[1:]).hex() == key_id, "log-key")
    with open(path, "rb") as handle:
        receipt = exactly(parse(handle.read()), ["leaf", "proof"], [], "receipt")
    leaf = canonical(receipt["leaf"]).encode("utf-8")
    head, note = receipt["proof"].split("\n\n", 1)
    lines = head.split("\n")
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "proof")
    index = int(lines[1][6:])
    origin, size, root = open_checkpoint(note, name, data[1:], pure)
    need(origin == name and 0 <= index < size, "index")
    path_hashes = [strict_base64(line) for line in lines[2:]]
    leaf_hash = hashlib.sha256(b"\x00" + leaf).digest()
    need(root_from_path(index, size, leaf_hash, path_hashes) == root, "not-included")
    return {"packageId": receipt["leaf"]["packageId"], "outcome": receipt["leaf"]["outcome"], "logIndex": index}


def judge(check, *arguments):
    """The result of a check as JSON; whatever a hostile file makes Python stumble over counts as malformed."""
    try:
        return {"valid": True, **check(*arguments)}
    except Invalid as problem:
        return {"valid": False, "problem": str(problem)}
    except (zipfile.BadZipFile, KeyError, IndexError, TypeError, ValueError, AttributeError, NotImplementedError) as problem:
        return {"valid": False, "problem": "malformed", "kind": type(problem).__name__}


def main(arguments):
    pure = "--pure" in arguments
    arguments = [argument for argument in arguments if argument != "--pure"]
    if len(arguments) == 4 and arguments[0] == "--receipt" and arguments[2] == "--log-key":
        results = [judge(verify_receipt, arguments[1], arguments[3], pure)]
    elif arguments and not arguments[0].startswith("-"):
        results = [judge(verify_package, path, pure) for path in arguments]
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for result in results:
        print(json.dumps(result))
    return 0 if all(result["valid"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
