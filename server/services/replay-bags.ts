import { parseContent } from "../../shared/sync-protocol/content.ts";
import { parseEnvelope } from "../../shared/sync-protocol/dsse.ts";
import type { LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { reviewPathPattern, submissionPath } from "../../shared/sync-protocol/package-layout.ts";
import { parseStatement } from "../../shared/sync-protocol/statements.ts";
import type { ServerStore } from "../store/open-store.ts";
import { timingOf } from "./publication-rows.ts";
import type { ReplayedBag } from "./replay.ts";
import { replayLeaf } from "./replay.ts";
import type { ServerCore } from "./server-core.ts";
import { nameBag } from "./uploads.ts";

/** Reads one stored bag as far as the tables need it. */
async function readBag(
  core: ServerCore,
  file: {
    readonly zipSha256: string;
    readonly path: string;
    readonly size: number;
    readonly salt: Uint8Array;
  },
): Promise<{ readonly packageId: string; readonly bag: ReplayedBag } | undefined> {
  if ((await core.bags.digestOf(file)) !== file.zipSha256) return undefined;
  const read = await core.inspect(file);
  if (!read.ok) return undefined;
  const { small } = read.value;
  const submission = small.get(submissionPath);
  const envelope = submission && parseEnvelope(submission);
  const statement = envelope?.ok ? parseStatement("submission", envelope.value.payload) : undefined;
  if (!submission || !statement?.ok) return undefined;
  const content = parseContent(small.get("data/content.json") ?? new Uint8Array(0));
  const event = content.ok && content.value.schema === "zwgk.case/1" ? content.value.event : undefined;
  const { packageId, auditHead } = statement.value.predicate;
  return {
    packageId,
    bag: {
      zipSha256: file.zipSha256,
      size: file.size,
      submission,
      reviews: [...small].filter(([path]) => reviewPathPattern.test(path)).map(([, bytes]) => bytes),
      auditHead,
      timing: timingOf(content.ok ? content.value : undefined),
      ...(event ? { eventNo: event.eventNo } : {}),
    },
  };
}

/** Bags by package; names each in the store's table as it goes. `only`: digests of those to look at. */
export async function collectBags(core: ServerCore, store: ServerStore, only?: ReadonlySet<string>) {
  const bags = new Map<string, ReplayedBag>();
  let damaged = 0;
  for await (const file of core.bags.files()) {
    if (only && !only.has(file.zipSha256)) continue;
    const read = await readBag(core, file);
    if (!read) {
      damaged += 1;
      continue;
    }
    bags.set(read.packageId, read.bag);
    await store.commits.run((tx) => nameBag(tx, file.zipSha256, file));
  }
  return { bags, damaged };
}

/**
 * Plays a log and the bags that the live store names into an empty store: what its tables must say. Answers the packages whose bag is
 * there; of the others the log does not know everything.
 */
export async function replayInto(
  core: ServerCore,
  into: ServerStore,
  leaves: readonly LogLeaf[],
): Promise<ReadonlySet<string>> {
  const named = await core.store.db.selectFrom("bag").select("zip_sha256").execute();
  const { bags } = await collectBags(core, into, new Set(named.map((row) => row.zip_sha256)));
  await into.db.transaction().execute(async (tx) => {
    for (const [index, leaf] of leaves.entries()) {
      const bag = leaf.type === "decided" ? bags.get(leaf.packageId) : undefined;
      await replayLeaf(tx, leaf, { index, checkpointSize: leaves.length, ...(bag ? { bag } : {}) });
    }
  });
  return new Set(bags.keys());
}
