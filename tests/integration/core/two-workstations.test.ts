import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { readPayloadFiles } from "../../../shared/sync-protocol/payload-files.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  screened,
  workerAt,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** Two workstations of one unit over the real store and a real server: what both change is never overwritten (I4). */
describe("two workstations of one unit", () => {
  let a: Department;
  let b: Department;
  let server: TestServer;
  let itemId = "";
  let conflicting = "";
  /** The screening of the second workstation fails. */
  let readerDies = false;

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
    const desk = createDocumentDesk(workerAt("document-worker.ts"));
    const screenText: typeof desk.screenText = async (...given) => {
      if (readerDies) throw new Error("reader-died");
      return await desk.screenText(...given);
    };
    [a, b] = await Promise.all([
      openDepartment({ now }),
      openDepartment({ now, core: { desk: { ...desk, screenText } } }),
    ]);
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

  it("has screened what it takes over before it is there, and names no rules that did not read it", async () => {
    const released = async (title: string) => {
      const item = await draftItem(a, "linxiaotong", title, "咨询请找经办人张建国，手机13912345678。");
      const { findings } = await screened(a, "linxiaotong", item);
      await a.as("linxiaotong", "answerDraftFindings", {
        itemId: item,
        findingIds: findings.map(({ findingId }) => findingId),
        answer: "keep",
        note: "经办人的工作联系方式，本人同意公开",
      });
      await release(a, item);
      await send(a);
      return item;
    };
    const read = await released("办事指南公示");
    const unread = await released("办事指南公示（二）");
    await b.as("linxiaotong", "takeOver", { objectId: read });
    const taken = await b.as("linxiaotong", "openItem", { itemId: read });
    expect(taken.screening).toBe("done");
    expect(taken.findings.map(({ value }) => value)).toContain("13912345678");
    readerDies = true;
    await b.as("linxiaotong", "takeOver", { objectId: unread });
    readerDies = false;
    expect((await b.as("linxiaotong", "openItem", { itemId: unread })).screening).toBe("failed");
    const store = await rawStore(b.folder);
    const stored = (item: string) =>
      store
        .prepare(
          `SELECT r.rules_version AS rules, group_concat(f.value) AS found
           FROM revision r LEFT JOIN finding f ON f.revision_id = r.id WHERE r.item_id = ? GROUP BY r.id`,
        )
        .all(item);
    expect(stored(read)).toEqual([
      { rules: expect.stringMatching(/./), found: expect.stringContaining("13912345678") },
    ]);
    expect(stored(unread)).toEqual([{ rules: "", found: null }]);
    store.close();
    // It is screened at its next save, and what is found has to be answered before a review.
    const opened = await b.as("linxiaotong", "openItem", { itemId: unread });
    for (const itemId of [read, unread]) {
      const early = await b.ask("linxiaotong", "openReview", { itemId });
      expect(early.ok === false && early.error).toMatchObject({
        code: "blocked",
        facts: { blockers: ["稿件没有改动，这一稿已经公开，修改后再送审"] },
      });
    }
    await b.as("linxiaotong", "saveDraft", {
      itemId: unread,
      draftSeq: opened.draftSeq,
      document: opened.document,
      metadata: { ...opened.metadata, title: "办事指南公示（二）修订" },
      voidReview: true,
    });
    expect((await screened(b, "linxiaotong", unread)).findings.map(({ value }) => value)).toContain(
      "13912345678",
    );
    const review = await b.ask("linxiaotong", "openReview", { itemId: unread });
    expect(review.ok === false && review.error.code).toBe("blocked");
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
        files: [],
        fields: {},
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

  describe("with files and terms changed on both", () => {
    const utf8 = (text: string) => new TextEncoder().encode(text);
    const add = async (on: Department, fileName: string, text: string) =>
      await on.as("linxiaotong", "addAttachment", {
        itemId: item,
        fileName,
        bytes: Uint8Array.from(utf8(text)),
        voidReview: true,
      });
    const files = async (on: Department) =>
      (await on.as("linxiaotong", "openItem", { itemId: item })).attachments;
    const names = async (on: Department) => (await files(on)).map(({ fileName }) => fileName);
    const drop = async (on: Department, fileName: string) => {
      const file = (await files(on)).find((each) => each.fileName === fileName);
      await on.as("linxiaotong", "removeAttachment", {
        itemId: item,
        attachmentId: file?.attachmentId ?? "",
        voidReview: true,
      });
    };
    const change = async (on: Department, more: object) => {
      const opened = await on.as("linxiaotong", "openItem", { itemId: item });
      await on.as("linxiaotong", "saveDraft", {
        itemId: item,
        draftSeq: opened.draftSeq,
        document: opened.document,
        metadata: { ...opened.metadata, ...more },
        voidReview: true,
      });
      await screened(on, "linxiaotong", item);
    };
    let item = "";
    let packageId = "";

    it("taking over brings the files, screened here", async () => {
      item = await draftItem(a, "linxiaotong", "供水设施改造公示", "现予公示。");
      await add(a, "范围.txt", "改造范围：和平里小区。");
      await add(a, "计划.txt", "工期三个月。");
      await release(a, item);
      await send(a);
      await b.as("linxiaotong", "takeOver", { objectId: item });
      expect(await names(b)).toEqual(["范围.txt", "计划.txt"]);
      expect((await files(b)).map(({ digest }) => digest)).toEqual(
        (await files(a)).map(({ digest }) => digest),
      );
      const { revisions } = await b.as("linxiaotong", "openItem", { itemId: item });
      expect(revisions[0]?.note).toBe("取用中心现行稿");
    });

    it("shows the files and the terms of both beside each other", async () => {
      await drop(b, "计划.txt");
      await add(b, "计划.txt", "工期两个月。");
      await add(b, "联系人.txt", "值班手机13912345678。");
      const { findings } = await screened(b, "linxiaotong", item);
      await b.as("linxiaotong", "answerDraftFindings", {
        itemId: item,
        findingIds: findings.map(({ findingId }) => findingId),
        answer: "keep",
        note: "对外公布的值班电话",
      });
      await change(b, { docNumber: "云建公〔2026〕8号", channels: ["website", "gazette"] });
      await release(b, item);
      await send(b);
      await drop(a, "计划.txt");
      await add(a, "计划.txt", "工期四个月。");
      await add(a, "图纸.txt", "图纸目录。");
      await change(a, { docNumber: "云建公〔2026〕9号", notBefore: "2099-01-01T00:00:00Z" });
      packageId = (await release(a, item)).packageId;
      await send(a);
      expect(await stateOf(a, packageId)).toBe("conflict");
      const view = await a.as("linxiaotong", "readConflict", { packageId });
      const sides = view.files.map(({ kind, mine, theirs }) => [
        kind,
        mine === undefined ? "" : view.mine.files[mine]?.name,
        theirs === undefined ? "" : view.theirs.files[theirs]?.name,
      ]);
      expect(sides).toEqual([
        ["same", "范围.txt", "范围.txt"],
        ["differs", "计划.txt", "计划.txt"],
        ["differs", "图纸.txt", ""],
        ["differs", "", "联系人.txt"],
      ]);
      expect(view.fields).toEqual([
        { field: "docNumber", mine: "云建公〔2026〕9号", theirs: "云建公〔2026〕8号" },
        { field: "channels", mine: "政府网站", theirs: "政府网站、政府公报" },
        { field: "notBefore", mine: "2099年1月1日 08:00 起", theirs: "" },
      ]);
    });

    it("keeps every file of both by itself, screens what came anew, and leaves out only what a person leaves out", async () => {
      const view = await a.as("linxiaotong", "readConflict", { packageId });
      const merge = (
        chosen: readonly ("mine" | "theirs" | "both")[],
        fields: Readonly<Record<string, "mine" | "theirs">>,
      ) =>
        a.ask("linxiaotong", "mergeConflict", {
          packageId,
          theirDigest: view.theirs.digest,
          choices: [],
          files: [...chosen],
          fields,
        });
      const fields = { docNumber: "mine", channels: "theirs", notBefore: "theirs" } as const;
      const before = await names(a);
      for (const [chosen, terms, field] of [
        [["both"], fields, "files"],
        [["both", "both", "both"], { docNumber: "mine" }, "fields"],
      ] as const) {
        const refused = await merge(chosen, terms);
        expect(refused.ok === false && [refused.error.code, refused.error.field]).toEqual([
          "invalid-input",
          field,
        ]);
        expect(await names(a)).toEqual(before);
      }
      expect((await merge(["both", "both", "both"], fields)).ok).toBe(true);
      const draft = await screened(a, "linxiaotong", item);
      expect(draft.attachments.map(({ fileName }) => fileName).toSorted()).toEqual(
        ["范围.txt", "计划.txt", "图纸.txt", "计划（中心稿）.txt", "联系人.txt"].toSorted(),
      );
      expect(draft.metadata).toMatchObject({
        docNumber: "云建公〔2026〕9号",
        channels: ["website", "gazette"],
      });
      expect(draft.metadata.notBefore).toBeUndefined();
      // What the other drafter answered is found anew here and has no answer yet.
      expect(draft.findings.map(({ value, answer }) => [value, answer])).toEqual([
        ["13912345678", undefined],
      ]);

      // Chosen again, with files left out: nothing comes twice.
      expect((await merge(["theirs", "mine", "mine"], fields)).ok).toBe(true);
      expect((await names(a)).toSorted()).toEqual(
        ["范围.txt", "图纸.txt", "计划（中心稿）.txt", "联系人.txt"].toSorted(),
      );
      expect((await merge(["both", "both", "both"], fields)).ok).toBe(true);
      expect(new Set(await names(a))).toEqual(
        new Set(["范围.txt", "计划.txt", "图纸.txt", "计划（中心稿）.txt", "联系人.txt"]),
      );
    });

    it("the merged version goes out with the files of both, accepted as built on both", async () => {
      const { findings } = await screened(a, "linxiaotong", item);
      await a.as("linxiaotong", "answerDraftFindings", {
        itemId: item,
        findingIds: findings.map(({ findingId }) => findingId),
        answer: "keep",
        note: "对外公布的值班电话",
      });
      const merged = await release(a, item);
      await send(a);
      expect(await stateOf(a, merged.packageId)).toBe("accepted");
      const { bytes } = await a.as("hejing", "downloadPackage", {
        packageId: merged.packageId,
        purpose: "核对",
      });
      const texts = [...readPayloadFiles(Uint8Array.from(bytes))]
        .filter(([path]) => path.startsWith("data/files/"))
        .map(([, file]) => new TextDecoder().decode(file));
      for (const text of ["和平里", "四个月", "两个月", "图纸目录", "13912345678"])
        expect(texts.filter((each) => each.includes(text)).length).toBe(1);
      expect((await a.as("fengshen", "verifyAudit", {})).valid).toBe(true);
    });
  });
});
