import { describe, expect, it } from "vitest";

import { readUploadMetadata, writeUploadMetadata } from "./upload-metadata.ts";

describe("Upload-Metadata of tus 1.0", () => {
  it("reads the example of the protocol", () => {
    const read = readUploadMetadata("filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential");
    expect(read).toEqual(
      new Map([
        ["filename", "world_domination_plan.pdf"],
        ["is_confidential", ""],
      ]),
    );
  });

  it("reads what it writes, and nothing as nothing", () => {
    const entries = { packageId: "0192", name: "附件一" };
    expect(readUploadMetadata(writeUploadMetadata(entries))).toEqual(new Map(Object.entries(entries)));
    expect(readUploadMetadata("")).toEqual(new Map());
  });

  it.each(["a b c", "a MQ==,a Mg==", "a %%%", "é MQ==", ","])("refuses %j", (text) => {
    expect(readUploadMetadata(text)).toBeUndefined();
  });
});
