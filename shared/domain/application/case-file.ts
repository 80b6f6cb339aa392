/**
 * What is kept beside an application: the scans it came with, what proves an entry on its clock, and the information
 * that was found for it (domain/records.md: the case bundle holds the application as it arrived).
 */
export const caseFileKinds = {
  application: "申请材料",
  identity: "身份证明",
  authorisation: "委托材料",
  proof: "凭证",
  found: "找到的信息",
  other: "其他",
} as const;
export type CaseFileKind = keyof typeof caseFileKinds;

/** The order in the bundle: as the case went on. */
export const caseFileOrder: readonly CaseFileKind[] = [
  "application",
  "identity",
  "authorisation",
  "proof",
  "found",
  "other",
];
