import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  screened,
  type Department,
} from "../support/department.ts";

/** Two workstations of one unit over the real store and a real server: what both change is never overwritten (I4). */
describe("two workstations of one unit", () => {
  let a: Department;
  let b: Department;
  let server: TestServer;
  let itemId = "";
  let conflicting = "";

  const release = async (on: Department, item: string) => {
    const { reviewId } = await on.as("linxiaotong", "openReview", { itemId: item });
    const view = await on.as("linxiaotong", "readReview", { reviewId });
    await approve(on, reviewId, view.revision.digest);
    return await on.as("hejing", "release", { reviewId, digest: view.revision.digest, passphrase });
  };
  const rewrite = async (on: Department, text: string) => {
    const opened = await on.as("linxiaotong", "openItem", { itemId });
    await on.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(text),
      metadata: opened.metadata,
      voidReview: true,
    });
    await screened(on, "linxiaotong", itemId);
  };
  const send = async (on: Department) => await on.as("hejing", "sendNow", {});
  const stateOf = async (on: Department, packageId: string) =>
    (await on.as("hejing", "listPackages", {})).rows.find((row) => row.packageId === packageId)?.state;

  beforeAll(async () => {
    const now = new Date().toISOString();
    [a, b] = await Promise.all([openDepartment({ now }), openDepartment({ now })]);
    const keys = [];
    for (const one of [a, b]) {
      const list = parseKeyList(nodeCrypto.sha256, (await one.as("wushan", "exportPublicKeys", {})).bytes);
      if (list.ok) keys.push(...list.value);
    }
    server = await startTestServer(keys);
    for (const one of [a, b])
      await one.as("wushan", "configureSync", {
        server: {
          url: server.url,
          logKey: server.logKey,
          witnessKey: formatNoteKey(nodeCrypto.sha256, server.witnessKey),
        },
      });
  });
  afterAll(async () => {
    await Promise.all([a.remove(), b.remove()]);
    await server.close();
  });

  it("the second takes over what the first released, with its words and its terms", async () => {
    itemId = await draftItem(
      a,
      "linxiaotong",
      "公租房申请条件公示",
      "一、申请条件。\n二、办理时限十日。\n三、附则。",
    );
    const { packageId } = await release(a, itemId);
    await send(a);
    expect(await stateOf(a, packageId)).toBe("accepted");
    const twice = await a.ask("linxiaotong", "takeOver", { objectId: itemId });
    expect(twice.ok === false && twice.error.code).toBe("item-here-already");
    const none = await b.ask("linxiaotong", "takeOver", { objectId: packageId });
    expect(none.ok === false && none.error.code).toBe("unknown-object");
    await b.as("linxiaotong", "takeOver", { objectId: itemId });
    const [here, there] = [
      await b.as("linxiaotong", "openItem", { itemId }),
      await a.as("linxiaotong", "openItem", { itemId }),
    ];
    expect(here.document).toEqual(there.document);
    expect(here.metadata).toEqual(there.metadata);
  });

  it("both correct it: the later one is a conflict, published nowhere, and both texts are there", async () => {
    await rewrite(b, "一、申请条件。\n二、办理时限五日。\n三、附则。");
    const fromB = await release(b, itemId);
    await send(b);
    expect(await stateOf(b, fromB.packageId)).toBe("accepted");
    await rewrite(a, "一、申请条件。\n二、办理时限十五日。\n三、附则。\n四、咨询电话见门户网站。");
    conflicting = (await release(a, itemId)).packageId;
    await send(a);
    expect(await stateOf(a, conflicting)).toBe("conflict");
    const view = await a.as("linxiaotong", "readConflict", { packageId: conflicting });
    expect(JSON.stringify(view.mine.document)).toContain("十五日");
    expect(JSON.stringify(view.theirs.document)).toContain("五日");
    expect(view.theirs.asInReceipt).toBe(true);
    expect(view.segments.filter((segment) => segment.kind === "differs").length).toBe(2);
    const other = await a.ask("linxiaotong", "readConflict", { packageId: fromB.packageId });
    expect(other.ok === false && other.error.code).toBe("unknown-package");
  });

  it("a merge becomes a draft that builds on both and needs a review of its own", async () => {
    const view = await a.as("linxiaotong", "readConflict", { packageId: conflicting });
    const merge = (choices: readonly ("mine" | "theirs" | "both")[], theirDigest = view.theirs.digest) =>
      a.ask("linxiaotong", "mergeConflict", {
        packageId: conflicting,
        theirDigest,
        choices: [...choices],
        title: "mine",
      });
    const moved = await merge(["theirs", "mine"], "0".repeat(64));
    expect(moved.ok === false && moved.error.code).toBe("conflict-moved-on");
    const missing = await merge(["theirs"]);
    expect(missing.ok === false && missing.error.code).toBe("invalid-input");
    const merged = await merge(["theirs", "mine"]);
    expect(merged.ok).toBe(true);
    const draft = await screened(a, "linxiaotong", itemId);
    expect(draft.document).toEqual(
      plainDocument("一、申请条件。\n二、办理时限五日。\n三、附则。\n四、咨询电话见门户网站。"),
    );
    expect(draft.changedSinceRevision).toBe(true);

    const { packageId } = await release(a, itemId);
    await send(a);
    expect(await stateOf(a, packageId)).toBe("accepted");
    const acts = (await a.as("fengshen", "listAudit", { limit: 500 })).rows.map((row) => row.act);
    expect(acts).toContain("合并两份稿件");
    expect((await a.as("fengshen", "verifyAudit", {})).valid).toBe(true);
    const head = await server.core.store.db
      .selectFrom("object_head")
      .select("package_id")
      .where("object_id", "=", itemId)
      .executeTakeFirst();
    expect(head?.package_id).toBe(packageId);
  });
});
