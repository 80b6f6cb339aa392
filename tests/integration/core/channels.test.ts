import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import type { ListedChannel } from "../../../shared/domain/item/channel-list.ts";
import { contentBytes, parseContent } from "../../../shared/sync-protocol/content.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { sampleEntry } from "../../sync/sample-package.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? "ok" : answer.error?.code);

describe("named channels in content.json", () => {
  const { scope } = sampleEntry();
  const c = (id: string, kind: string) => ({ id, kind, name: id });
  it.each([
    ["each once, of the kinds said", ["website"], [c("a", "website"), c("b", "website")], true],
    ["a kind that is not said", ["website"], [c("a", "website"), c("b", "press")], false],
    ["a kind without a name", ["website", "press"], [c("a", "website")], false],
    ["one id twice", ["website"], [c("a", "website"), c("a", "website")], false],
    ["a kind nobody knows", ["website"], [c("a", "pigeon")], false],
    ["a line break in a name", ["website"], [{ ...c("a", "website"), name: "一\n二" }], false],
  ])("%s", (_name, channels, namedChannels, fits) => {
    const bytes = contentBytes(sampleEntry({ scope: { ...scope, channels, namedChannels } as never }));
    expect(bytes.ok).toBe(fits);
  });
});

/** 公开渠道 as a list of the department's own: what was reviewed keeps its names (V3). */
describe("the department's own channels", () => {
  let a: Department;
  let b: Department;
  let server: TestServer;
  let raw: RawDatabase;
  /** Reviewed before there was a list; its package was sealed then. */
  let before = { itemId: "", digest: "", packageId: "" };
  let named = { itemId: "", digest: "", packageId: "" };

  const list = async () => await a.as("hejing", "readChannels", {});
  const save = async (change: (channels: readonly ListedChannel[]) => readonly object[]) => {
    const now = await list();
    return a.ask("hejing", "saveChannels", {
      basedOn: now.version,
      channels: change(now.channels) as never,
      note: "按实际使用的渠道登记",
    });
  };
  const called = async (name: string) => {
    const found = (await list()).channels.find((each) => each.name === name);
    if (!found) throw new Error(`no channel called ${name}`);
    return { id: found.id, kind: found.kind, name: found.name };
  };
  const choose = async (on: Department, itemId: string, metadata: object) => {
    const { draftSeq, document } = await on.as("linxiaotong", "openItem", { itemId });
    await on.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq,
      document,
      metadata: metadata as never,
      voidReview: true,
    });
    return screened(on, "linxiaotong", itemId);
  };
  const release = async (on: Department, itemId: string) => {
    const { reviewId } = await on.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await on.as("linxiaotong", "readReview", { reviewId })).revision;
    await approve(on, reviewId, digest);
    const { packageId } = await on.as("hejing", "release", { reviewId, digest, passphrase });
    return { itemId, digest, packageId };
  };
  const scopeOf = (digest: string) => {
    const row = raw.prepare("SELECT content FROM revision WHERE content_digest = ?").get(digest) as {
      content: Uint8Array;
    };
    const content = parseContent(Uint8Array.from(row.content));
    if (!content.ok) throw new Error(content.error.type);
    return content.value.scope;
  };
  const valid = async (packageId: string) => {
    const file = await a.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
    return (await a.as("hejing", "verifyPackage", { bytes: Uint8Array.from(file.bytes) })).valid;
  };

  beforeAll(async () => {
    const now = new Date().toISOString();
    [a, b] = await Promise.all([openDepartment({ now }), openDepartment({ now })]);
    const keys = [];
    for (const one of [a, b]) {
      const found = parseKeyList(nodeCrypto.sha256, (await one.as("wushan", "exportPublicKeys", {})).bytes);
      if (found.ok) keys.push(...found.value);
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
    raw = await rawStore(a.folder);
  });
  afterAll(async () => {
    raw.close();
    await Promise.all([a.remove(), b.remove()]);
    await server.close();
  });

  it("without a list of its own a revision says the kinds and no more, as before", async () => {
    before = await release(a, await draftItem(a, "linxiaotong", "没有名单时的公示", "现予公示。"));
    expect(scopeOf(before.digest)).not.toHaveProperty("namedChannels");
    expect(await list()).toMatchObject({ version: 0, history: [], mayEdit: true });
  });

  it("only the disclosure office sets it, on top of what it saw, and only a list that can follow", async () => {
    const two = [
      { kind: "website", name: "局门户网站公开专栏", isDefault: true, state: "inUse" },
      { kind: "newMedia", name: "局微信公众号", isDefault: false, state: "inUse" },
    ];
    const input = { basedOn: 0, channels: two as never, note: "x" };
    for (const account of ["linxiaotong", "zhoumin", "wushan", "qianrui", "fengshen"] as const)
      expect([account, codeOf(await a.ask(account, "saveChannels", input))]).toEqual([
        account,
        "not-allowed",
      ]);
    expect(codeOf(await a.ask("hejing", "saveChannels", input))).toBe("channel-list-invalid");
    expect(codeOf(await a.ask("hejing", "saveChannels", { ...input, basedOn: 7 }))).toBe(
      "channel-list-moved-on",
    );
    expect(codeOf(await save((channels) => channels))).toBe("nothing-changed");
    expect(codeOf(await save((channels) => [...channels, ...two]))).toBe("ok");
    const saved = await list();
    expect(saved.version).toBe(1);
    expect(saved.history[0]?.changes).toEqual([
      "新增“局门户网站公开专栏”（政府网站）",
      "新增“局微信公众号”（两微一端）",
    ]);
    const acts = (await a.as("fengshen", "listAudit", { limit: 20 })).rows.map((row) => row.act);
    expect(acts).toContain("修改公开渠道");
  });

  it("a new item begins with the defaults, and its revision says id, kind and name inside its digest", async () => {
    const created = await a.as("linxiaotong", "createItem", {
      title: "有名单时的公示",
      kind: "publicNotice",
    });
    const item = await a.as("linxiaotong", "openItem", created);
    expect(item.metadata.namedChannels).toEqual([await called("局门户网站公开专栏")]);
    const metadata = {
      ...proactiveMetadata("有名单时的公示"),
      channels: ["website", "newMedia"],
      // What a screen says a channel is called counts for nothing: the list does.
      namedChannels: [
        await called("局门户网站公开专栏"),
        { ...(await called("局微信公众号")), name: "别的名字" },
      ],
    };
    await a.as("linxiaotong", "saveDraft", {
      itemId: created.itemId,
      draftSeq: item.draftSeq,
      document: plainDocument("现予公示。"),
      metadata: metadata as never,
    });
    await screened(a, "linxiaotong", created.itemId);
    named = await release(a, created.itemId);
    expect(scopeOf(named.digest)).toMatchObject({
      channels: ["website", "newMedia"],
      namedChannels: [await called("局门户网站公开专栏"), await called("局微信公众号")],
    });
  });

  it("the center takes both, the old package and the new", async () => {
    await a.as("hejing", "sendNow", {});
    const { rows } = await a.as("hejing", "listPackages", {});
    for (const { packageId } of [before, named])
      expect(rows.find((row) => row.packageId === packageId)?.state).toBe("accepted");
  });

  it("another name changes nothing that was reviewed; both packages still verify, byte for byte", async () => {
    const bytes = scopeOf(named.digest);
    const saved = await save((channels) =>
      channels.map((each) => (each.name === "局微信公众号" ? { ...each, name: "云州住建公众号" } : each)),
    );
    expect(codeOf(saved)).toBe("ok");
    expect(scopeOf(named.digest)).toEqual(bytes);
    const { rows } = await a.as("hejing", "listPublications", {});
    expect(rows.find((row) => row.itemId === named.itemId)?.channelNames).toEqual([
      "局门户网站公开专栏",
      "局微信公众号",
    ]);
    expect(rows.find((row) => row.itemId === before.itemId)?.channelNames).toEqual(["政府网站"]);
    expect(await valid(before.packageId)).toBe(true);
    expect(await valid(named.packageId)).toBe(true);
  });

  it("another channel of the same kind is another revision, and its review starts again (V3)", async () => {
    const itemId = await draftItem(a, "linxiaotong", "只改渠道的公示", "现予公示。");
    const metadata = proactiveMetadata("只改渠道的公示");
    await choose(a, itemId, { ...metadata, namedChannels: [await called("局门户网站公开专栏")] });
    const { reviewId } = await a.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await a.as("linxiaotong", "readReview", { reviewId })).revision;
    await approve(a, reviewId, digest);
    await choose(a, itemId, { ...metadata, namedChannels: [await called("政府网站")] });
    expect(codeOf(await a.ask("hejing", "release", { reviewId, digest, passphrase }))).toBe("stale");
    const next = await a.as("linxiaotong", "freezeRevision", { itemId });
    expect(next.digest).not.toBe(digest);
    const [from, to] = (await a.as("linxiaotong", "openItem", { itemId })).revisions.toSorted(
      (x, y) => x.revNo - y.revNo,
    );
    const compared = await a.as("linxiaotong", "compareRevisions", {
      fromRevisionId: from?.revisionId ?? "",
      toRevisionId: to?.revisionId ?? "",
    });
    expect(compared.metadata).toEqual([
      { field: "公开渠道", before: "局门户网站公开专栏", after: "政府网站" },
    ]);
  });

  it("a retired channel cannot be chosen any more; what was reviewed goes on to show it", async () => {
    const itemId = await draftItem(a, "linxiaotong", "选了停用渠道的公示", "现予公示。");
    const metadata = proactiveMetadata("选了停用渠道的公示");
    const retired = await called("局门户网站公开专栏");
    await choose(a, itemId, { ...metadata, namedChannels: [retired] });
    await save((channels) =>
      channels.map((each) =>
        each.id === retired.id ? { ...each, state: "retired", isDefault: false } : each,
      ),
    );
    expect((await a.as("linxiaotong", "openItem", { itemId })).blockers.map((each) => each.code)).toEqual([
      "channel-retired",
    ]);
    expect(codeOf(await a.ask("linxiaotong", "freezeRevision", { itemId }))).toBe("blocked");
    expect(codeOf(await a.ask("linxiaotong", "openReview", { itemId }))).toBe("blocked");
    const { rows } = await a.as("hejing", "listPublications", {});
    expect(rows.find((row) => row.itemId === named.itemId)?.channelNames).toContain("局门户网站公开专栏");
    expect(await valid(named.packageId)).toBe(true);
    const created = await a.as("linxiaotong", "createItem", { title: "另一件", kind: "publicNotice" });
    expect((await a.as("linxiaotong", "openItem", created)).metadata.channels).toEqual([]);
  });

  it("another workstation of the unit takes it over with the names as reviewed, and chooses from its own list", async () => {
    await b.as("linxiaotong", "takeOver", { objectId: named.itemId });
    const item = await screened(b, "linxiaotong", named.itemId);
    expect(item.metadata.namedChannels?.map((each) => each.name)).toEqual([
      "局门户网站公开专栏",
      "局微信公众号",
    ]);
    expect(item.blockers.map((each) => each.code)).toEqual(["channel-retired"]);
    const { namedChannels: _names, ...metadata } = item.metadata;
    const free = await choose(b, named.itemId, { ...metadata, channels: ["website"] });
    expect(free.blockers).toEqual([]);
    const again = await release(b, named.itemId);
    await b.as("hejing", "sendNow", {});
    const { rows } = await b.as("hejing", "listPackages", {});
    expect(rows.find((row) => row.packageId === again.packageId)?.state).toBe("accepted");
  });

  it("holds against raw SQL", async () => {
    const newest = raw.prepare("SELECT * FROM channel_list ORDER BY version DESC LIMIT 1").get() as {
      version: number;
      channels: string;
      account_id: string;
      person_id: string;
    };
    const put = (change: { version?: number; channels?: string; account?: string; person?: string }) =>
      raw
        .prepare("INSERT INTO channel_list VALUES (?, ?, '理由', ?, ?, '2026-10-01T00:00:00Z')")
        .run(
          change.version ?? newest.version + 1,
          change.channels ?? newest.channels,
          change.account ?? newest.account_id,
          change.person ?? newest.person_id,
        );
    const channels = JSON.parse(newest.channels) as Record<string, unknown>[];
    const changed = (change: (each: Record<string, unknown>) => object) =>
      JSON.stringify(channels.map((each, at) => (at === 0 ? change(each) : each)));
    const drafter = raw.prepare("SELECT id, person_id FROM account WHERE name = 'linxiaotong'").get() as {
      id: string;
      person_id: string;
    };
    expect(() => raw.prepare("UPDATE channel_list SET note = 'x'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM channel_list").run()).toThrow(/V5/);
    expect(() => put({ version: newest.version + 2 })).toThrow(/V5/);
    expect(() => put({ account: drafter.id, person: drafter.person_id })).toThrow(/V4/);
    expect(() => put({ person: drafter.person_id })).toThrow(/V4/);
    expect(() => put({ channels: JSON.stringify(channels.slice(1)) })).toThrow(/V3/);
    for (const wrong of [
      { kind: "press" },
      { state: "gone" },
      { name: " " },
      { name: channels[1]?.["name"] },
    ])
      expect(() => put({ channels: changed((each) => ({ ...each, ...wrong })) })).toThrow(/V3/);

    const row = raw.prepare("SELECT * FROM revision WHERE content_digest = ?").get(named.digest) as Record<
      string,
      unknown
    >;
    expect(() =>
      raw
        .prepare("UPDATE revision SET metadata = json_remove(metadata, '$.namedChannels') WHERE id = ?")
        .run(row["id"]),
    ).toThrow(/V3/);
    const content = JSON.parse(String(Buffer.from(row["content"] as Uint8Array))) as { scope: object };
    const metadata = JSON.parse(String(row["metadata"])) as object;
    const freeze = (
      way: { channels: readonly string[]; namedChannels?: readonly object[] },
      said: object = way,
    ) => {
      const both = { ...way, namedChannels: way.namedChannels };
      return raw
        .prepare(
          `INSERT INTO revision (id, item_id, rev_no, parent_digest, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
           VALUES ('raw', ?, ?, NULL, ?, ?, ?, ?, ?, '', ?, ?, '2026-10-01T00:00:00Z')`,
        )
        .run(
          row["item_id"],
          Number(row["rev_no"]) + 1,
          row["body"],
          JSON.stringify({ ...metadata, ...both }),
          Buffer.from(
            JSON.stringify({ ...content, scope: { ...content.scope, namedChannels: undefined, ...said } }),
          ),
          "e".repeat(64),
          row["rules_version"],
          row["created_by_account"],
          row["created_by_person"],
        );
    };
    const website = await called("政府网站");
    const inUse = /V3: a new revision has channels that are in use/;
    const retired = await called("局门户网站公开专栏");
    expect(() => freeze({ channels: ["website"], namedChannels: [retired] })).toThrow(inUse);
    expect(() => freeze({ channels: ["website"], namedChannels: [{ ...website, name: "别名" }] })).toThrow(
      inUse,
    );
    expect(() => freeze({ channels: ["website"] })).toThrow(inUse);
    expect(() => freeze({ channels: ["website", "press"], namedChannels: [website] })).toThrow(inUse);
    // The bytes that are digested and the columns beside them say the same.
    expect(() =>
      freeze({ channels: ["website"], namedChannels: [website] }, { namedChannels: [retired] }),
    ).toThrow(/V3: a revision names the same channels/);
    raw.exec("BEGIN");
    expect(freeze({ channels: ["website"], namedChannels: [website] }).changes).toBe(1);
    raw.exec("ROLLBACK");
  });
});
