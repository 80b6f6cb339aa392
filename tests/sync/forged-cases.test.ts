import { describe, expect, it } from "vitest";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { judgeAnnouncement, judgePackage } from "../../shared/sync-protocol/judge-package.ts";
import type { JudgeOptions, PackageJudgement } from "../../shared/sync-protocol/judge-package.ts";
import { readPackage } from "../../shared/sync-protocol/read-package.ts";
import { forgedCases, forgedCasesPolicy, forgedCasesRegistry } from "./forged-cases.ts";
import { forgePackage } from "./forge-package.ts";
import { buildSample, zipBytes } from "./sample-package.ts";

const registry = new Map(forgedCasesRegistry().map((record) => [record.keyid, record]));
/** As the server judges: by its own registry, never by keys that the package carries. */
const options: JudgeOptions = {
  registry: (keyid) => registry.get(keyid),
  useCarriedKeys: false,
  policy: forgedCasesPolicy,
};

function judge(zip: Uint8Array): PackageJudgement | { readonly slug: "bag-invalid"; readonly valid: false } {
  const read = readPackage(nodeCrypto, {
    size: zip.length,
    read: (offset, length) => zip.subarray(offset, offset + length),
  });
  return read.ok ? judgePackage(nodeCrypto, read.value, options) : { slug: "bag-invalid", valid: false };
}

describe("the publication gate (I3, T10)", () => {
  it("lets the honest package pass, so that every refusal below has its own cause", async () => {
    expect(judge((await forgePackage()).zip)).toMatchObject({ valid: true, trusted: true });
    expect(judge(await zipBytes(await buildSample()))).toMatchObject({ valid: true, trusted: true });
    const honest = await forgePackage();
    const announced = judgeAnnouncement(
      nodeCrypto,
      honest.packageId,
      honest.submissionEnvelope,
      honest.reviews,
      options,
    );
    expect(announced.slug).toBeUndefined();
  });

  it("knows at least 40 forgeries", () => {
    expect(forgedCases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(forgedCases.map((one) => one.name)).size).toBe(forgedCases.length);
  });

  it.each(forgedCases)("refuses: $name → $slug", async ({ build, slug }) => {
    const judged = judge((await build()).zip);
    expect(judged.valid).toBe(false);
    expect(judged.slug).toBe(slug);
  });

  it.each(forgedCases.filter((one) => one.early))(
    "refuses before any upload: $name",
    async ({ build, slug, earlySlug }) => {
      const forged = await build();
      const { packageId, submissionEnvelope, reviews } = forged;
      expect(judgeAnnouncement(nodeCrypto, packageId, submissionEnvelope, reviews, options).slug).toBe(
        earlySlug ?? slug,
      );
    },
  );

  it.each(forgedCases.filter((one) => !one.early))("needs the bag to see: $name", async ({ build }) => {
    const forged = await build();
    const { packageId, submissionEnvelope, reviews } = forged;
    expect(
      judgeAnnouncement(nodeCrypto, packageId, submissionEnvelope, reviews, options).slug,
    ).toBeUndefined();
  });
});
