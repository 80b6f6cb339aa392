import { businessRoles, type BusinessRole } from "../../../../shared/domain/access/roles.ts";
import { readAllPersonKeys, readPersonName } from "../../../../db/readers/people.ts";
import { readRemotePeople } from "../../../../db/readers/review-requests.ts";
import { replacePersonKey } from "../../../../db/writers/people.ts";
import { insertRemotePerson } from "../../../../db/writers/review-requests.ts";
import type { RemotePersonRow } from "../../../../shared/contract/review-requests.ts";
import { fromBase64 } from "../../../../shared/sync-protocol/bytes.ts";
import { adminRoles, parseKeyList, type KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import { write, type Work } from "../work.ts";

/**
 * All that the person is over there, 承办人 too: what is registered here decides over the key a package carries, so a
 * drafter without the role would make every request that begins with the own self-check fail.
 */
const rolesOf = (record: KeyRecord): readonly BusinessRole[] =>
  businessRoles.filter((role) => record.roles?.includes(role));

/**
 * A key of a person who could review, by an own role or for somebody under a delegation: no administrator, not revoked,
 * of the suite decisions are signed with.
 */
const couldReview = (record: KeyRecord): boolean =>
  record.owner.type === "person" &&
  !record.revoked &&
  record.suite === "ed25519-sha256" &&
  record.roles?.some((role) => adminRoles.includes(role)) !== true;

export async function listRemotePeople(work: Work) {
  const people = await readRemotePeople(work.db);
  return answer(
    people.map((person): RemotePersonRow => ({
      personId: person.personId,
      personName: person.personName,
      unitName: person.unitName,
      roles: person.roles,
      fingerprint: person.keyid,
    })),
  );
}

export async function readRemoteKeys(work: Work, input: { keys: Uint8Array }) {
  const list = parseKeyList(nodeCrypto.sha256, input.keys);
  if (!list.ok) return refuse("key-list-unreadable");
  const known = new Set((await readAllPersonKeys(work.db)).map((key) => key.keyid));
  return answer(
    list.value
      .filter((record) => couldReview(record) && !known.has(record.keyid))
      .map((record) => ({
        keyid: record.keyid,
        roles: rolesOf(record),
      })),
  );
}

export async function registerRemotePerson(
  work: Work,
  input: { keys: Uint8Array; keyid: string; personName: string; unitName: string },
) {
  const list = parseKeyList(nodeCrypto.sha256, input.keys);
  if (!list.ok) return refuse("key-list-unreadable");
  const record = list.value.find((each) => each.keyid === input.keyid);
  const publicKey = record && fromBase64(record.publicKey);
  if (!record || !publicKey || !couldReview(record)) return refuse("unknown-key");
  const personId = record.owner.id;
  // A person of this machine decides here; the same person twice could hold two stages.
  if (await readPersonName(work.db, personId)) return refuse("person-here-already");
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await insertRemotePerson(tx, {
      personId,
      accountId: work.ports.newId(),
      personName: input.personName,
      unitName: input.unitName,
      roles: rolesOf(record),
      registeredBy: work.actor.accountId,
      at,
    });
    await replacePersonKey(tx, {
      keyid: record.keyid,
      personId,
      publicKey,
      wrappedPrivateKey: new Uint8Array(0),
      at,
    });
    audit({
      act: "account.remoteRegistered",
      subjectKind: "person",
      subjectId: personId,
      detail: { keyid: record.keyid, roles: rolesOf(record) },
    });
  });
  work.changed("accounts");
  return answer({ personId });
}
