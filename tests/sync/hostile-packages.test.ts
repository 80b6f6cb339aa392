import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { verifyPackageBytes } from "../../electron/core/services/packages/verify-package.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import { parseContent } from "../../shared/sync-protocol/content.ts";
import { parseEnvelope } from "../../shared/sync-protocol/dsse.ts";
import { parseKeyList } from "../../shared/sync-protocol/key-record.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { parseLogProof } from "../../shared/sync-protocol/log-proof.ts";
import { parseNote } from "../../shared/sync-protocol/notes.ts";
import { parseReceipt } from "../../shared/sync-protocol/receipt.ts";
import { parseStatement } from "../../shared/sync-protocol/statements.ts";
import { parseWitnessRequest } from "../../shared/sync-protocol/witness-request.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { zipOf } from "./forge-package.ts";
import { printsEvidence, seed } from "./evidence.ts";

/** T11, short: whatever arrives is answered with a finding; nothing throws, nothing is believed. */

const runs = Number(process.env["SYNC_FUZZ_RUNS"] ?? "400");
const golden = new Uint8Array(
  readFileSync(new URL("../fixtures/golden-bags/zwgk-bag-1-entry.zip", import.meta.url)),
);
const goldenDigest = verifyPackageBytes(golden).packageDigest;

printsEvidence("T11 hostile packages", {
  seed,
  counts: () => `${3 * runs} archives and bodies`,
  invariants: "I3 I12",
});

describe("hostile packages", () => {
  it(`${runs} changed, cut and spliced archives never throw and never become another valid package`, () => {
    const change = fc.oneof(
      fc.record({ type: fc.constant("set"), at: fc.nat(golden.length - 1), value: fc.nat(255) }),
      fc.record({ type: fc.constant("cut"), at: fc.nat(golden.length - 1), value: fc.nat(4000) }),
      fc.record({
        type: fc.constant("copy"),
        at: fc.nat(golden.length - 1),
        value: fc.nat(golden.length - 1),
      }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let bytes = golden.slice();
        for (const { type, at, value } of changes) {
          if (type === "set" && at < bytes.length) bytes[at] = value;
          if (type === "cut") bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + value)]);
          if (type === "copy")
            bytes.copyWithin(Math.min(at, bytes.length), Math.min(value, bytes.length), value + 64);
        }
        const report = verifyPackageBytes(bytes);
        expect(report.valid && report.packageDigest !== goldenDigest).toBe(false);
        expect(report.checks).toHaveLength(14);
      }),
      { numRuns: runs, seed },
    );
  });

  it("archives of arbitrary small files are refused calmly", () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}(\/[a-z0-9][a-z0-9._-]{0,20}){0,3}$/);
    const entry = fc.record({ name, bytes: fc.uint8Array({ maxLength: 200 }) });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (entries) => {
        expect(verifyPackageBytes(zipOf(entries)).valid).toBe(false);
      }),
      { numRuns: runs, seed },
    );
  });

  it("no reader throws on arbitrary JSON, text or bytes", () => {
    const hostileJson = fc.jsonValue({ maxDepth: 6 }).map((value) => {
      try {
        return canonicalBytes(value);
      } catch {
        // Fractions and the like cannot be written by our own writer; such bytes come from the plain one.
        return new Uint8Array(Buffer.from(JSON.stringify(value)));
      }
    });
    const input = fc.oneof(
      hostileJson,
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: "binary" }).map((text) => new Uint8Array(Buffer.from(text))),
    );
    fc.assert(
      fc.property(input, (bytes) => {
        const text = Buffer.from(bytes).toString("utf8");
        const answers = [
          parseEnvelope(bytes),
          parseContent(bytes),
          parseStatement("submission", bytes),
          parseStatement("review", bytes),
          parseStatement("hello", bytes),
          parseStatement("volume", bytes),
          parseStatement("key-request", bytes),
          parseKeyList(nodeCrypto.sha256, bytes),
          parseLeaf(bytes),
          parseReceipt(bytes),
          parseNote(text),
          parseLogProof(text),
          parseWitnessRequest(text),
        ];
        expect(answers.filter((answer) => answer.ok)).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  });
});
