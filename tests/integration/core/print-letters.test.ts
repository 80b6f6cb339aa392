import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { zipFiles, zipTexts } from "../support/zip-texts.ts";

const applicants = [
  { applicantName: "刘长河", postalAddress: "云州市城区云和路8号", postcode: "277100" },
  { applicantName: "宋明", idNumber: "370402198001011234", postalAddress: "" },
] as const;

describe("a print job of signed letters", () => {
  let department: Department;
  const letterIds: string[] = [];
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-10T01:00:00Z" });
    for (const applicant of applicants) {
      const { applicationId } = await department.as("hejing", "registerApplication", {
        ...intake,
        ...applicant,
        arrivedOn: "2026-03-02" as never,
      });
      const { letterId } = await department.as("hejing", "createLetter", {
        applicationId,
        template: "disclosure-granted-proactive",
      });
      await department.as("hejing", "saveLetter", {
        letterId,
        draftSeq: 0,
        fields: { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" },
      });
      letterIds.push(letterId);
    }
  });
  afterAll(() => department.remove());

  const issued = async (show: "waiting" | "served" | "void" | "all", input: object = {}) =>
    await department.as("hejing", "listIssuedLetters", { show, ...input });

  it("is refused for a letter that nobody signed", async () => {
    expect((await issued("all")).total).toBe(0);
    const answer = await department.ask("hejing", "printLetters", { letterIds });
    expect(answer).toMatchObject({ ok: false, error: { code: "not-signed" } });
  });

  it("holds each letter as its own file and all in the order asked for, each with its envelope behind it", async () => {
    for (const letterId of letterIds) {
      const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
      const digest = await approveLetter(department, reviewId);
      await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    }
    const [first, second] = letterIds as [string, string];
    // Asked for in the other order, one of them twice.
    const job = await department.as("hejing", "printLetters", { letterIds: [second, first, second] });
    expect(job).toMatchObject({ count: 2, withoutAddress: ["宋明"] });
    const files = await zipFiles(job.bytes);
    const base = job.fileName.replace(/\.zip$/u, "");
    const names = [...files.keys()].map((name) => name.slice(base.length + 1));
    const own = names.filter((name) => name.startsWith("逐件/"));
    expect(own.map((name) => name.slice(3, 5))).toEqual(["1-", "2-"]);
    expect(names).toEqual(expect.arrayContaining(["一并打印.docx", "交寄清单.csv"]));
    for (const [index, letterId] of [second, first].entries()) {
      const single = await department.as("hejing", "exportLetter", { letterId, format: "docx" });
      expect(files.get(`${base}/${own[index]}`)?.equals(single.bytes)).toBe(true);
    }
    const list = files.get(`${base}/交寄清单.csv`)?.toString("utf8").split("\r\n") ?? [];
    expect(list[1]).toContain("宋明");
    expect(list[2]).toContain("刘长河,云州市城区云和路8号,277100");

    const text = [
      ...(
        (await zipTexts(files.get(`${base}/一并打印.docx`) ?? new Uint8Array())).get("word/document.xml") ??
        ""
      ).matchAll(/<w:t[^>]*>([^<]*)/gu),
    ]
      .map(([, run]) => run)
      .join("");
    const order = ["宋明：", "宋明　收", "刘长河：", "刘长河　收"].map((words) => text.indexOf(words));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).not.toContain(intake.phone);

    if (!job.pdf) return;
    const folder = mkdtempSync(join(tmpdir(), "print-"));
    try {
      const pdf = join(folder, "job.pdf");
      writeFileSync(pdf, files.get(`${base}/一并打印.pdf`) ?? "");
      const pages = execFileSync("pdfinfo", ["-f", "1", "-l", "20", pdf], { encoding: "utf8" });
      const widths = [...pages.matchAll(/Page\s+\d+ size:\s+([\d.]+) x/gu)].map(([, width]) =>
        Math.round((Number(width) * 25.4) / 72),
      );
      // A4 pages, then the envelope (GB/T 1416 DL), twice.
      expect(widths.filter((width) => width === 220)).toHaveLength(2);
      expect(widths.at(-1)).toBe(220);
      const last = execFileSync("pdftotext", ["-f", String(widths.length), pdf, "-"], { encoding: "utf8" });
      expect(last).not.toMatch(/— \d+ —/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("comes from a register that knows what waits, what was served, and finds by number and name", async () => {
    const waiting = await issued("waiting", { limit: 1 });
    expect(waiting).toMatchObject({ total: 2, rows: [{ applicantName: "宋明", state: "signed" }] });
    const rest = await issued("waiting", { limit: 1, after: waiting.next });
    expect(rest.rows).toMatchObject([{ applicantName: "刘长河" }]);
    const number = rest.rows[0]?.docNumber ?? "";
    expect((await issued("all", { contains: number })).rows).toMatchObject([{ docNumber: number }]);
    await department.as("hejing", "recordService", {
      letterId: letterIds[0] ?? "",
      method: "post",
      clockDate: "2026-03-10" as never,
      trackingNo: "XA00000000137",
    });
    await department.as("hejing", "voidLetterNumber", {
      letterId: letterIds[1] ?? "",
      reason: "收件人写错",
      passphrase,
    });
    expect(await issued("waiting")).toMatchObject({ total: 0, rows: [] });
    expect((await issued("served")).rows).toMatchObject([
      { state: "served", service: { method: "邮寄送达" } },
    ]);
    expect((await issued("void")).rows).toMatchObject([{ state: "void", applicantName: "宋明" }]);
    const answer = await department.ask("hejing", "printLetters", { letterIds: [letterIds[1] ?? ""] });
    expect(answer).toMatchObject({ ok: false, error: { code: "not-signed" } });
  });
});
