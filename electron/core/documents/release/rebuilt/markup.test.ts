import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readXmlTree } from "../../containers/xml-reader.ts";
import { ReadBudget } from "../../reading/read-budget.ts";
import { defaultReadLimits } from "../../reading/read-limits.ts";
import { maskText } from "../withheld.ts";
import { filterMarkup, layoutValue, maskPieces, vocabulary, writeMarkup, type Words } from "./markup.ts";

const read = (xml: string) => readXmlTree(new TextEncoder().encode(xml), new ReadBudget(defaultReadLimits));

describe("masks over pieces of text", () => {
  const withheld = [
    { type: "MOBILE", value: "13900010218" },
    { type: "NAME", value: "诸葛明德" },
    { type: "NAME", value: "明德" },
  ];

  it("give the same text as masks over the whole, wherever the pieces are cut", () => {
    const words = fc.constantFrom(
      "电话139 0001",
      "0218",
      "1390001",
      "诸葛",
      "明德",
      "，",
      "甲",
      "。",
      "诸葛明德",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.boolean()), { maxLength: 12 }), (list) => {
        const pieces = list.flatMap(([text, parted]): (Words | string)[] =>
          parted ? [{ text }, "\n"] : [{ text }],
        );
        const whole = pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
        maskPieces(pieces, withheld);
        const masked = pieces.map((piece) => (typeof piece === "string" ? "" : piece.text)).join("");
        expect(masked).toBe(maskText(whole, withheld).replaceAll("\n", ""));
      }),
    );
  });

  it("put what stands for a value into its first piece and leave the others their own text", () => {
    const pieces = [{ text: "电话139" }, { text: "0001" }, { text: "0218。" }];
    maskPieces(pieces, withheld);
    expect(pieces).toEqual([{ text: "电话139****0218" }, { text: "" }, { text: "。" }]);
  });
});

describe("what of a vocabulary comes along", () => {
  it("is what is named, and of that no text and no value that could tell something", () => {
    const root = read(
      '<w:pPr xmlns:w="w" w:rsidR="00AB"><w:jc w:val="center" w:author="甲"/><w:secret><w:jc w:val="left"/></w:secret><w:ind w:left="张三的备注"/>字</w:pPr>',
    );
    const copy = filterMarkup(root, {
      vocabulary: vocabulary("pPr\njc: val\nind: left"),
      prefix: "w",
      prefixedAttributes: true,
    });
    expect(copy && writeMarkup(copy)).toBe('<w:pPr><w:jc w:val="center"/><w:ind/></w:pPr>');
  });

  it.each([
    ["val", "13900010218"],
    ["val", "两个字"],
    ["val", 'a"b'],
    [
      "eastAsia",
      "第四十四号房间的钥匙在左边抽屉里请勿对任何人提起此事否则后果自负不再另行通知各位同志知悉切切",
    ],
  ])("no %s such as %s", (name, value) => {
    const element = { name: "x", prefix: "w", attributes: { [`w:${name}`]: value }, children: [] };
    expect(layoutValue(element, name)).toBeUndefined();
  });
});
