import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { canonicalBytes, parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { ServerDb } from "../store/schema.ts";
import { replaceFile } from "./durable-files.ts";

/**
 * The operators beside the database, so that a rebuild keeps them: the log holds no names and no passphrase hashes. The
 * file is authenticated under a key derived from the bag key, and each row must stand in the signed log by id and role:
 * whoever changes the file, or adds a row to an old one, restores nobody.
 */

const bytes = z.base64();
const row = z.strictObject({
  operatorId: z.uuid(),
  name: z.string().min(1).max(200),
  role: z.enum(["systemAdmin", "securityAdmin", "auditAdmin"]),
  salt: bytes,
  passphraseHash: bytes,
});
const body = z.strictObject({ schema: z.literal("zwgk.operators/1"), operators: z.array(row).max(1000) });
const file = z.strictObject({ body, mac: z.string().regex(/^[0-9a-f]{64}$/) });

const pathIn = (folder: string): string => join(folder, "operators.json");

function macOf(master: Uint8Array, content: z.output<typeof body>): Buffer {
  const key = Buffer.from(hkdfSync("sha256", master, new Uint8Array(0), "zwgk operators file", 32));
  return createHmac("sha256", key).update(canonicalBytes(content)).digest();
}

/** Writes who is operator now; after every change, and at the start for servers of before. */
export async function writeOperatorsFile(db: ServerDb, folder: string, master: Uint8Array): Promise<void> {
  const rows = await db
    .selectFrom("operator")
    .selectAll()
    .where("ended_at", "is", null)
    .orderBy("operator_id")
    .execute();
  if (rows.length === 0) return;
  const content = {
    schema: "zwgk.operators/1" as const,
    operators: rows.map((each) => ({
      operatorId: each.operator_id,
      name: each.name,
      role: each.role,
      salt: Buffer.from(each.salt).toString("base64"),
      passphraseHash: Buffer.from(each.passphrase_hash).toString("base64"),
    })),
  };
  const mac = macOf(master, content).toString("hex");
  const now = canonicalBytes({ body: content, mac });
  const path = pathIn(folder);
  if (existsSync(path) && Buffer.from(now).equals(readFileSync(path))) return;
  await replaceFile(path, now);
}

export interface RestoredOperators {
  readonly file: "good" | "absent" | "forged";
  readonly operators: number;
  /** In the log, and not in the file: to be added anew. */
  readonly operatorsMissing: number;
}

/** Who became operator, by the log. */
async function operatorsOfLog(db: ServerDb): Promise<ReadonlyMap<string, string>> {
  const entries = await db.selectFrom("log_entry").select("leaf").orderBy("idx").execute();
  const known = new Map<string, string>();
  for (const entry of entries) {
    const leaf = parseLeaf(new Uint8Array(entry.leaf));
    if (!leaf.ok || leaf.value.type !== "role" || leaf.value.facts["what"] !== "operator") continue;
    known.set(String(leaf.value.facts["operatorId"]), String(leaf.value.facts["role"]));
  }
  return known;
}

/** Puts the operators of the file into a store that was written anew, as far as the log knows them. */
export async function restoreOperators(
  db: ServerDb,
  folder: string,
  master: Uint8Array,
): Promise<RestoredOperators> {
  const known = await operatorsOfLog(db);
  const none = (state: "absent" | "forged"): RestoredOperators => ({
    file: state,
    operators: 0,
    operatorsMissing: known.size,
  });
  const path = pathIn(folder);
  if (!existsSync(path)) return none("absent");
  const json = parseCanonical(new Uint8Array(readFileSync(path)));
  const parsed = json.ok ? file.safeParse(json.value) : undefined;
  if (!parsed?.success) return none("forged");
  const { body: content, mac } = parsed.data;
  const right = timingSafeEqual(macOf(master, content), Buffer.from(mac, "hex"));
  if (!right || content.operators.some((each) => known.get(each.operatorId) !== each.role))
    return none("forged");
  await db.transaction().execute(async (tx) => {
    for (const each of content.operators)
      await tx
        .insertInto("operator")
        .values({
          operator_id: each.operatorId,
          name: each.name,
          role: each.role,
          salt: Uint8Array.from(Buffer.from(each.salt, "base64")),
          passphrase_hash: Uint8Array.from(Buffer.from(each.passphraseHash, "base64")),
          failures: 0,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
  const count = content.operators.length;
  return { file: "good", operators: count, operatorsMissing: known.size - count };
}
