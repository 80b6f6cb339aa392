import { describe, expect, it } from "vitest";

import { readableRuns } from "./readable-runs.ts";

const wide = (text: string): Buffer => Buffer.from(text, "utf16le");
const around = (text: Buffer, before: number): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.alloc(before, 1), text, Buffer.from([0, 1, 2, 3])]));

describe("readableRuns", () => {
  it.each([4, 5])("finds wide text from byte %i on", (before) => {
    expect(readableRuns(around(wide("被征收户补偿明细"), before))).toContain("被征收户补偿明细");
  });

  it("finds GBK text", () => {
    const gbk = Buffer.from([0xc4, 0xda, 0xb2, 0xbf, 0xb2, 0xce, 0xd4, 0xc4, 0xd7, 0xca, 0xc1, 0xcf]);
    expect(readableRuns(around(gbk, 4))).toContain("内部参阅资料");
  });

  it.each([4, 5])("keeps a short secrecy mark from byte %i on", (before) => {
    expect(readableRuns(around(wide("秘密★1年"), before))).toContain("秘密★1年");
  });

  it("leaves short words out", () => {
    expect(readableRuns(around(wide("补偿明细"), 4))).toEqual([]);
  });
});
