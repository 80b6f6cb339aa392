/** One of several applicants of one application, with his own identity (条例29(一)). */
export interface CoApplicant {
  readonly applicantName: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly postcode: string;
}

export interface ApplicantsOfCase {
  readonly applicantName: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly coApplicants: readonly CoApplicant[];
  /** Who speaks for all: 0 the first named, n the n-th of the others. */
  readonly representative: number;
  readonly agentName: string;
  /** 授权委托书 and the agent's identity document, as handed in. */
  readonly agentProof: string;
}

/** Every applicant in the order of the application; letters name all of them (letters.md §1). */
export function applicantNames(
  intake: Pick<ApplicantsOfCase, "applicantName"> & {
    readonly coApplicants: readonly { applicantName: string }[];
  },
): readonly string[] {
  return [intake.applicantName, ...intake.coApplicants.map(({ applicantName }) => applicantName)];
}

/** The applicant chosen to speak for all; the only one when there is one. */
export function representativeOf(
  intake: Pick<ApplicantsOfCase, "applicantName" | "representative"> & {
    readonly coApplicants: readonly { applicantName: string }[];
  },
): string {
  return applicantNames(intake)[intake.representative] ?? intake.applicantName;
}

export type ApplicantsProblem = "applicant-twice" | "representative-unknown";

export const applicantsProblems: Readonly<Record<ApplicantsProblem, string>> = {
  "applicant-twice": "同一申请人写了两次",
  "representative-unknown": "代表人须从申请人中选定",
};

const folded = (text: string): string => text.normalize("NFKC").replaceAll(/\s/gu, "").toUpperCase();

/** What is wrong with the applicants as written down: the same person twice, or a representative who is none of them. */
export function checkApplicants(
  intake: Pick<ApplicantsOfCase, "applicantName" | "idNumber" | "coApplicants" | "representative">,
): ApplicantsProblem | undefined {
  const all = [intake, ...intake.coApplicants];
  const keys = all.map((one) => `${folded(one.applicantName)}|${folded(one.idNumber)}`);
  const numbers = all.map((one) => folded(one.idNumber)).filter((number) => /\d{6,}/u.test(number));
  if (new Set(keys).size < keys.length || new Set(numbers).size < numbers.length) return "applicant-twice";
  return intake.representative > intake.coApplicants.length ? "representative-unknown" : undefined;
}

/**
 * What of 条例29(一) is missing about the applicants: the identity of each, one way to reach them, and of an agent the
 * document that proves him (授权委托书, application-form). It is put right by 补正, never a ground of refusal.
 */
export function missingOfApplicants(
  intake: ApplicantsOfCase & { readonly email: string; readonly postalAddress: string },
): readonly string[] {
  const missing: string[] = [];
  const joint = intake.coApplicants.length > 0;
  const without = [intake, ...intake.coApplicants].filter((one) => one.idNumber.trim() === "");
  for (const one of without) missing.push(joint ? `身份证明（${one.applicantName}）` : "身份证明");
  const reachable =
    [intake.phone, intake.email, intake.postalAddress].some((each) => each.trim() !== "") ||
    intake.coApplicants.some((one) => one.phone.trim() !== "" || one.postalAddress.trim() !== "");
  if (!reachable) missing.push("联系方式");
  if (intake.agentName.trim() !== "" && intake.agentProof.trim() === "")
    missing.push("代理人的授权委托书和身份证明");
  return missing;
}
