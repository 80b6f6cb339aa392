import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { judgeBag, type BagFile } from "../../../shared/sync-protocol/bagit.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The files of a zip, read by a library that did not write it. */
async function unzip(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  );
  const files = new Map<string, Uint8Array>();
  return await new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          files.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
    });
    zip.on("end", () => resolve(files));
    zip.on("error", reject);
    zip.readEntry();
  });
}

describe("the file of a finished case", () => {
  let department: Department;
  let applicationId: string;
  let applicationNo: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-10T01:00:00Z" });
    ({ applicationId, applicationNo } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
  });
  afterAll(() => department.remove());

  const export_ = { archiveNo: "JGB·2026-D30-0012", retention: "thirtyYears" as const };

  it("is not closed before the case is", async () => {
    const early = await department.ask("hejing", "archiveCase", { applicationId, ...export_ });
    expect(early.ok === false && early.error.code).toBe("case-open");
    const view = await department.as("hejing", "checkCaseArchive", { applicationId });
    expect(view.mayArchive).toBe(false);
    expect(view.checks.find((check) => check.kind === "完整性")?.ok).toBe(false);
  });

  it("is one valid bag with everything signed, sent and recorded, and an index that names each file", async () => {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    const { docNumber } = await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    await department.as("hejing", "recordService", {
      letterId,
      method: "post",
      trackingNo: "EMS 1234567890123",
      clockDate: "2026-03-10" as never,
    });
    const minutes = {
      applicationId,
      heldOn: "2026-03-09" as never,
      chair: "郑克",
      participants: ["何静", "周敏"],
      question: "报价清单能否公开",
      opinions: [{ name: "周敏", opinion: "先征求第三方意见" }],
      conclusion: "本件已经主动公开，告知获取途径",
    };
    const stranger = await department.ask("hejing", "recordDeliberation", {
      ...minutes,
      opinions: [{ name: "钱锐", opinion: "同意" }],
    });
    expect(stranger.ok === false && stranger.error.code).toBe("deliberation-incomplete");
    const marked = await department.ask("hejing", "recordDeliberation", {
      ...minutes,
      conclusion: "机密★10年\n不予公开",
    });
    expect(marked.ok === false && marked.error.code).toBe("secret-mark");
    await department.as("hejing", "recordDeliberation", minutes);
    const scan = {
      applicationId,
      kind: "application" as const,
      fileName: "申请表原件.txt",
      bytes: new TextEncoder().encode("申请表扫描件的内容"),
    };
    await department.as("hejing", "addCaseFile", scan);
    const mistake = await department.as("hejing", "addCaseFile", { ...scan, fileName: "错放的.txt" });
    await department.as("hejing", "voidCaseFile", { applicationId, fileId: mistake.fileId, reason: "错放" });
    const view = await department.as("hejing", "checkCaseArchive", { applicationId });
    expect(view.files).toContain("04-会商研判纪要1.docx");
    expect(view.files.filter((name) => name.startsWith("05-"))).toEqual(["05-材料01-申请表原件.txt"]);
    expect(view.checks.filter((check) => !check.ok)).toEqual([]);
    const file = await department.as("hejing", "archiveCase", { applicationId, ...export_ });
    expect(file.fileName).toMatch(/^zwgk_archive_11990400000000001A_\d{8}T\d{6}Z_[0-9a-f]{8}\.zip$/);

    const zipped = await unzip(file.bytes);
    const base = file.fileName.replace(/\.zip$/, "");
    const files = new Map([...zipped].map(([name, bytes]) => [name.slice(base.length + 1), bytes]));
    expect([...zipped.keys()].every((name) => name.startsWith(`${base}/`))).toBe(true);
    const verdict = judgeBag(
      new Map(
        [...files].map(([path, bytes]): [string, BagFile] => [
          path,
          {
            size: bytes.length,
            read: () => bytes,
            digest: (algorithm) =>
              algorithm === "sha256" ? createHash("sha256").update(bytes).digest("hex") : undefined,
          },
        ]),
      ),
    );
    expect(verdict).toEqual({ valid: true, findings: [] });

    const text = (path: string) => Buffer.from(files.get(path) ?? []).toString("utf8");
    expect(text(`data/${applicationNo}/05-材料01-申请表原件.txt`)).toBe("申请表扫描件的内容");
    expect(view.checks.find((check) => check.kind === "安全性")?.detail).toContain("1 件收到的材料");
    const index = text("data/案卷目录.csv").split("\r\n").slice(1, -1);
    expect(index).toHaveLength(view.files.length);
    for (const line of index) {
      const cells = line.split(",");
      const [fileName, sum] = cells.slice(-2);
      expect(sha256(files.get(`data/${fileName}`) ?? new Uint8Array())).toBe(sum);
      expect(cells[1]).toBe(export_.archiveNo);
    }
    const letter = [...files].find(([path]) => path.endsWith(`${docNumber}.docx`));
    const read = letter && (await readDocument(letter[1], "letter.docx"));
    const words = read?.ok ? read.value.parts.map((part) => part.text).join("") : "";
    expect(words).toContain(docNumber);
    expect(words).toContain("云州市人民政府网站");
    // What every stage signed: these bytes have the digest the review covered (V1).
    const reviewed = [...files].find(([path]) => path.endsWith(".审查内容.json"));
    expect(sha256(reviewed?.[1] ?? new Uint8Array())).toBe(digest);
    expect(text(`data/${applicationNo}/90-送达记录.csv`)).toContain("EMS 1234567890123");
    expect(text(`data/${applicationNo}/92-办理记录.csv`)).toContain("签发文书");
    expect(text("bag-info.txt")).not.toContain("刘长河");
    // The workstation, no person and no organ (records.md §1).
    expect(text("bag-info.txt")).toMatch(/^Internal-Sender-Identifier: [0-9a-f]{8}-[0-9a-f-]{27}$/m);
    // Times of the office, not of Greenwich.
    expect(text(`data/${applicationNo}/92-办理记录.csv`)).toMatch(/\r\n2026-03-10 09:\d\d:\d\d,/);
    expect(text("data/案卷目录.csv")).toContain(",日期,页数,保管期限,");

    const after = await department.as("hejing", "checkCaseArchive", { applicationId });
    expect(after.earlier).toMatchObject([
      { bundleDigest: sha256(file.bytes), fileCount: index.length, archivedBy: "何静" },
    ]);
  });
});
