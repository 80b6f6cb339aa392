import { Document, Packer, Paragraph } from "docx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  type Department,
} from "../support/department.ts";
import { intake } from "../support/letters.ts";
import { rawStore } from "../support/raw-store.ts";
import { filesUnder, filesWith } from "../support/traces-on-disk.ts";

/** Every row of every table as text, with the names of the tables: what a thief with the key would read. */
function contents(raw: RawDatabase): ReadonlyMap<string, readonly string[]> {
  const tables = raw
    .prepare("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => [
      table,
      (raw.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]).map((row) =>
        Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value)))
          .join("\u0000"),
      ),
    ]),
  );
}

describe("V7 a marked secret leaves no trace", () => {
  const secret = "云州钼矿储量普查第七分册";
  const pieces = [secret, "云州钼矿", "储量普查"];
  const mark = "机密★5年";
  let department: Department;
  let itemId: string;
  beforeAll(async () => {
    department = await openDepartment();
    itemId = await draftItem(department, "linxiaotong", "普通公示", "现予公示。");
  });
  afterAll(() => department.remove());

  const text = new TextEncoder().encode(`${mark}\n${secret}\n本册共七章。`);
  const word = async () =>
    new Uint8Array(
      await Packer.toBuffer(
        new Document({ sections: [{ children: [new Paragraph(mark), new Paragraph(secret)] }] }),
      ),
    );

  const attempts: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    [
      "a text file",
      () => department.ask("linxiaotong", "importFile", { fileName: "来文.txt", bytes: text }),
      "secret-mark",
    ],
    [
      "a Word file",
      async () => department.ask("linxiaotong", "importFile", { fileName: "来文.docx", bytes: await word() }),
      "secret-mark",
    ],
    [
      "a file whose name is marked",
      () =>
        department.ask("linxiaotong", "importFile", {
          fileName: `（${mark}）${secret}.txt`,
          bytes: new TextEncoder().encode(secret),
        }),
      "secret-mark",
    ],
    [
      "an attachment",
      () => department.ask("linxiaotong", "addAttachment", { itemId, fileName: "附件.txt", bytes: text }),
      "secret-mark",
    ],
    [
      "a text typed or pasted",
      async () =>
        department.ask("linxiaotong", "saveDraft", {
          itemId,
          draftSeq: (await department.as("linxiaotong", "openItem", { itemId })).draftSeq,
          document: plainDocument(`${mark}\n${secret}`),
          metadata: proactiveMetadata("普通公示"),
        }),
      "secret-mark",
    ],
    [
      "a title",
      () => department.ask("linxiaotong", "createItem", { title: `${mark} ${secret}`, kind: "publicNotice" }),
      "invalid-input",
    ],
    [
      "an application's wording",
      () =>
        department.ask("hejing", "registerApplication", {
          ...intake,
          requestedInformation: `${mark}\n${secret}`,
          arrivedOn: "2026-09-10" as never,
        }),
      "invalid-input",
    ],
  ];

  it.each(attempts)("%s", async (_name, act, expected) => {
    const raw = await rawStore(department.folder);
    const before = contents(raw);
    const answer = await act();
    expect(answer).toMatchObject({ ok: false, error: { code: expected } });
    expect(JSON.stringify(answer)).not.toContain("钼矿");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const after = contents(raw);
    raw.close();
    const added = (table: string) =>
      (after.get(table) ?? []).filter((row) => !before.get(table)?.includes(row));
    // The refusal itself, without content, and the head of the log it stands in; nothing else changed anywhere.
    const refusals = added("audit_entry").filter((row) => row.includes("item.importRefused"));
    expect(refusals).toHaveLength(expected === "secret-mark" ? 1 : 0);
    expect(added("audit_entry")).toEqual(refusals);
    const others = [...after.keys()].filter((table) => !["audit_entry", "audit_head"].includes(table));
    expect(others.filter((table) => added(table).length > 0)).toEqual([]);
    for (const piece of pieces)
      expect([...after.values()].flat().filter((row) => row.includes(piece))).toEqual([]);
    expect(filesWith(department.folder, pieces)).toEqual([]);
    expect(JSON.stringify(department.logLines)).not.toContain("钼矿");
  });
});

describe("V12 no unpublished content outside the encrypted store", () => {
  const canaryTitle = "鹳雀楼北侧地块征收预案";
  const canaryName = "欧阳鹤鸣";
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("a title and a name stand in no log line, file name, file or error", async () => {
    const words = [canaryTitle, canaryName];
    const errors: unknown[] = [];
    const keep = (answer: unknown) => errors.push(answer);
    const itemId = await draftItem(
      department,
      "linxiaotong",
      canaryTitle,
      `${canaryTitle}由${canaryName}负责。现予公示。`,
    );
    await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: `${canaryTitle}.txt`,
      bytes: new TextEncoder().encode(`${canaryName}的说明。`.repeat(50)),
    });
    const item = await department.as("linxiaotong", "openItem", { itemId });
    if (item.findings.length > 0)
      await department.as("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds: item.findings.map((finding) => finding.findingId),
        answer: "keep",
        note: "依法公开",
      });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    // What goes wrong says nothing of what was being handled.
    keep(await department.ask("linxiaotong", "openReview", { itemId }));
    keep(
      await department.ask("linxiaotong", "saveDraft", {
        itemId,
        draftSeq: 99,
        document: {
          type: "doc",
          content: [{ type: canaryName, content: [{ type: "text", text: canaryTitle }] }],
        },
        metadata: proactiveMetadata(canaryTitle),
      }),
    );
    keep(
      await department.core.invoke(await department.connection("linxiaotong"), "items.create", {
        title: canaryTitle,
        kind: canaryName,
      }),
    );
    keep(
      await department.ask("linxiaotong", "importFile", {
        fileName: `${canaryTitle}.docx`,
        bytes: new TextEncoder().encode(`PK\u0003\u0004${canaryName}`),
      }),
    );
    const connection = department.core.connect(() => undefined);
    keep(
      await department.core.invoke(connection, "session.signIn", {
        accountName: "linxiaotong",
        passphrase: `${canaryName}-Passphrase-1`,
      }),
    );
    await department.as("hejing", "registerApplication", {
      ...intake,
      applicantName: canaryName,
      requestedInformation: canaryTitle,
      arrivedOn: "2026-09-10" as never,
    });
    await department.as("wushan", "backUpStore", {});
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, view.revision.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    await department.as("hejing", "release", { reviewId, digest: preview.digest, passphrase });
    for (const word of words) {
      expect(JSON.stringify(errors)).not.toContain(word);
      expect(JSON.stringify(department.logLines)).not.toContain(word);
    }
    expect(filesWith(department.folder, words)).toEqual([]);
    // While the store is open, and after it was closed.
    await department.core.close();
    expect(filesWith(department.folder, words)).toEqual([]);
    expect(filesUnder(department.folder).length).toBeGreaterThan(3);
  });
});
