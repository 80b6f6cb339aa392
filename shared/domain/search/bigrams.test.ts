import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { searchQuery, searchTerms } from "./bigrams.ts";

describe("terms of the full-text index", () => {
  it.each([
    ["加装电梯", "加装 装电 电梯 梯"],
    ["梯", "梯"],
    ["电梯2024年版", "电梯 梯 2024 年版 版"],
    ["ＡＢＣ１２", "abc12"],
    ["《办法》，（试行）", "办法 法 试行 行"],
    ["DOCX file", "docx file"],
    // Radicals, compatibility forms and variants; signs that nobody sees.
    ["\u2ed3期护理 査処", "长期 期护 护理 理查 查处 处"],
    // Traditional papers; 著 and 乾 are simplified characters as they stand.
    ["關於資訊公開，著作 乾隆", "关于 于资 资讯 讯公 公开 开 著作 作乾 乾隆 隆"],
    // Characters of two units of UTF-16.
    ["張𬱖來", "张𬱖 𬱖来 来"],
    ["\u2f7c人 \uf900", "老人 人岂 岂"],
    ["加\u200b装电\ufe0f梯", "加装 装电 电梯 梯"],
    ["", ""],
    ["，。！", ""],
  ])("%s → %s", (text, expected) => {
    expect(searchTerms(text)).toBe(expected);
  });
});

describe("the query of what a person typed", () => {
  it.each([
    ["加装电梯", '"加装 装电 电梯"'],
    ["梯", '"梯"*'],
    ["𬱖", '"𬱖"*'],
    ["张𬱖", '"张𬱖"'],
    ["電梯", '"电梯"'],
    ["电梯 补贴", '"电梯" AND "补贴"'],
    ["doc", '"doc"*'],
    ["，。", undefined],
    ["", undefined],
    // What FTS5 would read as its own language is only text here.
    ['电梯" OR title:*', '"电梯" AND "or"* AND "title"*'],
    ["NEAR(电梯)", '"near"* AND "电梯"'],
  ])("%s → %s", (text, expected) => {
    expect(searchQuery(text)).toBe(expected);
  });
  it("limits every phrase to the title when asked", () => {
    expect(searchQuery("电梯 补贴", "title")).toBe('title : "电梯" AND title : "补贴"');
  });

  it("holds nothing but quoted terms, stars and AND, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(searchQuery(text) ?? '"nothing"').toMatch(/^"[^"]+"\*?(?: AND "[^"]+"\*?)*$/);
      }),
    );
  });
  it("finds every passage of two or more Chinese characters in the text it comes from", () => {
    const chinese = fc
      .array(fc.oneof(fc.integer({ min: 0x4e00, max: 0x9fa5 }), fc.integer({ min: 0x20000, max: 0x2a6df })), {
        minLength: 2,
        maxLength: 20,
      })
      .map((codes) => codes.map((code) => String.fromCodePoint(code)));
    fc.assert(
      fc.property(chinese, fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % (text.length - 1);
        const end = start + 2 + (b % (text.length - start - 1));
        const phrase = searchQuery(text.slice(start, end).join(""))?.replaceAll('"', "") ?? "";
        expect(` ${searchTerms(text.join(""))} `).toContain(` ${phrase} `);
      }),
    );
  });
});
