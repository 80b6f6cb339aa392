import type { ApplicantKind } from "./report-format.ts";

/** Default rules by the name of an organisation, first match wins; the kind is confirmed at registration. */
const rules: readonly { readonly kind: ApplicantKind; readonly pattern: RegExp }[] = [
  { kind: "law", pattern: /律师事务所|公证处|法律服务所|司法鉴定(?:所|中心|机构)|法律援助中心/u },
  { kind: "sci", pattern: /大学|学院|研究院|研究所|科学院|研究中心/u },
  { kind: "pub", pattern: /基金会|慈善|民办非企业|协会|学会|联合会|商会|促进会|志愿者/u },
  { kind: "biz", pattern: /公司|厂$|合作社|个体工商户|集团|企业|商行|经营部|银行|酒店|超市/u },
];

/**
 * The column an applicant counts in by default: 自然人 without an organisation (a lawyer in his own name too), otherwise by
 * the organisation's name. A suggestion for the register, never a correction of it.
 */
export function suggestApplicantKind(organisationName: string | undefined): ApplicantKind {
  const name = organisationName?.trim() ?? "";
  if (name === "") return "nat";
  return rules.find((rule) => rule.pattern.test(name))?.kind ?? "oth";
}
