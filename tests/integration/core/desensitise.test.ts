import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, type Department } from "../support/department.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const list = "姓名,身份证号,金额\n张建国,11010519491231002X,1200\n李梅,110105194912310038,800\n";

describe("desensitise.list", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("gives the copy, both sides of the rows and what was looked for", async () => {
    const answer = await department.as("linxiaotong", "desensitiseList", {
      fileName: "救助名单.csv",
      bytes: utf8(list),
      preset: "named",
    });
    expect(new TextDecoder().decode(answer.file.bytes)).toContain("张建国,1101**********002X,1200");
    expect(answer.file.fileName).toBe("救助名单（脱敏件）.csv");
    expect(answer.sheets[0]?.before[1]?.[1]).toBe("11010519491231002X");
    expect(answer.sheets[0]?.after[1]?.[1]).toBe("1101**********002X");
    expect(answer.checks.every((check) => check.ok)).toBe(true);
  });

  it("follows the person's choice for a column", async () => {
    const answer = await department.as("hejing", "desensitiseList", {
      fileName: "救助名单.csv",
      bytes: utf8(list),
      preset: "named",
      treatments: { 姓名: "mask", 身份证号: "remove" },
    });
    expect(new TextDecoder().decode(answer.file.bytes)).toContain("张某某,1200");
    expect(answer.sheets[0]?.after[1]).toEqual(["张某某", null, "1200"]);
  });

  it("refuses a secrecy mark and records only that (V7), a file without a list, and people it is not for", async () => {
    const marked = await department.ask("linxiaotong", "desensitiseList", {
      fileName: "名单.txt",
      bytes: utf8(`机密★10年\n${list}`),
      preset: "named",
    });
    expect(!marked.ok && marked.error.code).toBe("secret-mark");
    const notice = await department.ask("linxiaotong", "desensitiseList", {
      fileName: "公告.txt",
      bytes: utf8("关于防汛物资储备情况的公告。"),
      preset: "named",
    });
    expect(!notice.ok && notice.error.code).toBe("no-list-found");
    const stranger = await department.ask("wushan", "desensitiseList", {
      fileName: "名单.csv",
      bytes: utf8(list),
      preset: "named",
    });
    expect(!stranger.ok && stranger.error.code).toBe("not-allowed");
  });
});
