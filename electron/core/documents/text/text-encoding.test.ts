import { describe, expect, it } from "vitest";

import { decodeText, decodeZipName } from "./text-encoding.ts";

const utf16 = (text: string, big = false): Uint8Array => {
  const buffer = Buffer.from(text, "utf16le");
  return new Uint8Array(big ? buffer.swap16() : buffer);
};
const bytes = (...pieces: (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece))),
    ),
  );

const sentence = "第一条 为了规范政府信息公开工作，制定本办法。\r\n联系电话：0632-3314000\r\n";

describe("decodeText", () => {
  it.each([
    ["UTF-8", bytes(sentence), sentence, "utf-8"],
    ["UTF-8 with mark", bytes([0xef, 0xbb, 0xbf], sentence), sentence, "utf-8"],
    ["UTF-16LE with mark", bytes([0xff, 0xfe], [...utf16(sentence)]), sentence, "utf-16le"],
    ["UTF-16BE with mark", bytes([0xfe, 0xff], [...utf16(sentence, true)]), sentence, "utf-16be"],
    ["UTF-16LE without mark", utf16(sentence), sentence, "utf-16le"],
    ["UTF-16BE without mark", utf16(sentence, true), sentence, "utf-16be"],
    ["UTF-32LE with mark", bytes([0xff, 0xfe, 0, 0], [0x2d, 0x4e, 0, 0, 0xfd, 0x56, 0, 0]), "中国", "utf-32"],
    ["UTF-32BE with mark", bytes([0, 0, 0xfe, 0xff], [0, 0, 0x4e, 0x2d]), "中", "utf-32"],
    ["GB 2312", bytes([0xd5, 0xfe, 0xb8, 0xae]), "政府", "gb18030"],
    ["GB 18030, four bytes (U+20000)", bytes([0xd5, 0xfe, 0x95, 0x32, 0x82, 0x36]), "政\u{20000}", "gb18030"],
    ["plain ASCII", bytes("a,b\n1,2\n"), "a,b\n1,2\n", "utf-8"],
    ["nothing", bytes(""), "", "utf-8"],
  ])("%s", (_name, data, text, encoding) => {
    expect(decodeText(data)).toEqual({ text, encoding });
  });

  it("keeps to a declared UTF-8 with a broken byte", () => {
    const data = bytes("信息公开".repeat(30), [0xe6], "。");
    expect(decodeText(data, "utf-8").encoding).toBe("utf-8");
    expect(decodeText(data, "utf-8").text).toContain("信息公开\ufffd。");
  });
});

describe("decodeZipName", () => {
  it.each([
    ["flagged UTF-8", bytes("名单.txt"), true, "名单.txt"],
    ["UTF-8 without flag", bytes("名单.txt"), false, "名单.txt"],
    ["GBK", bytes([0xc3, 0xfb, 0xb5, 0xa5], ".txt"), false, "名单.txt"],
  ])("%s", (_name, data, flagged, name) => {
    expect(decodeZipName(data, flagged)).toBe(name);
  });
});
