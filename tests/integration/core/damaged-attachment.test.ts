import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it } from "vitest";

import { draftItem, openDepartment, type Department } from "../support/department.ts";

/** A stored file that no longer opens is named as such by every act, and the same file brought again mends it. */
let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

it("is asked again, and read again once the same bytes were brought again", async () => {
  const itemId = await draftItem(department, "linxiaotong", "附件读不出来的公示", "现予公示。");
  const add = async (fileName: string, text: string) =>
    await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName,
      bytes: new TextEncoder().encode(text),
      voidReview: false,
    });
  const other = await add("说明.txt", "公示说明。");
  const { attachmentId, digest } = await add("名单.txt", "联系人手机13912345678。");
  const of = { itemId, attachmentId };
  const codes = async () => {
    const asked = [
      department.ask("linxiaotong", "readAttachment", of),
      department.ask("linxiaotong", "screenAttachmentAgain", of),
      department.ask("linxiaotong", "foretellSignature", of),
      department.ask("linxiaotong", "readAttachmentPictures", of),
      department.ask("linxiaotong", "readAttachmentText", { ...of, copy: false }),
    ];
    return (await Promise.all(asked)).map((answer) => (answer.ok ? "ok" : answer.error.code));
  };
  const file = join(department.folder, "cas", digest.slice(0, 2), digest.slice(2));
  const stored = readFileSync(file);
  writeFileSync(
    file,
    stored.map((byte, at) => (at === stored.length - 1 ? byte ^ 1 : byte)),
  );
  expect(await codes()).toEqual(Array.from({ length: 5 }, () => "attachment-damaged"));
  // The other files and what was found before are not touched.
  const item = await department.as("linxiaotong", "openItem", { itemId });
  expect(item.findings.map((finding) => finding.value)).toContain("13912345678");
  await department.as("linxiaotong", "readAttachment", { itemId, attachmentId: other.attachmentId });

  const again = await add("名单（再传）.txt", "联系人手机13912345678。");
  expect(again.digest).toBe(digest);
  const screened = await department.as("linxiaotong", "screenAttachmentAgain", of);
  expect(screened.fresh).toBe(0);
  const { bytes } = await department.as("linxiaotong", "readAttachment", of);
  expect(new TextDecoder().decode(bytes)).toBe("联系人手机13912345678。");
});
