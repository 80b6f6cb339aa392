import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { Instant } from "../../kernel/calendar-day.ts";
import { dayOfInstant, officeTime } from "../../kernel/calendar-day.ts";
import { judgeBag, parseBagInfo, type BagFile } from "../../sync-protocol/bagit.ts";
import {
  archiveFileName,
  bagInfoText,
  checkArchive,
  composeBag,
  csvText,
  indexCsv,
  manifestText,
  packageName,
  retentionTerms,
  type ArchiveFacts,
} from "./archive-bag.ts";

/**
 * The obligations of domain/records.md as cases, by section. What another tool made is judged by `judgeBag`, what leaves
 * this program is made by `archive-bag.ts`; each case says what the document asks.
 */
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const encode = (text: string) => new TextEncoder().encode(text);
const declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

function judged(texts: Readonly<Record<string, string>>): readonly string[] {
  const files = new Map(
    Object.entries(texts).map(([path, text]): [string, BagFile] => {
      const bytes = encode(text);
      return [
        path,
        {
          size: bytes.length,
          read: () => bytes,
          digest: (algorithm) => createHash(algorithm).update(bytes).digest("hex"),
        },
      ];
    }),
  );
  const { valid, findings } = judgeBag(files);
  return [valid ? "valid" : "invalid", ...findings.map(({ code }) => code)];
}
const sum = (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");
const bag = (change: Readonly<Record<string, string | undefined>> = {}) =>
  Object.fromEntries(
    Object.entries({
      "bagit.txt": declaration,
      "data/a.txt": "甲",
      "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n`,
      "bag-info.txt": "Payload-Oxum: 3.1\n",
      ...change,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

describe("§1 a bag that is read", () => {
  it.each<readonly [string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    ["1 declaration, one manifest, data/", {}, ["valid"]],
    ["1 no declaration", { "bagit.txt": undefined }, ["invalid", "declaration-missing"]],
    ["1 no manifest", { "manifest-sha256.txt": undefined }, ["invalid", "manifest-missing"]],
    ["2 a BOM", { "bagit.txt": `\ufeff${declaration}` }, ["invalid", "declaration-malformed"]],
    ["2 a third line", { "bagit.txt": `${declaration}X: y\n` }, ["invalid", "declaration-malformed"]],
    ["2 one line", { "bagit.txt": "BagIt-Version: 1.0\n" }, ["invalid", "declaration-malformed"]],
    ["2 a later version", { "bagit.txt": declaration.replace("1.0", "2.0") }, ["invalid", "version-unknown"]],
    ["3 blanks or a tab", { "manifest-sha256.txt": `${sum("甲")} \t data/a.txt\n` }, ["valid"]],
    ["3 a sum in capitals", { "manifest-sha256.txt": `${sum("甲").toUpperCase()}  data/a.txt\n` }, ["valid"]],
    ["3 CRLF", { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\r\n` }, ["valid"]],
    [
      "3 a payload file that is not listed",
      { "data/b.txt": "乙", "bag-info.txt": undefined },
      ["invalid", "file-not-listed"],
    ],
    [
      "3 something outside data/ in a payload manifest",
      {
        "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n${sum(declaration)}  bagit.txt\n`,
      },
      ["invalid", "path-outside-payload"],
    ],
    [
      "3 a file listed twice",
      { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n`.repeat(2) },
      ["invalid", "listed-twice"],
    ],
    [
      "3 a percent sign that is encoded",
      {
        "data/a.txt": undefined,
        "data/50%.txt": "甲",
        "manifest-sha256.txt": `${sum("甲")}  data/50%25.txt\n`,
      },
      ["valid"],
    ],
    [
      "4 a tag manifest that lists a tag manifest",
      { "tagmanifest-sha256.txt": `${sum("x")}  tagmanifest-sha256.txt\n` },
      ["invalid", "tag-manifest-lists-tag-manifest", "checksum-wrong"],
    ],
    [
      "4 a tag file of a wrong sum",
      { "tagmanifest-sha256.txt": `${sum("x")}  bagit.txt\n` },
      ["invalid", "checksum-wrong"],
    ],
    [
      "5 a label without a colon",
      { "bag-info.txt": "Payload-Oxum 3.1\n" },
      ["invalid", "bag-info-malformed"],
    ],
    ["5 labels in any case", { "bag-info.txt": "PAYLOAD-OXUM: 4.1\n" }, ["invalid", "oxum-wrong"]],
    [
      "6 an oxum given twice",
      { "bag-info.txt": "Payload-Oxum: 3.1\nPayload-Oxum: 3.1\n" },
      ["invalid", "oxum-repeated"],
    ],
    ["6 an oxum of other octets", { "bag-info.txt": "Payload-Oxum: 30.1\n" }, ["invalid", "oxum-wrong"]],
    ["6 an oxum that is none", { "bag-info.txt": "Payload-Oxum: three\n" }, ["invalid", "oxum-malformed"]],
    ["6 no oxum: the sums decide", { "bag-info.txt": undefined }, ["valid"]],
    [
      "7 a listed file that is not there",
      { "data/a.txt": undefined, "bag-info.txt": undefined },
      ["invalid", "file-missing"],
    ],
    ["7 one byte changed", { "data/a.txt": "乙" }, ["invalid", "checksum-wrong"]],
    [
      "profile: sha512 alone",
      { "manifest-sha256.txt": undefined, "manifest-sha512.txt": `${sum("甲", "sha512")}  data/a.txt\n` },
      ["valid"],
    ],
    [
      "profile: md5 with a warning",
      { "manifest-sha256.txt": undefined, "manifest-md5.txt": `${sum("甲", "md5")}  data/a.txt\n` },
      ["valid", "weak-algorithm"],
    ],
    [
      "profile: an absolute path",
      { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n${sum("x")}  /etc/passwd\n` },
      ["invalid", "path-unsafe"],
    ],
    [
      "profile: a way out",
      { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n${sum("x")}  data/../../x\n` },
      ["invalid", "path-unsafe"],
    ],
    [
      "profile: a home folder",
      { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n${sum("x")}  ~/x\n` },
      ["invalid", "path-unsafe"],
    ],
    [
      "profile: a drive letter",
      { "manifest-sha256.txt": `${sum("甲")}  data/a.txt\n${sum("x")}  C:/x\n` },
      ["invalid", "path-unsafe"],
    ],
    [
      "§7.4 one name in NFC and NFD: told (our own packages refuse any name but theirs)",
      {
        "data/a.txt": undefined,
        "data/\u00e9": "甲",
        "data/e\u0301": "甲",
        "bag-info.txt": undefined,
        "manifest-sha256.txt": `${sum("甲")}  data/\u00e9\n${sum("甲")}  data/e\u0301\n`,
      },
      ["valid", "name-differs-only-in-normalisation"],
    ],
  ])("%s", (_what, change, expected) => {
    expect(judged(bag(change))).toEqual(expected);
  });

  it("5 a long value goes on in an indented line, order and repeats are kept", () => {
    expect(parseBagInfo("B: 1\nA: 甲\n  乙\nB: 2\n")).toEqual([
      { label: "B", value: "1" },
      { label: "A", value: "甲 乙" },
      { label: "B", value: "2" },
    ]);
  });
});

describe("§1 what is written", () => {
  it("file names: NFC, nothing Windows refuses, no trailing dot or blank, no reserved word", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["e\u0301.txt", "\u00e9.txt"],
      ['a\\:*?"<>|b', "a________b"],
      ["a/b", "a_b"],
      ["a\u0007b", "a_b"],
      ["结尾. . ", "结尾"],
      ["AUX", "_AUX"],
      ["nul.docx", "_nul.docx"],
      ["LPT9.pdf", "_LPT9.pdf"],
      ["COM10.pdf", "COM10.pdf"],
      ["", "_"],
      ["...", "_"],
    ];
    for (const [given, expected] of cases) expect([given, archiveFileName(given)]).toEqual([given, expected]);
  });

  it("a long name keeps its extension, breaks no sign and ends in neither dot nor blank", () => {
    const long = archiveFileName(`05-材料01-${"证".repeat(300)}.docx`);
    expect(long).toMatch(/^05-材料01-证+\.docx$/);
    expect(long).toHaveLength(80);
    expect(archiveFileName(`${"字".repeat(79)} 后面`)).toBe("字".repeat(79));
    expect(archiveFileName(`${"字".repeat(79)}..后面`)).toBe("字".repeat(79));
    expect(archiveFileName(`${"🚀".repeat(200)}.pdf`)).toBe(`${"🚀".repeat(76)}.pdf`);
    expect(archiveFileName(`${"🚀".repeat(200)}.pdf`).isWellFormed()).toBe(true);
  });

  it("names of packages: kind, organ, moment, eight hex digits", () => {
    expect(
      packageName(
        "archive",
        "11990400000000001A",
        "2026-03-10T01:02:03.456Z",
        "01900000-0000-7000-8000-0123456789ab",
      ),
    ).toBe("zwgk_archive_11990400000000001A_20260310T010203Z_456789ab");
  });

  it("bag-info: one blank behind the colon, a value on one line", () => {
    expect(bagInfoText([["Source-Organization", "某局\n第二行  x "]])).toBe(
      "Source-Organization: 某局 第二行 x\n",
    );
  });

  it("3 only LF, CR and % of a path are encoded, and lines are in order", () => {
    expect(
      manifestText([
        { path: "data/乙 b", sha256: "1" },
        { path: "data/a%\r\n", sha256: "2" },
      ]),
    ).toBe("2  data/a%25%0D%0A\n1  data/乙 b\n");
  });

  it("a composed bag is complete and valid for a reader that did not write it", () => {
    const made = composeBag(
      [{ path: "data/50%.txt", bytes: encode("甲") }],
      [{ path: "metadata/schema-version.txt", bytes: encode("zwgk-bag/1\n") }],
      [["Source-Organization", "某局"]],
      sha256,
    );
    const texts = Object.fromEntries(made.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
    expect(judged(texts)).toEqual(["valid"]);
    expect(texts["bagit.txt"]).toBe(declaration);
    expect(texts["bag-info.txt"]).toContain("Payload-Oxum: 3.1\n");
    expect(texts["tagmanifest-sha256.txt"]).toContain("metadata/schema-version.txt");
  });
});

describe("§2 and §6 the index of the case file", () => {
  it("has the columns of the document, in its order", () => {
    const [header = "", row = ""] = indexCsv(
      [
        {
          itemNo: 1,
          title: "答复书",
          responsible: "某局",
          date: "2026-03-10",
          pages: 2,
          fileName: "a.pdf",
          sha256: "s",
        },
      ],
      "JGB·1",
      "tenYears",
    )
      .slice(1)
      .split("\r\n");
    expect(header).toBe("件号,档号,题名,责任者,日期,页数,保管期限,文件名,sha256");
    expect(row).toBe("1,JGB·1,答复书,某局,2026-03-10,2,10年,a.pdf,s");
  });

  it("knows the three terms", () => {
    expect(Object.values(retentionTerms)).toEqual(["永久", "30年", "10年"]);
  });

  it.each([
    ["甲", "甲"],
    ["甲,乙", '"甲,乙"'],
    ['甲"乙', '"甲""乙"'],
    ["甲\n乙", '"甲\n乙"'],
    ["=1+1", "'=1+1"],
    ["+1+1", "'+1+1"],
    ["-cmd", "'-cmd"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["-2.50", "-2.50"],
    ["+3", "+3"],
    ["-1-1", "'-1-1"],
  ])("a cell %j is written %j", (given, expected) => {
    expect(csvText([[given]])).toBe(`\ufeff${expected}\r\n`);
  });
});

describe("§3 filing", () => {
  const whole: ArchiveFacts = {
    closed: true,
    signed: 1,
    served: 1,
    broken: [],
    unfinished: [],
    answered: true,
    unreadable: [],
    openDisputes: 0,
    received: 0,
  };
  const told = (change: Partial<ArchiveFacts>) =>
    Object.fromEntries(checkArchive({ ...whole, ...change }).map(({ kind, detail }) => [kind, detail]));

  it("checks the four, in their order", () => {
    expect(checkArchive(whole).map(({ kind }) => kind)).toEqual(["真实性", "完整性", "可用性", "安全性"]);
  });
  it("says that files from outside go in as they came, and claims nothing about them", () => {
    expect(told({})["安全性"]).toBe("文件由本系统生成，没有宏和脚本");
    expect(told({ received: 2 })["安全性"]).toContain("2 件收到的材料按原样入卷");
    expect(told({ received: 2 })["安全性"]).not.toMatch(/^文件由本系统生成/);
    expect(told({ openDisputes: 1 })["安全性"]).toContain("审结后请再次归档");
  });
  it("dates and times are those of the office, not of Greenwich", () => {
    const early = "2026-03-10T23:30:05.000Z" as Instant;
    expect(dayOfInstant(early)).toBe("2026-03-11");
    expect(officeTime(early)).toBe("2026-03-11 07:30:05");
  });
});
