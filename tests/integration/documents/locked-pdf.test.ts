import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { fileForRelease } from "../../../electron/core/documents/release/file-for-release.ts";
import { person } from "./corpus/case.ts";
import { pdfFile, showText, updatePdf } from "./corpus/pdf-files.ts";
import { signature, signedPdf } from "./corpus/signed-pdf.ts";

const seal = "电子签名和电子印章（印章的图样也没有）";
const page = showText("采购公告", 72, 700);
const orphan = { 12: `(${person.id})` } as const;
const drafts = `/PieceInfo<</Draft<</Private(${person.mobile})>>>>`;

describe("a PDF that is encrypted or signed", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "locked-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Locked against printing and copying, opened without a password, nothing left out (qpdf). */
  function locked(bytes: Uint8Array, ...how: readonly string[]): Uint8Array {
    writeFileSync(join(folder, "open.pdf"), bytes);
    const out = join(folder, "locked.pdf");
    const options = ["--allow-weak-crypto", "--preserve-unreferenced", "--object-streams=disable"];
    execFileSync("qpdf", [...options, "--encrypt", "", "owner", ...how, "--", join(folder, "open.pdf"), out]);
    return new Uint8Array(readFileSync(out));
  }
  /** Everything in a file as text, every stream unpacked, and what its pages say (qpdf, pdftotext). */
  function seen(bytes: Uint8Array) {
    const path = join(folder, "out.pdf");
    writeFileSync(path, bytes);
    const options = ["--qdf", "--object-streams=disable", "--preserve-unreferenced", "--decrypt"];
    const inside = execFileSync("qpdf", [...options, path, "-"], { encoding: "latin1" });
    const words = execFileSync("pdftotext", [path, "-"], { encoding: "utf8" });
    const lock = execFileSync("qpdf", ["--show-encryption", path], { encoding: "utf8" });
    const found = [person.id, person.mobile].filter((secret) =>
      [
        secret,
        Buffer.from(secret).toString("hex"),
        Buffer.from(secret, "utf16le").swap16().toString("hex"),
      ].some((form) => inside.toLowerCase().includes(form)),
    );
    return { found, words: words.trim(), isLocked: !lock.includes("not encrypted") };
  }

  it.each([
    ["40", []],
    ["128", ["--use-aes=n"]],
    ["128", ["--use-aes=y"]],
    ["256", []],
  ])(
    "of %s bits %j that opens without a password leaves open, and without what nothing leads to",
    async (bits, more) => {
      const source = locked(pdfFile(page, { objects: orphan, catalogue: drafts }), bits, ...more);
      expect(seen(source)).toMatchObject({ found: [person.id, person.mobile], isLocked: true });
      const out = await fileForRelease(source, "a.pdf", []);
      if (!out.ok) throw new Error(out.error.type);
      expect(seen(out.value.bytes)).toEqual({ found: [], words: "采购公告", isLocked: false });
      expect(out.value).toMatchObject({ rebuilt: true, losses: [], stays: [] });
    },
  );

  it("and clean by itself leaves open too: nobody looks into what is locked", async () => {
    const out = await fileForRelease(locked(pdfFile(page), "256"), "a.pdf", []);
    if (!out.ok) throw new Error(out.error.type);
    expect(seen(out.value.bytes)).toEqual({ found: [], words: "采购公告", isLocked: false });
  });

  it("signed, and nothing but what is seen: leaves byte for byte, and what the signature tells is said", async () => {
    const source = signedPdf(page);
    const out = await fileForRelease(source, "a.pdf", []);
    if (!out.ok) throw new Error(out.error.type);
    expect(Buffer.from(out.value.bytes).equals(Buffer.from(source))).toBe(true);
    expect(out.value.stays).toEqual([expect.stringContaining("数字证书")]);
  });

  it.each<[string, () => Uint8Array]>([
    ["an object that nothing leads to", () => signedPdf(page, orphan)],
    ["a program's own data", () => signedPdf(page, {}, { catalogue: drafts })],
    ["properties", () => signedPdf(page, { 13: `<</Author(${person.id})>>` }, { trailer: "/Info 13 0 R" })],
    [
      "an earlier revision",
      () =>
        updatePdf(pdfFile(page + showText(person.id, 72, 600)), {
          1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]/SigFlags 3>>>>",
          4: { dict: "", data: page },
          ...signature,
        }),
    ],
    ["encryption", () => locked(signedPdf(page, orphan), "256")],
  ])("signed, with %s: only what is seen leaves, and the lost seal is told", async (_what, make) => {
    const out = await fileForRelease(make(), "a.pdf", []);
    if (!out.ok) throw new Error(out.error.type);
    expect(seen(out.value.bytes)).toEqual({ found: [], words: "采购公告", isLocked: false });
    expect(out.value.losses).toContain(seal);
    expect(out.value.stays).toEqual([]);
  });

  // Of sixteen files that qpdf locks with AES-256, one has its key at the round at which counting from 0 or 1 matters.
  it.each([1, 2])("its key comes out at the very round that may be the last (%i)", async (number) => {
    const name = `key-at-the-last-round-${number}.pdf`;
    const source = readFileSync(new URL(`../../fixtures/documents/locked/${name}`, import.meta.url));
    const out = await fileForRelease(new Uint8Array(source), "a.pdf", []);
    if (!out.ok) throw new Error(out.error.type);
    expect(seen(out.value.bytes)).toEqual({ found: [], words: "采购公告", isLocked: false });
  });
});
