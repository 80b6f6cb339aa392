import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

/** Somebody who cannot write applies at the counter (条例29①, 43). */
describe("an oral application", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-10T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const register = async (change: object): Promise<string> =>
    (
      await department.as("hejing", "registerApplication", {
        ...intake,
        arrivedOn: "2026-09-10" as never,
        ...change,
      })
    ).applicationId;

  it("is printed as it was taken down, with the reason, for signature, and received that day", async () => {
    const applicationId = await register({
      submissionChannel: "oral",
      helpNeeded: true,
      helpKinds: ["largePrint", "readAloud"],
      helpNote: "听力不便，请写字交流",
      difficultyReason: "视力残疾，不能书写",
      readBack: true,
    });
    const view = await department.as("hejing", "readCase", { applicationId });
    expect(view.reading.receiptDate).toBe("2026-09-10");
    expect(view.intake).toMatchObject({
      helpKinds: ["largePrint", "readAloud"],
      helpNote: "听力不便，请写字交流",
    });
    const file = await department.as("hejing", "exportTranscript", { applicationId });
    const read = await readDocument(file.bytes, file.fileName);
    const text = JSON.stringify(read);
    for (const word of [
      intake.applicantName,
      intake.idNumber,
      intake.requestedInformation,
      "视力残疾，不能书写",
      "已向申请人宣读，申请人确认无误",
      "申请人（签名或者捺印）",
      "2026年9月10日",
    ])
      expect(text).toContain(word);
    const history = (await department.as("hejing", "readCase", { applicationId })).history;
    expect(history.map((entry) => entry.what)).toContain("导出口头申请代填记录");
  });

  it("is the only kind that has such a record", async () => {
    const refused = await department.ask("hejing", "exportTranscript", { applicationId: await register({}) });
    expect(refused.ok === false && refused.error.code).toBe("not-oral");
  });
});
