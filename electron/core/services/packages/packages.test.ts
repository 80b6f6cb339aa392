import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  attachment,
  buildSample,
  people,
  sampleCase,
  sampleDevice,
  sampleEntry,
  sampleInput,
  sampleKeys,
  zipBytes,
} from "../../../../tests/sync/sample-package.ts";
import { buildReleasePackage } from "./seal-package.ts";
import { verifyPackage, verifyPackageBytes } from "./verify-package.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "packages-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("sealing and verifying a package", () => {
  it("writes a package that verifies, with and without a registry", async () => {
    const sealed = await buildSample();
    const written = await sealed.writeZip(join(folder, `${sealed.packageId}.zip`));
    expect(written.size).toBe(sealed.zipSize);
    expect(readdirSync(folder)).toEqual([`${sealed.packageId}.zip`]);

    const unknown = verifyPackage(written.path);
    expect(unknown).toMatchObject({ ok: true, value: { valid: true, trusted: false } });
    const trust = unknown.ok ? unknown.value.checks.find((check) => check.id === "key-trust") : undefined;
    expect(trust).toMatchObject({ status: "warning" });
    expect(trust?.sentence).toContain("签名有效，但密钥未在本机登记");

    const known = verifyPackage(written.path, { trustedKeys: sampleKeys() });
    expect(known).toMatchObject({
      ok: true,
      value: {
        valid: true,
        trusted: true,
        packageId: sealed.packageId,
        packageDigest: sealed.packageDigest,
        contentDigest: sealed.contentDigest,
        title: "关于印发样例办法的通知",
      },
    });
    expect(known.ok && known.value.checks.every((check) => check.status === "ok")).toBe(true);
  });

  it("is whole when it is written twice at once to the same place", async () => {
    const sealed = await buildSample();
    const path = join(folder, "at-once.zip");
    const written = await Promise.all([sealed.writeZip(path), sealed.writeZip(path)]);
    const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
    expect(written.map(({ sha256 }) => sha256)).toEqual([digest, digest]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
    rmSync(path);
  });

  it("gives the same bytes for the same input, whatever the order of reviews and keys", async () => {
    const input = await sampleInput();
    const other = { ...input, reviews: input.reviews.toReversed(), keys: input.keys.toReversed() };
    const [a, b] = [await buildReleasePackage(input), await buildReleasePackage(other)];
    expect(a.ok && b.ok).toBe(true);
    if (!a.ok || !b.ok) return;
    expect(Buffer.from(await zipBytes(a.value)).equals(Buffer.from(await zipBytes(b.value)))).toBe(true);
  });

  it("seals answers to applicants and withdrawals", async () => {
    await expect(buildSample({ content: sampleCase() })).resolves.toMatchObject({
      bytes: expect.any(Number),
    });
    const withdraw = sampleEntry({
      kind: "withdraw",
      revNo: 2,
      parents: ["a".repeat(64)],
      takedown: { reason: "privacy" },
      files: [],
    });
    const sealed = await buildSample({ content: withdraw, reviews: [{ stage: "leaderApproval" }] });
    expect(verifyPackageBytes(await zipBytes(sealed)).valid).toBe(true);
  });

  it("streams attachments and notices one that changed between hashing and writing", async () => {
    let reads = 0;
    const sealed = await buildSample({
      files: [
        {
          path: "data/files/0001.txt",
          source: async function* () {
            reads += 1;
            yield reads < 3 ? attachment : attachment.map((byte) => byte ^ 1);
          },
        },
      ],
    });
    await sealed.writeZip(join(folder, "streamed.zip"));
    await expect(sealed.writeZip(join(folder, "changed.zip"))).rejects.toThrow("changed after it was hashed");
    expect(readdirSync(folder).filter((name) => name.startsWith("changed"))).toEqual([]);
  });

  it("refuses to seal what the gate would refuse", async () => {
    const missing = await buildReleasePackage(
      await sampleInput({ reviews: [{ stage: "selfCheck" }, { stage: "leaderApproval" }] }),
    );
    expect(missing).toMatchObject({
      ok: false,
      error: { type: "refused", judgement: { slug: "review-missing" } },
    });
    const own = await buildReleasePackage(
      await sampleInput({
        reviews: [
          { stage: "selfCheck" },
          { stage: "confidentialityCheck", person: people.drafter },
          { stage: "leaderApproval" },
        ],
      }),
    );
    expect(own).toMatchObject({ ok: false, error: { type: "refused" } });
    expect(
      await buildReleasePackage({ ...(await sampleInput()), content: new Uint8Array([1]) }),
    ).toMatchObject({
      ok: false,
      error: { type: "content", problem: { type: "fixpoint" } },
    });
    expect(
      await buildReleasePackage({
        ...(await sampleInput()),
        files: [{ path: "data/files/../../x", source: attachment }],
      }),
    ).toMatchObject({ ok: false, error: { type: "file-path" } });
  });

  it("answers for files that are none", () => {
    expect(verifyPackage(join(folder, "absent.zip"))).toEqual({ ok: false, error: { type: "file-missing" } });
    expect(verifyPackage(folder)).toEqual({ ok: false, error: { type: "not-a-file" } });
    writeFileSync(join(folder, "empty.zip"), "");
    const empty = verifyPackage(join(folder, "empty.zip"));
    expect(empty).toMatchObject({ ok: true, value: { valid: false, slug: "bag-invalid" } });
  });

  it("reports a revoked key of the registry, whatever the package carries", async () => {
    const bytes = await zipBytes(await buildSample());
    const revoked = { at: "2026-03-03T00:00:00Z" as never };
    const trustedKeys = sampleKeys().map((record) =>
      record.keyid === people.leader.record.keyid ? { ...record, revoked } : record,
    );
    const report = verifyPackageBytes(bytes, { trustedKeys });
    expect(report).toMatchObject({ valid: false, slug: "review-key-revoked" });
  });

  it("does not believe a carried key that contradicts the registry", async () => {
    const bytes = await zipBytes(await buildSample());
    const trustedKeys = sampleKeys().map((record) =>
      record.keyid === people.leader.record.keyid
        ? { ...record, owner: { type: "person" as const, id: people.auditor.personId } }
        : record,
    );
    expect(verifyPackageBytes(bytes, { trustedKeys }).valid).toBe(false);
  });

  it("keeps titles and names out of everything that is not content (I10)", async () => {
    const sealed = await buildSample({ device: sampleDevice() });
    const outside = [...sealed.tagFiles.values()]
      .map((bytes) => Buffer.from(bytes).toString("utf8"))
      .join("\n");
    const decoded = [...outside.matchAll(/"payload":"([^"]+)"/g)].map((match) =>
      Buffer.from(match[1] ?? "", "base64").toString("utf8"),
    );
    for (const secret of ["关于印发样例办法的通知", "样例数据表", "各有关单位"]) {
      expect(`${outside}${decoded.join("")}`).not.toContain(secret);
    }
  });
});

describe("a written package", () => {
  it("is never half there: the file appears whole under its name", async () => {
    const sealed = await buildSample({ label: "whole" });
    const path = join(folder, "whole.zip");
    await sealed.writeZip(path);
    expect(Buffer.from(await zipBytes(sealed)).equals(readFileSync(path))).toBe(true);
  });
});
