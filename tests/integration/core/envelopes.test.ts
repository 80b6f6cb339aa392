import { inflateRawSync } from "node:zlib";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readParts } from "../../../electron/core/documents/letter-docx/zip-parts.ts";
import { openDepartment, type Department } from "../support/department.ts";
import { intake, signedLetter } from "../support/letters.ts";

describe("envelopes of signed letters", () => {
  let department: Department;
  let letterId: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-10T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const texts = (bytes: Uint8Array): string => {
    const part = readParts(bytes).find(({ name }) => name === "word/document.xml");
    if (!part) throw new Error("no document in the file");
    const xml = (part.method === 8 ? inflateRawSync(part.packed) : Buffer.from(part.packed)).toString("utf8");
    return [...xml.matchAll(/<w:t[^>]*>([^<]*)/gu)].map(([, text]) => text).join("\n");
  };

  it("are refused while nothing is signed", async () => {
    expect(await department.ask("hejing", "exportEnvelopes", {})).toMatchObject({
      ok: false,
      error: { code: "nothing-to-post" },
    });
  });

  it("carry the applicant's name and address and the organ's own, one page a letter", async () => {
    letterId = await signedLetter(department);
    const one = await department.as("hejing", "exportEnvelopes", { letterIds: [letterId] });
    expect(one).toMatchObject({ count: 1, withoutAddress: [] });
    expect(texts(one.bytes)).toContain(intake.postalAddress);
    expect(texts(one.bytes)).toContain(`${intake.applicantName}　收`);
    // Neither the request nor an identity number stands on what everybody sees.
    expect(texts(one.bytes)).not.toContain(intake.requestedInformation);
    expect(texts(one.bytes)).not.toContain(intake.idNumber);
    const waiting = await department.as("hejing", "exportEnvelopes", {});
    expect(waiting.count).toBe(1);
  });

  it("leave out what was served", async () => {
    await department.as("hejing", "recordService", {
      letterId,
      method: "post",
      clockDate: "2026-09-10" as never,
      trackingNo: "XA00000000137",
    });
    expect(await department.ask("hejing", "exportEnvelopes", {})).toMatchObject({
      ok: false,
      error: { code: "nothing-to-post" },
    });
  });
});
