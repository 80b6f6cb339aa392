import { answerChecklist, passphrase, type Department } from "./department.ts";

export const intake = {
  applicantType: "citizen" as const,
  applicantName: "刘长河",
  idType: "居民身份证",
  idNumber: "37040219700101123X",
  phone: "13800001234",
  postalAddress: "云州市城区云和路8号",
  requestedInformation: "锦绣小区3号楼加装电梯项目的招标文件",
  obtainMethod: "post" as const,
  submissionChannel: "inPerson" as const,
};

/** Answers what screening found in a letter; what stands in it is meant for its applicant. */
async function answerOpenFindings(
  department: Department,
  account: Parameters<Department["as"]>[0],
  reviewId: string,
): Promise<void> {
  const view = await department.as(account, "readReview", { reviewId });
  const open = view.findings.filter((finding) => !finding.answer).map((finding) => finding.findingId);
  if (open.length > 0)
    await department.as(account, "answerFindings", {
      reviewId,
      findingIds: open,
      answer: "keep",
      note: "答复申请人所必需",
    });
}

/** Takes the review of a letter through every stage. */
export async function approveLetter(department: Department, reviewId: string): Promise<string> {
  const steps = [
    ["hejing", "selfCheck"],
    ["zhaoliqun", "unitHeadReview"],
    ["zhoumin", "confidentialityCheck"],
    ["zhangwen", "officeCheck"],
    ["zhengke", "leaderApproval"],
  ] as const;
  let digest = "";
  for (const [account, stage] of steps) {
    const view = await department.as(account, "readReview", { reviewId });
    digest = view.revision.digest;
    if (stage === "selfCheck" || stage === "confidentialityCheck")
      await answerChecklist(department, account, reviewId);
    await answerOpenFindings(department, account, reviewId);
    const conclusion = view.allowedConclusions[0];
    await department.as(account, "decideStage", {
      reviewId,
      stage,
      digest,
      decision: "agree",
      ...(conclusion ? { conclusion } : {}),
      ...(stage === "leaderApproval" ? { passphrase } : {}),
    });
  }
  return digest;
}

/** One application with one reviewed, signed and numbered letter. */
export async function signedLetter(department: Department): Promise<string> {
  const { applicationId } = await department.as("hejing", "registerApplication", {
    ...intake,
    arrivedOn: "2026-09-10" as never,
  });
  const { letterId } = await department.as("hejing", "createLetter", {
    applicationId,
    template: "disclosure-granted-proactive",
  });
  await department.as("hejing", "saveLetter", {
    letterId,
    draftSeq: 0,
    fields: { publishedOn: "2026-08-03", publicLocation: "云州市人民政府网站" },
  });
  const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
  const digest = await approveLetter(department, reviewId);
  await department.as("hejing", "signLetter", { letterId, digest, passphrase });
  return letterId;
}
