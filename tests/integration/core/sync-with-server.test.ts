import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { importPackage } from "../../../server/services/import-package.ts";
import { writeReceiptFiles } from "../../../server/services/receipt-files.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";

const root = join(import.meta.dirname, "../../..");
/** By its clock a workstation signs, which must not be far from the server's, and tries again what failed. */
const realTime = () => ({ now: new Date().toISOString(), clockRuns: true });

/** The whole way over the real store and a real server: release, delivery, receipt; what the network does to it. */
describe("a workstation and the central server", () => {
  let department: Department;
  let server: TestServer;
  let folder: string;

  const release = async (on: Department, title: string): Promise<string> => {
    const itemId = await draftItem(on, "linxiaotong", title, "现予公示。");
    const { reviewId } = await on.as("linxiaotong", "openReview", { itemId });
    const view = await on.as("linxiaotong", "readReview", { reviewId });
    await approve(on, reviewId, view.revision.digest);
    const { packageId } = await on.as("hejing", "release", {
      reviewId,
      digest: view.revision.digest,
      passphrase,
    });
    return packageId;
  };
  const stateOf = async (on: Department, packageId: string) =>
    (await on.as("hejing", "listPackages", {})).rows.find((row) => row.packageId === packageId)?.state;
  const configure = async (on: Department) =>
    await on.as("wushan", "configureSync", {
      server: {
        url: server.url,
        logKey: server.logKey,
        witnessKey: `witness ${formatNoteKey(nodeCrypto.sha256, server.witnessKey)}`,
      },
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "with-server-"));
    department = await openDepartment(realTime());
    const file = await department.as("wushan", "exportPublicKeys", {});
    const keys = parseKeyList(nodeCrypto.sha256, file.bytes);
    if (!keys.ok) throw new Error(keys.error.type);
    server = await startTestServer(keys.value);
  });
  afterAll(async () => {
    await department.remove();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("stays by itself until a server is named; only its administrator may, and only a real key is pinned", async () => {
    expect(await department.as("hejing", "readSyncStatus", {})).toEqual({ state: "off" });
    const refused = await department.ask("hejing", "configureSync", {});
    expect(refused.ok === false && refused.error.code).toBe("not-allowed");
    for (const [url, code] of [
      ["http://zwgk.example.gov.cn", "server-address-invalid"],
      ["https://user:secret@zwgk.example.gov.cn", "server-address-invalid"],
      [server.url, "server-keys-invalid"],
    ] as const) {
      const wrong = await department.ask("wushan", "configureSync", {
        server: { url, logKey: "not a key", witnessKey: "neither" },
      });
      expect(wrong.ok === false && wrong.error.code).toBe(code);
    }
  });

  it("delivers a release exactly once and brings back a receipt that anyone can check offline", async () => {
    const packageId = await release(department, "送达中心的公示");
    expect(await stateOf(department, packageId)).toBe("sealed");
    await configure(department);
    const sent = await department.as("hejing", "sendNow", {});
    expect(sent.state).toBe("connected");
    expect(await stateOf(department, packageId)).toBe("accepted");
    const again = await department.as("hejing", "sendNow", {});
    expect(again.steps).toBe(0);

    const receipt = await department.as("hejing", "exportReceipt", { packageId });
    const path = join(folder, "receipt.json");
    writeFileSync(path, receipt.bytes);
    const verdict = JSON.parse(
      execFileSync(
        "python3",
        [join(root, "tests/verifier/verify_package.py"), "--receipt", path, "--log-key", server.logKey],
        { encoding: "utf8" },
      ),
    ) as { valid: boolean; packageId: string };
    expect(verdict).toMatchObject({ valid: true, packageId });
    const audit = await department.as("fengshen", "verifyAudit", {});
    expect(audit.valid).toBe(true);
  });

  it("shows keys that came by a list as registered, and one that did not as not", async () => {
    const states = async (who: "hejing" | "sunyihang") => {
      const { device, me } = await department.as(who, "readEnrolments", {});
      return [device?.state, me?.state];
    };
    expect(await states("hejing")).toEqual(["listed", "listed"]);
    const own = await department.as("wushan", "exportPublicKeys", {});
    const list = parseKeyList(nodeCrypto.sha256, own.bytes);
    const { me } = await department.as("sunyihang", "readEnrolments", {});
    expect(list.ok && list.value.some((key) => key.keyid === me?.fingerprint)).toBe(true);
    await server.core.registry.revoke(me?.fingerprint ?? "");
    await department.as("hejing", "sendNow", {});
    expect(await states("sunyihang")).toEqual(["listed", "none"]);
    // What another center said says nothing here.
    await department.as("wushan", "configureSync", {});
    expect(await states("hejing")).toEqual(["none", "none"]);
    await configure(department);
    expect(await states("hejing")).toEqual(["listed", "listed"]);
  });

  it("takes back by hand the receipt of a package that went by hand, and nothing else", async () => {
    const settings = {
      logKey: server.logKey,
      witnessKey: `witness ${formatNoteKey(nodeCrypto.sha256, server.witnessKey)}`,
    };
    // The keys are pinned; the network is not there.
    await department.as("wushan", "configureSync", {
      server: { url: "https://zwgk.example.invalid", ...settings },
    });
    const packageId = await release(department, "刻盘送出的公示");
    const file = await department.as("hejing", "downloadPackage", { packageId, purpose: "送市政府信息中心" });
    const path = join(folder, `${packageId}.zip`);
    writeFileSync(path, file.bytes);
    expect(await importPackage(server.core, path)).toEqual({ packageId, outcome: "accepted" });
    expect(await writeReceiptFiles(server.core, [packageId], folder)).toEqual([packageId]);
    const bytes = Uint8Array.from(readFileSync(join(folder, `${packageId}.receipt.json`)));
    const codeOf = async (given: Uint8Array<ArrayBuffer>) => {
      const answer = await department.ask("hejing", "importReceipt", { bytes: given });
      return answer.ok ? "ok" : answer.error.code;
    };
    const changed = Uint8Array.from(
      Buffer.from(Buffer.from(bytes).toString("utf8").replace('"accepted"', '"rejected"')),
    );
    expect(await codeOf(changed)).toBe("receipt-not-valid");
    expect(await stateOf(department, packageId)).toBe("sealed");
    expect(await codeOf(bytes)).toBe("ok");
    expect(await stateOf(department, packageId)).toBe("accepted");
    expect(await department.as("hejing", "importReceipt", { bytes })).toEqual({ taken: false });
    await configure(department);
    // The network has nothing to add.
    await department.as("hejing", "sendNow", {});
    expect(await stateOf(department, packageId)).toBe("accepted");
    expect((await department.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });

  it("waits while the server is away, and delivers by itself when it is back", async () => {
    await server.stop();
    const packageId = await release(department, "断网时的公示");
    const away = await department.as("hejing", "sendNow", {});
    expect(away.state).toBe("not-connected");
    expect(["sealed", "announced"]).toContain(await stateOf(department, packageId));
    await server.start();
    await configure(department);
    await expect.poll(async () => await stateOf(department, packageId)).toBe("accepted");
  });

  it("goes on under a new number when it was restored from an older backup", async () => {
    const backup = join(folder, "backup");
    await department.close();
    cpSync(department.folder, backup, { recursive: true });
    department = await openDepartment({ folder: department.folder, ...realTime() });
    const lost = await release(department, "备份之后的公示");
    await department.as("hejing", "sendNow", {});
    expect(await stateOf(department, lost)).toBe("accepted");
    await department.close();

    rmSync(department.folder, { recursive: true, force: true });
    cpSync(backup, department.folder, { recursive: true });
    department = await openDepartment({ folder: department.folder, ...realTime() });
    expect(await stateOf(department, lost)).toBeUndefined();
    const packageId = await release(department, "恢复之后的公示");
    await department.as("hejing", "sendNow", {});
    const acts = (await department.as("fengshen", "listAudit", { limit: 500 })).rows.map((row) => row.act);
    expect(acts).toContain("恢复旧库后重新编号");
    await expect.poll(async () => await stateOf(department, packageId)).toBeDefined();
    const state = await stateOf(department, packageId);
    // Sealed under the old number before the server said so: the server may refuse it, nothing is lost or sent twice.
    expect(["accepted", "rejected", "needs-user"]).toContain(state);
    const next = await release(department, "新编号下的公示");
    await department.as("hejing", "sendNow", {});
    await expect.poll(async () => await stateOf(department, next)).toBe("accepted");
  });
});
