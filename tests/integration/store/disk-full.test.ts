import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  screened,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/**
 * T4 on the workstation: its disk, or the medium, is full at one write after the other. Shows I2, I11: no half state, a
 * clear refusal, and the act goes on once there is space. DISCLOSURE_SOAK=1 walks every 4 KiB instead of every 96.
 */

const mebibyte = 1024 * 1024;
const stepBytes = (process.env["DISCLOSURE_SOAK"] === "1" ? 4 : 96) * 1024;
const reachBytes = 4 * mebibyte;

/** A small file system of its own; undefined where none may be mounted, with the reason. */
function mountSmallDisk(size: number): { readonly folder: string } | { readonly reason: string } {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
    return { folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { reason: `no tmpfs can be mounted here (${(error as NodeJS.ErrnoException).code ?? "refused"})` };
  }
}

const disk = mountSmallDisk(48 * mebibyte);
if ("reason" in disk) console.log(`SKIPPED T4 disk full under the workstation: ${disk.reason}`);
const root = "folder" in disk ? disk.folder : "";

describe.skipIf("reason" in disk)("a full disk under the workstation", () => {
  let a: Department;
  let b: Department;
  let itemId = "";
  let packageId = "";
  const ballast = join(root, "ballast");
  const medium = join(root, "medium");
  const noise = Uint8Array.from(Buffer.from("供水管网改造的工程量清单。\n".repeat(6000)));

  /** Leaves so many bytes free. */
  const leave = (bytes: number): void => {
    rmSync(ballast, { force: true });
    const { bavail, bsize } = statfsSync(root);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  };

  /** Tries with more and more space until it is done; after every refusal nothing may have changed. */
  const walk = async <T>(
    what: string,
    act: () => Promise<{ readonly ok: boolean; readonly value?: T; readonly error?: unknown }>,
    unchanged: () => Promise<unknown>,
  ): Promise<T> => {
    const before = await unchanged();
    const raw = await rawStore(a.folder);
    raw.pragma("busy_timeout = 0");
    let refused = 0;
    for (let free = 0; free <= reachBytes; free += stepBytes) {
      // The log of the database would have room of its own from before; who reads just then keeps it from being cut.
      while ((raw.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[])[0]?.busy === 1)
        await new Promise((resolve) => setImmediate(resolve));
      leave(free);
      const envelope = await act();
      rmSync(ballast, { force: true });
      if (envelope.ok) {
        raw.close();
        expect(refused, `${what} was never short of space`).toBeGreaterThan(0);
        console.log(`T4 ${what}: refused ${refused} times, done with ${free / 1024} KiB free`);
        return envelope.value as T;
      }
      refused += 1;
      expect({ what, free, error: envelope.error }).toMatchObject({ error: { code: "disk-full" } });
      expect({ what, free, state: await unchanged() }).toEqual({ what, free, state: before });
    }
    throw new Error(`${what} did not go on with ${reachBytes} bytes free`);
  };
  const parts = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".part"));

  beforeAll(async () => {
    mkdirSync(medium);
    // A small reserve: it is used up by the first write that meets the full disk.
    a = await openDepartment({ folder: join(root, "store"), core: { ballastBytes: 4096 } });
    b = await openDepartment();
    itemId = await draftItem(a, "linxiaotong", "管网改造公示", "现予公示。");
  });
  afterAll(async () => {
    await a.close();
    await b.remove();
    execFileSync("umount", [root]);
    rmSync(root, { recursive: true, force: true });
  });

  it("saves nothing by half: a draft, an attachment", async () => {
    const opened = () => a.as("linxiaotong", "openItem", { itemId });
    const { draftSeq, metadata } = await opened();
    const save = (seq: number, text: string) =>
      a.ask("linxiaotong", "saveDraft", {
        itemId,
        draftSeq: seq,
        document: plainDocument(`一、${text}\n${"施工期间停水安排见附件。".repeat(3000)}`),
        metadata,
      });
    // What is being written is saved at once: the reserve is for exactly this moment, and only once.
    leave(0);
    const saved = await save(draftSeq, "现予公示。");
    rmSync(ballast, { force: true });
    expect(saved.ok).toBe(true);
    await screened(a, "linxiaotong", itemId);
    const next = (await opened()).draftSeq;
    await walk(
      "saving a draft",
      () => save(next, "再次公示。"),
      async () => (await opened()).draftSeq,
    );
    await screened(a, "linxiaotong", itemId);
    await walk(
      "attaching a file",
      () =>
        a.ask("linxiaotong", "addAttachment", {
          itemId,
          fileName: "清单.txt",
          bytes: noise,
          voidReview: false,
        }),
      async () => [(await opened()).attachments.length, parts(a.folder)],
    );
  });

  it("seals once: refused without a package, then the same review is released", async () => {
    const { reviewId } = await a.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await a.as("linxiaotong", "readReview", { reviewId })).revision;
    await approve(a, reviewId, digest);
    const released = await walk(
      "sealing a release",
      () => a.ask("hejing", "release", { reviewId, digest, passphrase }),
      async () => [
        (await a.as("hejing", "readReview", { reviewId })).state,
        (await a.as("hejing", "listPackages", {})).rows.length,
        parts(a.folder),
      ],
    );
    packageId = released.packageId;
    const { bytes } = await a.as("hejing", "downloadPackage", { packageId, purpose: "核对" });
    expect((await a.as("hejing", "verifyPackage", { bytes: Uint8Array.from(bytes) })).valid).toBe(true);
  });

  it("leaves nothing on a medium that is full, and records only what left", async () => {
    const exported = async () =>
      (await a.as("fengshen", "listAudit", { limit: 500 })).rows.filter(({ act }) => act.includes("导出"))
        .length;
    const before = await exported();
    await walk(
      "exporting",
      () =>
        a.ask("hejing", "exportPackages", {
          packageIds: [packageId],
          folder: medium,
          purpose: "报送",
        }),
      async () => readdirSync(medium),
    );
    expect(readdirSync(medium)).toEqual([`${packageId}.zip`]);
    expect(await exported()).toBe(before + 1);
  });

  it("takes in what was carried here wholly or not at all", async () => {
    const keys = Uint8Array.from((await a.as("wushan", "exportPublicKeys", {})).bytes);
    const list = parseKeyList(nodeCrypto.sha256, keys);
    const accounts = await a.as("wushan", "listAccounts", {});
    const reviewer = accounts.find(({ accountName }) => accountName === "zhoumin")?.personId ?? "";
    const key = list.ok ? list.value.find(({ owner }) => owner.id === reviewer) : undefined;
    await b.as("qianrui", "registerRemotePerson", {
      keys,
      keyid: key?.keyid ?? "",
      personName: "甲机周敏",
      unitName: "办公室",
    });
    const item = await draftItem(b, "linxiaotong", "请甲机审查的公示", "现予公示。");
    await b.as("linxiaotong", "addAttachment", {
      itemId: item,
      fileName: "明细.txt",
      bytes: Uint8Array.from(Buffer.from("停水范围明细。\n".repeat(8000))),
      voidReview: false,
    });
    const { reviewId } = await b.as("linxiaotong", "openReview", { itemId: item });
    const { digest } = (await b.as("linxiaotong", "readReview", { reviewId })).revision;
    await answerChecklist(b, "linxiaotong", reviewId);
    await b.as("linxiaotong", "decideStage", { reviewId, stage: "selfCheck", digest, decision: "agree" });
    await b.as("zhaoliqun", "decideStage", { reviewId, stage: "unitHeadReview", digest, decision: "agree" });
    const sent = await b.as("linxiaotong", "sendReviewRequest", { reviewId, personId: reviewer });
    const file = await b.as("hejing", "downloadPackage", { packageId: sent.packageId, purpose: "请审查" });
    await walk(
      "taking in a request",
      () => a.ask("zhoumin", "importReviewPackage", { bytes: Uint8Array.from(file.bytes) }),
      async () => [(await a.as("zhoumin", "listIncomingRequests", {})).length, parts(a.folder)],
    );
    const taken = await a.as("zhoumin", "readIncomingRequest", { requestId: sent.packageId });
    expect(taken).toMatchObject({ digest, mayDecide: true });
    expect((await a.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });

  it("ends in order on a full disk, and everything saved is there when it is opened again", async () => {
    const { draftSeq } = await a.as("linxiaotong", "openItem", { itemId });
    const saved = async () => (await a.as("linxiaotong", "listItems", { limit: 100 })).rows.length;
    const before = await saved();
    leave(0);
    await a.close();
    rmSync(ballast, { force: true });
    a = await openDepartment({ folder: join(root, "store"), core: { ballastBytes: 4096 } });
    expect(await saved()).toBe(before);
    expect((await a.as("linxiaotong", "openItem", { itemId })).draftSeq).toBe(draftSeq);
    expect((await a.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });
});
