import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const own = { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" };

/** LV-03: a reply that is late leaves all the same, with the reason on record (条例33). */
describe("a reply after its day", () => {
  let department: Department;
  let letterId: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
    const { applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    });
    // The 20 working days ended on 30 March.
    department.setNow("2026-04-01T01:00:00Z");
    ({ letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    }));
  });
  afterAll(() => department.remove());
  const lateness = async () =>
    (await department.as("hejing", "readLetter", { letterId })).lint.filter(
      ({ ruleId }) => ruleId === "LV-03",
    );

  it("asks for the reason while it is written, keeps it, and is signed with it", async () => {
    await department.as("hejing", "saveLetter", { letterId, draftSeq: 0, fields: own });
    expect(await lateness()).toMatchObject([
      { severity: "blocks", repair: { kind: "fillField", field: "overdueReason" } },
    ]);
    const { draftSeq } = await department.as("hejing", "readLetter", { letterId });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq,
      fields: { ...own, overdueReason: "系统故障" },
    });
    expect(await lateness()).toMatchObject([{ severity: "look" }]);
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    const { docNumber } = await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    expect(docNumber).not.toBe("");
  });
});
