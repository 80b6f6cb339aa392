import { createHash } from "node:crypto";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { archiveFileName, checkArchive, composeBag, csvText, type ArchiveFacts } from "./archive-bag.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("file names of a case file", () => {
  it.each([
    ["答复书〔2026〕3号.docx", "答复书〔2026〕3号.docx"],
    ["../../etc/passwd", ".._.._etc_passwd"],
    ["a:b*c?.docx", "a_b_c_.docx"],
    ["CON", "_CON"],
    ["com1.docx", "_com1.docx"],
    ["结尾. ", "结尾"],
    ["", "_"],
    ["e\u0301.txt", "\u00e9.txt"],
  ])("%s becomes %s", (given, expected) => {
    expect(archiveFileName(given)).toBe(expected);
  });
});

describe("a CSV for spreadsheet programs", () => {
  it("quotes, disarms formulas and leaves numbers alone", () => {
    expect(
      csvText([
        ["件号", "题名"],
        ["1", '=HYPERLINK("x")'],
        ["-2", "甲,乙"],
      ]),
    ).toBe('\ufeff件号,题名\r\n1,"\'=HYPERLINK(""x"")"\r\n-2,"甲,乙"\r\n');
  });
});

describe("a bag", () => {
  it("lists every payload file once with its sum, and its oxum is octets and files", () => {
    const name = fc.stringMatching(/^[a-z0-9%甲乙]{1,12}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.uint8Array({ maxLength: 40 }),
        (names, bytes) => {
          const payload = names.map((one, index) => ({
            path: `data/${one}`,
            bytes: Uint8Array.from([...bytes, index]),
          }));
          const bag = composeBag(payload, [], [["Source-Organization", "某局"]], sha256);
          const text = (path: string) =>
            new TextDecoder().decode(bag.find((entry) => entry.path === path)?.bytes);
          const lines = text("manifest-sha256.txt").trimEnd().split("\n");
          expect(lines).toHaveLength(payload.length);
          for (const entry of payload)
            expect(lines).toContain(`${sha256(entry.bytes)}  ${entry.path.replaceAll("%", "%25")}`);
          expect(text("bag-info.txt")).toContain(
            `Payload-Oxum: ${payload.reduce((sum, entry) => sum + entry.bytes.length, 0)}.${payload.length}\n`,
          );
          expect(text("tagmanifest-sha256.txt")).not.toContain("tagmanifest");
        },
      ),
    );
  });
});

describe("the four checks of filing", () => {
  const whole: ArchiveFacts = {
    closed: true,
    signed: 2,
    served: 2,
    broken: [],
    unfinished: [],
    answered: true,
    unreadable: [],
    openDisputes: 0,
    received: 0,
  };
  it.each([
    [{}, []],
    [{ served: 1 }, ["完整性"]],
    [{ closed: false }, ["完整性"]],
    [{ broken: ["答复书"] }, ["真实性"]],
    [{ unreadable: ["答复书"] }, ["可用性"]],
    [{ unfinished: ["草稿"], openDisputes: 1 }, []],
  ])("%o fails %o", (change, failed) => {
    const checks = checkArchive({ ...whole, ...change });
    expect(checks.filter((check) => !check.ok).map((check) => check.kind)).toEqual(failed);
  });
});
