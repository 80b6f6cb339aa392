import type { OperationError } from "../../../shared/contract/operation.ts";

const sentences: Readonly<Record<string, string>> = {
  "invalid-input": "输入不正确",
  "not-signed-in": "尚未登录",
  locked: "会话已锁定",
  "not-allowed": "当前账号无权办理",
  "store-closed": "数据库没有打开",
  "store-read-only": "数据库处于只读救援状态",
  internal: "程序出错，已记入程序日志",
  "wrong-passphrase": "口令不正确",
  "account-locked": "账号已锁定",
  "account-disabled": "账号已停用",
  "store-damaged": "数据库不能打开，可用 disclosure rescue 只读查看",
  "already-set-up": "这个数据目录已经启用过",
  "administrators-missing": "三员没有配齐",
  "administrators-overlap": "三员不得相互兼任或者兼任业务角色",
  "business-role-missing": "缺少必需的业务角色",
  "account-name-taken": "账号名称重复",
  "disk-full": "磁盘空间不足，没有保存",
  "secret-mark":
    "文件带有国家秘密标志，已拒绝。本系统为非涉密系统，禁止存储、处理、传输国家秘密，请立即按泄密处置程序报告",
  "unsupported-file": "不支持这种文件",
  "unreadable-file": "文件不能读取",
  "file-too-large": "文件过大",
  "encrypted-file": "文件已加密，不能读取",
  "no-list-found": "文件里没有找到名单（要有姓名、身份证号等表头）",
  "list-not-clean": "脱敏件没有通过复查，没有生成",
  "unknown-item": "没有这个事项",
  "unknown-file": "没有这份材料",
  "unknown-event": "没有这条登记",
  "already-void": "这份材料已经作废",
  "unknown-review": "没有这次审查",
  "unknown-publication": "没有这条公开登记",
  "unknown-withdrawal": "没有这件撤下审查",
  "not-out": "这件信息已经撤下",
  "withdrawal-open": "这件信息已有一件撤下审查在办",
  "withdrawal-closed": "这件撤下审查已经办结",
  "term-not-over": "公开时限还没有届满，不能以此为由撤下",
  "details-missing": "须写明情况",
  "points-missing": "复核一致须逐项核对",
  "unknown-join": "没有这组汇聚风险",
  "basis-missing": "答复须写明依据",
  "aggregation-open": "与已公开的信息合在一起有汇聚风险，须先由保密审查员答复",
  "unknown-application": "没有这件申请",
  "unknown-letter": "没有这件文书",
  "unknown-package": "没有这个数据包",
  "folder-unusable": "目标目录不能写入",
  "backup-not-valid": "备份没有通过核验，未采用",
};

/** What stopped an act that does not itself expect it. */
const causes: Readonly<Record<string, string | undefined>> = {
  "disk-full": sentences["disk-full"],
  damaged: "数据库有一处读不出来，没有删除任何内容；可用 disclosure rescue 只读查看",
};

/** One clear line for a refusal: what is wrong, where, and the facts the caller may see. */
export function refusalText(error: OperationError): string {
  const cause = error.code === "internal" ? causes[String(error.facts?.["reason"])] : undefined;
  if (cause) return cause;
  const sentence = sentences[error.code] ?? `操作没有完成（${error.code}）`;
  const reasons = ["reason", "reasons", "blockers", "markType"].flatMap((name) => {
    const value = error.facts?.[name];
    return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
  });
  return [sentence, ...(error.field ? [`字段 ${error.field}`] : []), ...reasons].join("：");
}
