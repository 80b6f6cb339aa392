import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const other = {
  applicantName: "宋明",
  idType: "居民身份证",
  idNumber: "370402198001011234",
  phone: "13900000000",
  postalAddress: "云州市城区和平路9号",
};

/** Two neighbours apply together; one of them applied alone before, the other applies alone afterwards. */
describe("an application of several applicants", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-10T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const register = (change: object) => ({ ...intake, arrivedOn: "2026-09-10" as never, ...change });
  let joint = "";

  it("is not registered with a person twice or a representative who is nobody", async () => {
    for (const change of [
      { coApplicants: [{ ...other, idNumber: intake.idNumber }] },
      { coApplicants: [other], representative: 2 },
    ]) {
      const refused = await department.ask("hejing", "registerApplication", register(change));
      expect(refused.ok === false && refused.error.code).toBe("applicants-invalid");
    }
  });

  it("says whose identity and which proof of an agent is missing", async () => {
    const { applicationId } = await department.as(
      "hejing",
      "registerApplication",
      register({
        coApplicants: [{ ...other, idNumber: "" }],
        agentName: "王律师",
        requestedInformation: "某路照明工程验收单",
      }),
    );
    const view = await department.as("hejing", "readCase", { applicationId });
    expect(view.missingContents).toEqual(["身份证明（宋明）", "代理人的授权委托书和身份证明"]);
  });

  it("gets one letter that names all of them, and an envelope for each", async () => {
    joint = (
      await department.as(
        "hejing",
        "registerApplication",
        register({ coApplicants: [other], representative: 1 }),
      )
    ).applicationId;
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId: joint,
      template: "disclosure-granted-proactive",
    });
    const saved = await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-08-03", publicLocation: "云州市人民政府网站" },
    });
    expect(JSON.stringify(saved.model)).toContain("刘长河、宋明");
    expect(JSON.stringify(saved.model)).toContain("你们");
    expect(saved.lint.filter((finding) => finding.severity === "blocks")).toEqual([]);
    // LV-13: of nobody more than the name.
    const told = await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: saved.draftSeq,
      fields: {
        publishedOn: "2026-08-03",
        publicLocation: `云州市人民政府网站，已告知${other.postalAddress}`,
      },
    });
    expect(told.lint.map((finding) => finding.ruleId)).toContain("LV-13");
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: told.draftSeq,
      fields: { publishedOn: "2026-08-03", publicLocation: "云州市人民政府网站" },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    expect(await department.as("hejing", "exportEnvelopes", { letterIds: [letterId] })).toMatchObject({
      count: 2,
      withoutAddress: [],
    });
    const printed = await department.as("hejing", "printLetters", { letterIds: [letterId], envelopes: true });
    expect(printed.count).toBe(2);
    await department.as("hejing", "recordService", {
      letterId,
      method: "direct",
      clockDate: "2026-09-10" as never,
    });
  });

  it("is a repeat for each of them (条例36(六)), and counts for each (条例35)", async () => {
    const found = await department.as("hejing", "findSameMatter", {
      applicantName: other.applicantName,
      idNumber: other.idNumber,
      phone: other.phone,
      requestedInformation: intake.requestedInformation,
    });
    expect(found.repeat?.applicationId).toBe(joint);
    expect(found.volume.inMonth).toBe(3);
  });
});
