#!/usr/bin/env python3
"""A second, independent verifier of disclosure packages and receipts.

Written from the format's description and the standards (RFC 8493, RFC 8785, DSSE v1, in-toto Statement v1, RFC 6962,
C2SP notes), sharing no code with the program. Only the standard library; `cryptography` is used when it is there.

    verify_package.py PACKAGE.zip…           every check that can be made offline
    verify_package.py --keys LIST --delegations LIST PACKAGE.zip…
                                             the same, and decisions under a delegation held against the unit's register
    verify_package.py --receipt FILE --log-key NAME+ID+KEY
    verify_package.py --pure …               plain Python signatures even when a library is installed

Prints one JSON object a file; exit code 0 all valid, 1 not all valid, 2 usage. What only the receiver knows is not judged:
which keys are registered or revoked, and how old the rules may be; and, without the two lists, what a delegation really lent.
"""

import base64
import hashlib
import json
import os
import re
import struct
import sys
import zlib
from datetime import date, datetime, timedelta, timezone

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
DELEGATION_FIELDS = (
    "delegationId kind stage fromPersonId toPersonId validFrom validUntil orgCode claimedAt".split(),
    ["reviewNo", "endedAt"],
)
MOST_DELEGATED_DAYS = 90
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
MOST_BYTES = 2 * 1024**3
MOST_ENTRIES = 2000
SCOPE_FIELDS = ["namedChannels", "notBefore", "publicationPeriod", "disclosureDeadline", "validity"]
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
    """Entries of the archive, read by hand: it must be exactly its entries, its directory and its end record.

    A ZIP library is forgiving where readers differ; here every field that another reader might go by is looked at.
    """
    need(os.path.getsize(path) <= MOST_BYTES, "too-large")
    with open(path, "rb") as handle:
        raw = handle.read()
    need(len(raw) >= 22 and raw[-22:-18] == b"PK\5\6", "no-end-record")
    disk, start_disk, here, total, size, start, comment = struct.unpack("<HHHHIIH", raw[-18:])
    need(comment == 0, "comment")
    need((disk, start_disk, here) == (0, 0, total), "several-disks")
    need(0 < total <= MOST_ENTRIES, "entries")
    need(start + size == len(raw) - 22, "directory")
    files, seen, position, at = {}, set(), 0, start
    for _ in range(total):
        need(at + 46 <= len(raw) - 22 and raw[at : at + 4] == b"PK\1\2", "directory")
        (needed, flags, method, stamp, crc, packed, length, name_length, extra, note, first_disk, attributes, offset) = struct.unpack(
            "<HHHIIIIHHHH2xII", raw[at + 6 : at + 46]
        )
        need(flags & ~(1 << 3 | 1 << 11) == 0, "flags")
        need(method == 0 and packed == length, "compressed")
        need(extra == 0 and note == 0 and first_disk == 0, "entry")
        need(not attributes & 0x10 and attributes >> 16 & 0o170000 in (0, 0o100000), "not-a-file")
        name = raw[at + 46 : at + 46 + name_length]
        need(name_length <= 180 and len(name) == name_length, "name")
        need(re.fullmatch(rb"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)+", name), "name")
        need(name not in seen, "duplicate")
        seen.add(name)
        at += 46 + name_length
        # The local header says the same, field by field: version, flags, method, time and date, sum, sizes, name.
        need(offset == position, "gap")
        local = struct.pack("<HHHIIIIHH", needed, flags, method, stamp, crc, length, length, name_length, 0)
        need(raw[position : position + 30 + name_length] == b"PK\3\4" + local + name, "headers-differ")
        position += 30 + name_length
        data = raw[position : position + length]
        need(position + length <= start and zlib.crc32(data) == crc, "crc")
        position += length
        if flags & 1 << 3:
            descriptor = b"PK\7\x08" + struct.pack("<III", crc, length, length)
            need(raw[position : position + 16] == descriptor, "descriptor")
            position += 16
        files[name.decode("ascii")] = data
    need(position == start and at == len(raw) - 22, "gap")
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


def moment(text):
    need(MOMENT.fullmatch(text), "time")
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def day_in_china(text):
    return moment(text).astimezone(timezone(timedelta(hours=8))).date()


def read_register(keys_path, delegations_path, pure):
    """The delegations of a file, by id, as the keys of the unit let them stand: what a deputy says of them proves nothing."""
    with open(keys_path, "rb") as handle:
        keys = load_keys(handle.read())
    with open(delegations_path, "rb") as handle:
        listed = exactly(parse(handle.read()), ["schema", "delegations"], [], "delegations")
    need(listed["schema"] == "zwgk.delegations/1", "delegations")
    register = {}
    for envelope in listed["delegations"]:
        predicate = open_delegation(canonical(envelope).encode("utf-8"), keys, pure)
        known = register.get(predicate["delegationId"])
        ended = {key: value for key, value in predicate.items() if key not in ("endedAt", "claimedAt")}
        if known is not None:
            # The end of a delegation says of it what was registered, and that it ended.
            need(predicate == known or "endedAt" in predicate or "endedAt" in known, "delegation-twice")
            need(all(known.get(key) == value for key, value in ended.items()), "delegation-twice")
            predicate = predicate if "endedAt" in predicate else known
        register[predicate["delegationId"]] = predicate
    return register


def open_delegation(data, keys, pure):
    """One delegation: signed by the security administrator of the unit, lent by a holder of the stage to no administrator."""
    statement, _, signers = open_envelope(data, keys, pure)
    need(statement["predicateType"] == "urn:zwgk:delegation:v1", "predicate-type")
    lent = exactly(statement["predicate"], *DELEGATION_FIELDS, "delegation-fields")
    subject = [(entry["name"], entry["digest"]["sha256"]) for entry in statement["subject"]]
    need(subject == [("delegation", sha256(lent["delegationId"].encode("utf-8")))], "delegation-subject")
    need(len(signers) == 1 and signers[0]["owner"]["type"] == "person", "delegation-signer")
    signer = signers[0]
    need("revoked" not in signer, "revoked")
    need(signer.get("orgCode") == lent["orgCode"], "delegation-signer")
    parties = (lent["fromPersonId"], lent["toPersonId"])
    confirms = "securityAdmin" in signer.get("roles", []) and signer["owner"]["id"] not in parties
    ends = signer["owner"]["id"] == lent["fromPersonId"] or "disclosureOffice" in signer.get("roles", [])
    need(confirms or ("endedAt" in lent and ends), "delegation-signer")
    days = (date.fromisoformat(lent["validUntil"]) - date.fromisoformat(lent["validFrom"])).days + 1
    need(parties[0] != parties[1] and 1 <= days <= MOST_DELEGATED_DAYS, "delegation-days")
    need(lent["kind"] in ("deputy", "emergency"), "delegation-kind")
    emergency = lent["kind"] == "emergency"
    need(("reviewNo" in lent) == emergency and (days == 1 or not emergency), "delegation-days")
    if "endedAt" not in lent:
        roles = lambda person: {
            role
            for key in keys.values()
            if key["owner"] == {"id": person, "type": "person"} and key.get("orgCode") == lent["orgCode"] and "revoked" not in key
            for role in [*key.get("roles", []), "known"]
        }
        deputy = roles(lent["toPersonId"])
        need("known" in deputy and not deputy & ADMINS, "deputy")
        may_lend = {"disclosureOffice", "leader"} if emergency else {ROLE[lent["stage"]]}
        need(roles(lent["fromPersonId"]) & may_lend, "lender")
    return lent


def check_delegation(review, register):
    """Dated, from another person, in force on the day in China (UTC+8) on which it was used; and as it is registered."""
    claimed = exactly(review["delegation"], ["delegationId", "fromPersonId", "validFrom", "validUntil"], [], "delegation")
    need(claimed["fromPersonId"] != review["personId"], "delegation")
    day = day_in_china(review["claimedAt"]).isoformat()
    need(claimed["validFrom"] <= day <= claimed["validUntil"], "delegation")
    if register is None:
        return
    lent = register.get(claimed["delegationId"])
    need(lent is not None, "delegation-not-registered")
    need(all(lent[field] == claimed[field] for field in claimed), "delegation-differs")
    need(lent["toPersonId"] == review["personId"] and lent["stage"] == review["stage"], "delegation-differs")
    need(lent["kind"] == "deputy" or lent["reviewNo"] == review["reviewNo"], "delegation-differs")
    need("endedAt" not in lent or moment(review["claimedAt"]) <= moment(lent["endedAt"]), "delegation-ended")


def stand_behind(review, register):
    """Whose decision it is: a right that a deputy was lent does not get round the separation of the stages."""
    people = {review["personId"]}
    if register and "delegation" in review and register[review["delegation"]["delegationId"]]["kind"] == "deputy":
        people.add(review["delegation"]["fromPersonId"])
    return people


def check_scope(content):
    scope = content["scope"]
    exactly(scope, ["audience", "channels"], SCOPE_FIELDS, "scope-fields")
    if "namedChannels" in scope:
        named = [exactly(channel, ["id", "kind", "name"], [], "named-channel") for channel in scope["namedChannels"]]
        need(named and len({channel["id"] for channel in named}) == len(named), "named-channel")
        need({channel["kind"] for channel in named} == set(scope["channels"]), "named-channel")
        need(len(set(scope["channels"])) == len(scope["channels"]), "named-channel")
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
        exactly(request, ["asks"], ["of"], "request")
        stages = [review["stage"] for review, _, _ in reviews]
        need(request["asks"] in ROLE and request["asks"] != "selfCheck", "request")
        need(request["asks"] not in stages and "selfCheck" in stages, "request")
        need(not any(review["conclusion"] in ("returned", "referred") for review, _, _ in reviews), "conclusion")
    else:
        exactly(request, ["answers", "reasons", "checklist"], ["deferUntil"], "request")
        need(any(signers & submitters for _, _, signers in reviews), "answer-by-another")


def check_reviews(files, keys, pure, submission, content, content_digest, submitters, register):
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
            check_delegation(review, register)
        reviews.append((review, digest, {signer["keyid"] for signer in signers}))
    check_request(submission, reviews, submitters)
    listed = sorted((entry["reviewId"], entry["sha256"]) for entry in submission["reviews"])
    need(listed == sorted((review["reviewId"], digest) for review, digest, _ in reviews), "review-list")
    stages = [review["stage"] for review, _, _ in reviews]
    need(len(set(stages)) == len(stages), "stage-twice")
    need(NEEDED.get(submission["kind"], set()) <= set(stages), "stage-missing")
    if submission["kind"] == "withdraw":
        need({"confidentialityCheck", "leaderApproval"} & set(stages), "stage-missing")
    behind = [stand_behind(review, register) for review, _, _ in reviews]
    need(sum(len(people) for people in behind) == len(set().union(*behind)), "same-person")
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


def verify_package(path, pure, register=None):
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
    check_reviews(files, keys, pure, submission, content, subjects["data/content.json"], submitters, register)
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


MALFORMED = (struct.error, KeyError, IndexError, TypeError, ValueError, AttributeError, NotImplementedError)


def judge(check, *arguments):
    """The result of a check as JSON; whatever a hostile file makes Python stumble over counts as malformed."""
    try:
        return {"valid": True, **check(*arguments)}
    except Invalid as problem:
        return {"valid": False, "problem": str(problem)}
    except MALFORMED as problem:
        return {"valid": False, "problem": "malformed", "kind": type(problem).__name__}


def main(arguments):
    pure = "--pure" in arguments
    arguments = [argument for argument in arguments if argument != "--pure"]
    register = None
    if arguments[:1] == ["--keys"] and arguments[2:3] == ["--delegations"] and len(arguments) > 4:
        try:
            register = read_register(arguments[1], arguments[3], pure)
        except (Invalid, *MALFORMED) as problem:
            print(json.dumps({"valid": False, "delegations": str(problem)}))
            return 1
        arguments = arguments[4:]
    if len(arguments) == 4 and arguments[0] == "--receipt" and arguments[2] == "--log-key":
        results = [judge(verify_receipt, arguments[1], arguments[3], pure)]
    elif arguments and not arguments[0].startswith("-"):
        results = [judge(verify_package, path, pure, register) for path in arguments]
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for result in results:
        print(json.dumps(result))
    return 0 if all(result["valid"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
