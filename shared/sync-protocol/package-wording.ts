import { reviewStages } from "../domain/review/review-stages.ts";
import { assertNever } from "../kernel/result.ts";
import type { CheckId, PackageCheck, PackageCode, PackageFinding } from "./judge-package.ts";
import type { ReceiptProblem } from "./receipt.ts";

/** What a person reads about a verified package or receipt: one name and one sentence a check. */

export const checkNames: Readonly<Record<CheckId, string>> = {
  archive: "封装文件",
  bag: "打包规范与清单",
  statement: "报送声明",
  files: "文件摘要",
  content: "公开内容文件",
  fields: "声明与内容一致",
  "submission-signature": "报送签名",
  "review-signatures": "审查签名",
  "review-binding": "审查与内容对应",
  "review-stages": "审查环节",
  "review-separation": "职责分离",
  "review-conclusions": "审查结论",
  audit: "审计记录衔接",
  "key-trust": "密钥登记",
};

const fineSentences: Readonly<Record<CheckId, string>> = {
  archive: "封装格式符合规定，包内没有多余内容。",
  bag: "打包格式符合 BagIt 规范，清单与文件逐一相符。",
  statement: "报送声明和审查记录格式完整。",
  files: "包内每个文件都与声明中的摘要一致。",
  content: "公开内容文件格式正确。",
  fields: "声明中的事项、版本与公开内容一致。",
  "submission-signature": "设备和报送人的签名均有效。",
  "review-signatures": "各审查环节的签名均有效，签名人具备相应角色。",
  "review-binding": "全部审查均针对本包的这一版内容。",
  "review-stages": "必经的审查环节齐全。",
  "review-separation": "各环节由不同人员办理。",
  "review-conclusions": "审查结论允许按本方式、范围公开。",
  audit: "审计记录的签名有效，并与报送声明一致。",
  "key-trust": "所用密钥均已在本机登记。",
};

const problemSentences: Readonly<Record<PackageCode, string>> = {
  "archive-unreadable": "不是符合规定的报送包，未作进一步检查。",
  "unknown-file": "包内有规定以外的文件",
  "file-missing": "缺少必备文件",
  declaration: "打包声明不正确",
  "manifest-malformed": "清单格式不正确",
  "manifest-digest": "文件与清单中的摘要不一致",
  "manifest-set": "清单与包内文件不对应",
  "label-missing": "打包说明缺少必填项",
  "label-repeated": "打包说明有重复项",
  "label-value": "打包说明的内容不正确",
  "envelope-malformed": "签名文件格式不正确",
  "statement-malformed": "签名声明的内容不符合规定格式",
  "submission-of-other-package": "报送声明属于另一个包",
  "subjects-differ": "包内文件与声明所列不一致",
  "digest-differs": "文件内容与声明中的摘要不一致，可能已被改动",
  "byte-count-differs": "文件总字节数与声明不一致",
  "content-malformed": "公开内容文件格式不正确",
  "content-rule-broken": "公开内容的各项之间不符合规定",
  "field-differs": "声明与公开内容不一致",
  "attachment-list-differs": "附件与公开内容所列不一致",
  "device-key-unknown": "找不到报送签名的密钥",
  "device-key-revoked": "报送签名的密钥已注销",
  "device-signature-missing": "缺少设备签名",
  "submitter-signature-missing": "缺少报送人签名",
  "review-list-differs": "报送声明所列审查与包内审查不一致",
  "review-of-other-content": "审查针对的是另一份内容",
  "review-of-other-object": "审查针对的是另一事项或者另一版本",
  "review-numbers-differ": "各环节的审查编号不一致，不是同一次审查",
  "stage-missing": "缺少必经的审查环节",
  "stage-twice": "同一审查环节出现两次",
  "review-id-twice": "同一审查记录被重复使用",
  "request-misplaced": "审查请求与所附审查不相符",
  "answer-not-by-its-reviewer": "答复不是由作出审查的人送出的",
  "conclusion-refuses": "审查结论不允许公开",
  "conclusion-needs-targeted-audience": "审查结论为定向公开，公开对象却是社会公众",
  "person-holds-two-stages": "同一人办理了两个审查环节",
  "key-used-for-two-stages": "两个审查环节使用了同一密钥",
  "signature-missing": "缺少签名",
  "signature-invalid": "签名无效，内容可能已被改动",
  "signing-key-unknown": "找不到签名所用的密钥",
  "signer-is-not-the-person": "签名人与声明中的人员不一致",
  "signing-key-revoked": "签名所用的密钥已注销，须重新审查",
  "suite-missing": "缺少规定算法的签名",
  "role-missing": "签名人没有该环节的角色",
  "administrator-signs": "三员不得办理业务",
  "delegation-to-oneself": "委托人与受托人为同一人",
  "delegation-not-in-force": "委托不在有效期内",
  "delegation-not-registered": "委托没有登记",
  "delegation-differs": "委托的人员、环节或者起止日期与登记的不一致",
  "delegation-ended": "委托在审查以前已经终止",
  "rules-too-old": "审查依据的规则版本过旧，须更新规则后重新审查",
  "audit-malformed": "审计记录格式不正确",
  "audit-head-differs": "审计记录与报送声明不一致",
  "audit-signature-invalid": "审计记录的签名无效",
  "audit-rewritten": "审计记录与此前见证的内容不连续",
  "carried-keys-malformed": "随包密钥格式不正确",
  "carried-key-contradicts-registry": "随包密钥的归属与本机登记不一致",
  "key-not-registered": "签名有效，但密钥未在本机登记",
};

/** Names of the format's own places that people know by another word. */
function place(at: string): string {
  return Object.hasOwn(reviewStages, at) ? reviewStages[at as keyof typeof reviewStages].label : at;
}

function findingText(finding: PackageFinding): string {
  const text = problemSentences[finding.code].replace(/。$/, "");
  return finding.at === undefined || finding.at === "" ? text : `${text}（${place(finding.at)}）`;
}

/** One sentence for one check. At most three findings are told; more are counted. */
export function checkSentence(check: PackageCheck): string {
  if (check.status === "skipped") return "因前面的检查未通过，未作检查。";
  if (check.findings.length === 0) return fineSentences[check.id];
  const told = [...new Set(check.findings.map(findingText))];
  const shown = told.slice(0, 3).join("；");
  return told.length > 3 ? `${shown}；等 ${told.length} 处。` : `${shown}。`;
}

/** One sentence for the whole package. */
export function packageSentence(judgement: { readonly valid: boolean; readonly trusted: boolean }): string {
  if (!judgement.valid) return "未通过验证：不得据此公开。";
  return judgement.trusted
    ? "验证通过：内容完整，审查齐全，密钥均已登记。"
    : "验证通过：内容完整，审查齐全；签名有效，但密钥未在本机登记，请核对密钥指纹。";
}

/** One sentence for what is wrong with a receipt. */
export function receiptSentence(problem: ReceiptProblem): string {
  switch (problem.type) {
    case "malformed":
      return "不是符合规定的回执。";
    case "other-package":
      return "回执属于另一个报送包。";
    case "other-digest":
      return "回执对应的内容与所报送的不一致。";
    case "not-included":
      return "回执不在服务器日志中，不能作为凭据。";
    case "log-rewritten":
      return "服务器日志与此前见证的内容不连续，请立即报告安全审计员。";
    case "checkpoint":
      return checkpointSentences[problem.problem];
    default:
      return assertNever(problem);
  }
}

const checkpointSentences = {
  malformed: "回执中的日志签名格式不正确。",
  "other-origin": "回执来自另一个服务器日志。",
  "signature-invalid": "服务器日志的签名无效。",
  "not-signed": "回执没有本机登记的服务器日志密钥的签名。",
  "too-few-witnesses": "见证签名不足。",
} as const;
