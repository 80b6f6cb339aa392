import { longestPlan } from "../../shared/domain/ledger/ledger-task.ts";
import { ownWordProblems, type OwnWordProblem } from "../../shared/domain/search/own-word.ts";
import { catalogueItemProblemWords } from "../wording/catalogue.ts";
import { channelListWords } from "../wording/channels.ts";
import { arrivalWords } from "../wording/review-requests.ts";
import type { CommonErrorCode, OperationError } from "../../shared/contract/operation.ts";
import type { CallCode, OperationName } from "./core-client.ts";

/** Every code the core or the connection can answer with. */
export type ErrorCode = CommonErrorCode | CallCode<OperationName>;

/** Said at the place of the trouble: what happened, what it means for the work and what to do. */
export interface ErrorWords {
  readonly what: string;
  readonly next: string;
}

type Facts = NonNullable<OperationError["facts"]>;
type Wording = ErrorWords | ((facts: Facts) => ErrorWords);

function textFact(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  if (typeof value === "string" || typeof value === "number") return String(value);
  return undefined;
}

function listFact(facts: Facts, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** What stands in the way as the core says it; `otherwise` where it gives no reason. */
function reasonFact(facts: Facts, otherwise: string): string {
  const reason = textFact(facts, "reason");
  return reason === undefined ? otherwise : `${reason}。`;
}

const reread = "请重新打开后再办理。";

/** The one place where errors get their Chinese; the test holds it complete against the contract. */
export const errorWording: Readonly<Record<ErrorCode, Wording>> = {
  // every operation
  "invalid-input": { what: "填写的内容不合要求", next: "请按提示改正后再试，已填的内容都还在。" },
  "not-signed-in": { what: "登录已失效", next: "请重新登录，草稿已保存在本机。" },
  locked: { what: "工作站已锁定", next: "请输入口令解锁后继续。" },
  "not-allowed": { what: "此项不在您的职责内", next: "请由有权的人员办理，或者请安全保密管理员授权。" },
  "store-closed": { what: "数据库没有打开", next: "请登录后再试。" },
  "store-read-only": {
    what: "数据库已转为只读",
    next: "没有删除任何内容。请系统管理员用最近的备份核对后恢复。",
  },
  internal: (facts) =>
    // What stopped an act that does not itself expect it.
    facts["reason"] === "disk-full"
      ? {
          what: "磁盘已满，这一步没有做成",
          next: "已存的内容都在。请在本机腾出空间，或者请系统管理员处理，再试一次。",
        }
      : facts["reason"] === "damaged"
        ? {
            what: "数据库有一处读不出来",
            next: "没有删除任何内容，其余部分照常可看。请系统管理员用最近的备份核对后恢复。",
          }
        : {
            what: "程序内部出错，这一步没有做成",
            next: "其他内容不受影响，请再试一次；仍不行请告知系统管理员。",
          },
  "host-unreachable": {
    what: "本机服务没有应答",
    next: "屏幕上的内容还在，请稍候再试；仍不行请重新启动工作站。",
  },

  // sign-in, passphrases
  "wrong-passphrase": (facts) => {
    const left = textFact(facts, "attemptsLeft");
    return {
      what: left === undefined ? "口令不对" : `口令不对，还可以试 ${left} 次`,
      next: "请核对大小写后重新输入。",
    };
  },
  "account-locked": (facts) => {
    const minutes = textFact(facts, "minutes");
    return {
      what: "连续输错口令，账号已锁定",
      next:
        minutes === undefined
          ? "请稍后再试，或者请安全保密管理员解锁。"
          : `${minutes} 分钟后自动解锁，也可以请安全保密管理员解锁。`,
    };
  },
  "account-disabled": { what: "账号已停用", next: "请联系系统管理员。" },
  "store-damaged": {
    what: "数据库校验不符，不能打开",
    next: "请不要反复尝试，由系统管理员用最近的备份恢复。",
  },
  "passphrase-too-weak": {
    what: "新口令不够强",
    next: "至少 10 位，大写字母、小写字母、数字、符号中含三种，不能含账号名。",
  },
  "passphrase-reused": { what: "新口令与最近用过的相同", next: "请换一个没有用过的口令。" },
  "passphrase-required": { what: "这一步要再次输入口令", next: "请输入本人口令后确认。" },

  // first start, accounts
  "already-set-up": { what: "本机已经启用过", next: "请直接登录。" },
  "administrators-missing": {
    what: "三员还没有指定齐",
    next: "请分别指定系统管理员、安全保密管理员、安全审计员。",
  },
  "administrators-overlap": { what: "三员不能互相兼任", next: "请为三种管理员各指定一个不同的人。" },
  "business-role-missing": {
    what: "审查环节缺人",
    next: "承办人、部门负责人、保密审查员、公开机构、分管领导每个环节至少一人。",
  },
  "account-name-taken": (facts) => ({
    what: textFact(facts, "accountName")
      ? `账号名“${textFact(facts, "accountName")}”已有人用`
      : "账号名已有人用",
    next: "请换一个账号名。",
  }),
  "unknown-account": { what: "没有这个账号", next: "请刷新账号列表后再试。" },
  "own-account": { what: "不能对自己的账号做这一步", next: "请由另一名管理员办理。" },
  "last-administrator": { what: "这是最后一名该类管理员", next: "请先指定接替的人。" },

  // disk, files
  "disk-full": (facts) => ({
    what: textFact(facts, "freeMb")
      ? `磁盘只剩 ${textFact(facts, "freeMb")} MB，刚才的修改没有写进库`
      : "磁盘已满，刚才的修改没有写进库",
    next: "屏幕上的内容还在。请在本机腾出空间，或者请系统管理员处理，再试一次。",
  }),
  "folder-unusable": {
    what: "这个文件夹不能写入",
    next: "请检查介质是否插好、是否写保护，或者换一个文件夹。",
  },
  "backup-not-valid": { what: "备份写完后核对不符，已作废", next: "请换一个位置重新备份，原数据不受影响。" },
  "secret-mark": (facts) => ({
    what: textFact(facts, "mark")
      ? `发现密级标志（${textFact(facts, "mark")}），已拒收`
      : "发现密级标志，已拒收",
    next: "内容没有留存。请立即按泄密事件处置程序报告本单位保密工作机构。",
  }),
  "unsupported-file": { what: "这种文件不能导入", next: "请另存为 docx、xlsx、pdf、txt 或者图片后再导入。" },
  "unreadable-file": (facts) => {
    // The reader says it in whole sentences: what is wrong, then what to do.
    const [what, ...next] = (textFact(facts, "reason") ?? "").split(/(?<=。)/u);
    return what && next.length > 0
      ? { what: what.slice(0, -1), next: next.join("") }
      : {
          what: "文件打不开，多半是复制没有完成",
          next: "请重新复制或者换一份文件，其余文件不受影响。",
        };
  },
  "file-too-large": (facts) => ({
    what: textFact(facts, "limitMb") ? `文件超过 ${textFact(facts, "limitMb")} MB` : "文件过大",
    next: "请拆分或者压缩图片后再试。",
  }),
  cancelled: { what: "已停止读取", next: "没有保存这个文件，需要时再次导入。" },
  "encrypted-file": { what: "文件设有打开密码", next: "请在原软件里去掉密码后再导入。" },

  // items
  "unknown-item": { what: "没有这件事项，或者您无权查看", next: "请回到列表刷新后再试。" },
  "unknown-file": { what: "这份材料已不在", next: reread },
  "unknown-event": { what: "没有这条登记，不能给它附凭证", next: reread },
  "already-void": { what: "这份材料已经作废", next: reread },
  "unknown-attachment": { what: "附件已不在", next: reread },
  "attachment-damaged": {
    what: "附件在库中读不出来，多半已经损坏",
    next: "其余附件和正文不受影响。请重新读取；仍读不出来的，由承办人再添加一次同一个文件，或者请系统管理员从备份恢复。",
  },
  "unknown-revision": { what: "没有这一稿", next: reread },
  "unknown-finding": { what: "这处发现已经变化", next: "稿件重新检查过，请看最新的发现。" },
  "draft-moved-on": {
    what: "这份稿件在别处保存过",
    next: "两份都在，没有覆盖。请打开最新一份，对照后再改。",
  },
  "under-review": { what: "正在审查，不能修改", next: "退回后才能修改；内容一改，原结论就失效。" },
  "already-published": { what: "已经公开", next: "要修改请另起一稿，重新送审。" },
  "document-invalid": {
    what: "正文里有不能识别的内容",
    next: "请撤销最近一步，或者用“只粘贴文字”重新粘贴。",
  },
  "unknown-picture": { what: "文件中没有这幅图片", next: reread },
  "picture-unusable": {
    what: "这幅图片读不出来，不能保留或者遮盖",
    next: "请另存为 png 后放回原文件，再重新添加附件。",
  },
  "regions-invalid": { what: "遮盖的部分不在图片里", next: "请重新画出须遮盖的部分。" },
  "note-missing": { what: "还没有写依据或者理由", next: "可公开须注明依据，误报须注明理由。" },
  "nothing-changed": { what: "与上一稿相同", next: "没有改动，不必另存一稿。" },
  blocked: (facts) => {
    const reasons = listFact(facts, "reasons");
    return {
      what: "还不能办这一步",
      next: reasons.length > 0 ? `还差：${reasons.join("；")}。` : "请先办完所列事项。",
    };
  },

  // reviews
  "unknown-review": { what: "没有这件审查，或者您无权查看", next: "请回到列表刷新后再试。" },
  "not-your-stage": { what: "现在的环节不由您办理", next: "可以看流转记录，等环节到您时再办。" },
  "review-closed": { what: "这次审查已经结束", next: "结论不能更改，内容有变请重新送审。" },
  "opinions-apart": {
    what: "两名审查员的意见都已提出而不一致",
    next: "由政务公开机构或者分管负责人裁定采用哪一份。",
  },
  "unknown-opinion": { what: "没有这份审查意见", next: reread },
  "nothing-to-settle": { what: "没有需要裁定的分歧", next: reread },
  "opinion-void": {
    what: "这份意见的审查员已无此职责",
    next: "请采用另一份意见，或者退回后重新送审。",
  },
  "unknown-delegation": { what: "没有这项委托或者授权", next: reread },
  "unknown-person": { what: "没有这个人的在用账号", next: "请从名单中另选一人。" },
  "to-oneself": { what: "不能委托、移交给本人", next: "请另选一人，提出人也不能成为受托人。" },
  "lender-lacks-role": { what: "委托人没有这个环节的职责", next: "只能委托本人现有的职责，请核对环节。" },
  "deputy-is-administrator": {
    what: "三员不能办理业务环节",
    next: "请另选一名没有管理员角色的人员。",
  },
  "days-reversed": { what: "止日早于起日", next: "请改正委托的起止日期。" },
  "days-past": { what: "委托期已经过去", next: "委托只对今后有效，请改正日期。" },
  "too-long": {
    what: "委托超过 90 日",
    next: "委托只用于临时离岗；长期由他人办理的，请安全保密管理员授予角色。",
  },
  "already-decided": { what: "这一项已经办过", next: reread },
  "unknown-publication": { what: "没有这条公开登记，或者您无权查看", next: reread },
  "unknown-withdrawal": { what: "没有这件撤下审查", next: reread },
  "not-out": { what: "这件信息已经撤下", next: "撤下以后不再恢复，需要公开时另行拟稿送审。" },
  "withdrawal-open": { what: "这件信息已有一件撤下审查在办", next: "等这件撤下审查办结。" },
  "withdrawal-closed": { what: "这件撤下审查已经办结", next: reread },
  "term-not-over": {
    what: "公开时限还没有届满",
    next: "另选撤下原因；法定应当公开的信息不能因为时间久就撤下。",
  },
  "details-missing": { what: "还没有写明情况", next: "写明有什么问题、依据是什么。" },
  "points-missing": { what: "还有没核对的项目", next: "逐项核对以后才能登记为一致。" },
  "moment-in-past": { what: "定的时间已经过去", next: "请填现在以后的时间，或者取消定时。" },
  "member-busy": {
    what: "有事项正在审查或者等待发布",
    next: "编组是审查内容的一部分，送审前编好；在审的先退回。",
  },
  "member-grouped": { what: "有事项已经编在另一组里", next: "一件事项只能在一组里；请先解散原来的组。" },
  "unknown-group": { what: "没有这一组", next: reread },
  "unknown-recipient": {
    what: "审查时没有这个公开对象",
    next: "只能送达审查件里写明的对象；要加对象请改稿重新送审。",
  },
  "already-delivered": { what: "这个对象已经登记过送达", next: "送达记录不能更改。" },
  "unknown-leak": { what: "没有这件泄密处置", next: reread },
  "leak-open": { what: "这件信息已经在处置", next: "请从工作台打开这件处置继续办理。" },
  "leak-closed": { what: "这件处置已经办结", next: "有新情况请重新开始一件处置。" },
  "moment-in-future": { what: "发现时间在现在以后", next: "请填实际发现的时间。" },
  "step-done": { what: "这一步已经登记过", next: "登记不能更改；补充情况请写在下一步里。" },
  "steps-missing": { what: "还有必办的步骤没有登记", next: "固定证据和规定的报告都登记以后才能办结。" },
  "withdrawals-open": { what: "还有信息没有撤下", next: "请催办撤下审查，全部撤下以后才能办结。" },
  "rules-invalid": (facts) => ({
    what: `规则 ${textFact(facts, "ruleId") ?? ""} 填写不对`,
    next: "每条规则要有名称和理由，至少两组要素，一个要素只能在一组里。",
  }),
  "list-unreadable": (facts) => ({
    what: `清单第 ${textFact(facts, "row") ?? "1"} 行读不出来，没有导入任何一件`,
    next: "第一行是表头：机关、标题、文号、公开日期、正文；除文号外每行都要填，至多 2000 行。",
  }),
  // the ledger
  "no-tasks-found": {
    what: "文件中没有找到工作任务",
    next: "任务应当写成“一、”“（一）”“1.”这样的层次，或者列在任务分解表里，并写明责任单位。",
  },
  "plan-too-long": {
    what: "这份文件太长，不像一份工作要点",
    next: `一次至多导入 ${longestPlan.tasks.toLocaleString("en-US")} 项任务；请核对是不是选错了文件，或者拆开导入。`,
  },
  "plan-in-ledger": (facts) => ({
    what: `台账里已经有这份要点${textFact(facts, "title") ? `：${textFact(facts, "title")}` : ""}`,
    next: "没有重复导入，原有任务和进展都没有动。",
  }),
  "unknown-task": { what: "没有这项任务", next: reread },
  "task-moved-on": {
    what: "另一个人刚登记过这项任务的进展",
    next: "列表已经换成最新的。您填写的还在，请对照后再保存。",
  },
  "evidence-not-public": { what: "选作佐证的事项没有公开", next: "请改选一件正在公开的事项，或者先不选。" },
  "unknown-batch": { what: "没有这一批清理", next: reread },
  "unknown-entry": { what: "没有这件清理事项", next: reread },
  "batch-open": { what: "本周的清理已经开始", next: "请在已开始的一批里办理，下周再开新的一批。" },
  "entry-decided": { what: "这件已经作出清理决定", next: "决定不能更改；情况有变，下一批再办。" },
  "outcome-not-allowed": {
    what: "这一类信息不能这样处理",
    next: "政策文件不撤下，标注失效或者废止；新规则查出问题的，继续公开或者撤下。",
  },
  "reason-missing": { what: "还没有写理由", next: "每一件都要写明理由，随清理记录留存。" },
  "term-missing": { what: "还没有填新的公开时限", next: "时限届满还要继续公开的，填明新的时限。" },
  "term-not-later": { what: "新的公开时限没有晚于今天", next: "请填今天以后的日期，或者选长期公开。" },
  "unknown-join": { what: "没有这组汇聚风险", next: reread },
  "basis-missing": { what: "还没有写依据", next: "每一种答复都须写明依据或理由。" },
  "aggregation-open": {
    what: "批准以后又有信息公开，与本件合在一起有新的汇聚风险",
    next: "请保密审查员在审查页的“汇聚风险”中答复后再发布。",
  },
  "unknown-checklist-item": { what: "核对单没有这一项", next: reread },
  "unknown-passage": { what: "稿件中没有这一段", next: "请重新打开这件审查，再选段落。" },
  "treatment-missing": { what: "还没有写怎样处理", next: "答“有”的项须写明处理办法。" },
  stale: { what: "内容已经变化，您看的这一稿不能再作结论", next: "请打开最新一稿重新审查。" },
  "legal-opinion-missing": (facts) => ({
    what: "还没有法制审核意见，不能签发",
    next: `${((facts?.["reasons"] as readonly string[] | undefined) ?? []).join("；")}。请由承办人、签发人以外的法制审核人员在文书左栏“法制审核”中对这一稿出具同意意见。`,
  }),
  "own-item": { what: "不能审查自己承办的事项", next: "请由他人审查。" },
  "already-decided-a-stage": {
    what: "您在另一环节处理过本件",
    next: "一人在一件中只能担任一个环节，请由他人办理。",
  },
  "conclusion-missing": { what: "还没有选结论", next: "请选一项结论。" },
  "conclusion-not-allowed": { what: "现在不能作这个结论", next: "请看结论旁边的说明，另选一项。" },
  "reasons-missing": { what: "还没有写理由", next: "退回、不予公开和报请确定须写明理由。" },
  "ground-missing": { what: "还没有选法定依据", next: "不公开须选明条例的具体条款。" },

  // release, packages
  "approval-too-old": {
    what: "批准已满 6 个月没有发布",
    next: "情况可能已有变化，请承办人改稿后重新送审。",
  },
  "not-approved": { what: "还没有批准", next: "审批同意后才能办这一步。" },
  "proof-failed": {
    what: "公开件里还有应当不公开的内容，已停止发布",
    next: "没有生成任何公开文件。请退回修改后重新审查。",
  },
  "unknown-package": { what: "没有这个包", next: "请刷新列表后再试。" },

  // applications
  "day-in-future": { what: "日期在今天以后", next: "请填实际发生的日期。" },
  "confirmation-before-arrival": { what: "确认之日早于到达日期", next: "请核对两个日期。" },
  "unknown-application": { what: "没有这件申请，或者您无权查看", next: "请回到列表刷新后再试。" },
  "applicants-invalid": (facts) => ({
    what: "没有登记",
    next: reasonFact(facts, "请核对每一位申请人的姓名和证件。"),
  }),
  "fee-not-possible": (facts) => ({
    what: "不能起草收费通知",
    next: reasonFact(facts, "请核对件数、页数和收费方式。"),
  }),
  "not-oral": { what: "这件申请不是口头提出的", next: "只有口头申请才有代填记录。" },
  "units-invalid": (facts) => ({
    what: "没有拆分",
    next: reasonFact(facts, "请逐项写明每一件申请的内容。"),
  }),
  "join-not-possible": (facts) => ({
    what: "这些答复不能合为一份文书",
    next: reasonFact(facts, "请重新打开申请，看各件办到了哪一步。"),
  }),
  "split-not-possible": (facts) => ({
    what: "这件申请现在不能拆分",
    next: reasonFact(facts, "请重新打开申请，看办到了哪一步。"),
  }),
  "event-invalid": { what: "登记的事件填写不全", next: "请按提示补齐后再登记。" },
  "not-served": { what: "这件文书还没有登记送达", next: "先在文书上登记送达。" },
  "step-not-possible": {
    what: "现在不能登记这一步",
    next: "送出以后登记签收或者退回，退回以后才能再次送达。",
  },
  "before-last-step": { what: "日期早于上一步", next: "请核对送达记录的先后。" },
  "public-notice-too-early": {
    what: "公告送达只能是最后的办法",
    next: "其他方式送达被退回以后才能公告（民事诉讼法第九十五条）。",
  },
  "deliberation-incomplete": {
    what: "会商记录不完整",
    next: "至少两人参加，姓名不重复，意见要由参加人提出。",
  },
  "unknown-consultation": { what: "没有这个征求意见对象", next: reread },
  "clock-entry-not-free": {
    what: "这件征求意见已经写明对象，或者对象的种类不符",
    next: "第三方和其他机关分开登记，请核对后再试。",
  },
  "consultation-went-out": {
    what: "征求意见函已经签发或者送出，不能撤销对象",
    next: "登记错了的，请在对象里写明情况，另行登记正确的对象。",
  },
  "no-letter-for-this-basis": {
    what: "协商确认没有固定文书",
    next: "请用公函征求，送出后在“登记事件”中登记发出征求意见函。",
  },
  "notice-not-needed": { what: "现在不需要告知第三方", next: "决定公开第三方没有同意的内容以后再告知。" },
  "next-day-before": { what: "下次催办日期不晚于这次", next: "请核对两个日期。" },
  "consultation-not-waiting": { what: "现在没有等待对方答复", next: "送出以后、收到意见以前才需要催办。" },
  "consultation-not-sent": { what: "征求意见函还没有送出", next: "先登记送出，再登记答复。" },
  "answer-before-letter": { what: "答复日期早于发出征求意见函之日", next: "请核对日期。" },
  "answer-incomplete": (facts) => ({
    what: "答复登记不完整",
    next:
      facts?.["problem"] === "passages-missing"
        ? "同意公开部分内容的，写明不同意公开的是哪些。"
        : facts?.["problem"] === "reasons-missing"
          ? "不同意公开的，写明理由。"
          : "同意公开的，不填不同意公开的内容。",
  }),
  "no-extract": (facts) => ({
    what: "没有做出摘录",
    next: String(facts?.["reason"] ?? "") || "请换一种格式的文件，或者登记纸质页码。",
  }),
  "extract-too-large": { what: "摘录太大", next: "请分成几个文件，只选涉及对方的部分。" },
  "letter-signed-already": {
    what: "征求意见函已经签发，随函内容不能再换",
    next: "签发的内容就是审查过的内容；确需更换的，作废文号以后重新办理。",
  },
  "letter-not-signed": { what: "征求意见函还没有签发", next: "签发以后才能带出数据包和回执。" },
  "extract-damaged": { what: "随函内容在库中已经损坏", next: "请从备份恢复后再试。" },
  "not-a-form": {
    what: "这不是本系统发出的回执",
    next: "请对方填写随函所附的回执，或者在“登记答复”中登记。",
  },
  "form-of-another": (facts) => ({
    what: "这是另一件征求意见的回执",
    next: `它答的是 ${String(facts?.["applicationNo"] ?? "")} 号申请中对${String(facts?.["name"] ?? "")}的征求意见，请到那一件中读入。`,
  }),
  "form-unknown": {
    what: "回执上的识别码不是这件来函的",
    next: "请核对是不是本次随函所附的回执；重新发过函的，请对方用新的回执。",
  },
  "form-altered": (facts) => ({
    what: `回执上“${String(facts?.["label"] ?? "")}”被改动过`,
    next: "答的不是本机关问的内容，没有登记。请对方在原表上填写。",
  }),
  "form-empty": { what: "回执没有填写", next: "请对方选定意见后再带回。" },
  "form-half-filled": (facts) => ({
    what: "回执没有填完",
    next:
      {
        "opinion-missing": "没有选定意见。",
        "opinion-twice": "选了不止一项意见，请对方确认是哪一项。",
        "passages-missing": "同意公开部分内容的，没有写明不同意公开的是哪些。",
        "passages-not-meant": "选了同意公开，又写了不同意公开的内容，请对方确认。",
        "reasons-missing": "没有写理由；对方确实不写的，请在“登记答复”中登记。",
      }[String(facts?.["problem"] ?? "")] ?? "请对方填完后再带回。",
  }),
  "nothing-to-decide": {
    what: "现在没有需要决定的",
    next: "对方不同意公开，或者第三方期满没有答复以后再决定。",
  },
  "notice-signed": {
    what: "致第三方的决定告知书已经签发",
    next: "决定不能再改；确需更正的，先作废告知书的文号。",
  },
  "case-open": { what: "这件申请还没有办结", next: "答复送达或者撤回、视为放弃以后再归档。" },
  "archive-broken": (facts) => ({
    what: "案卷没有通过归档检查",
    next: listFact(facts, "problems").join("；") || reread,
  }),
  "appeal-not-possible": { what: "这件不能登记二审", next: "只有已经判决、还没有登记二审的诉讼有二审。" },
  "copy-day-missing": {
    what: "没有写收到上诉状副本的日期",
    next: "申请人上诉的，填写收到副本之日，答辩期限从那天起算。",
  },
  "unknown-dispute": { what: "没有这件复议、诉讼", next: reread },
  "dispute-closed": { what: "这件复议、诉讼已经登记过这一步或者已经审结", next: reread },
  "day-before-copy": { what: "日期早于收到副本之日", next: "请核对日期。" },
  "filed-after-copy": { what: "申请、起诉日期晚于收到副本之日", next: "请核对日期。" },
  "decision-missing": { what: "没有选定结果", next: "请按决定书、判决书选定结果。" },
  "lesson-missing": {
    what: "结果纠正的，要写明原因和教训",
    next: "以后选用同一理由的人会看到，请写明应当怎样做。",
  },
  "schedule-invalid": (facts) => ({
    what: "放假安排没有通过核对",
    next: listFact(facts, "problems").join("；") || "请对照国务院办公厅通知原文改正。",
  }),
  "schedule-pending": { what: "这一年已有一份放假安排在等待确认", next: "请安全保密管理员先确认或者退回。" },
  "schedule-decided": { what: "这份放假安排已经处理过", next: reread },
  "unknown-schedule": { what: "没有这份放假安排", next: reread },
  "wording-invalid": (facts) => ({
    what: "这样改写不行",
    next: listFact(facts, "problems").join("；") || "请对照原文改正。",
  }),
  "nothing-to-post": { what: "没有已签发、待寄送的文书", next: "文书签发以后才能打印信封。" },
  "wording-waiting": { what: "这种文书已有一份改写在等待审批", next: "请分管负责人先同意或者退回。" },
  "effective-day-past": { what: "生效日期已经过去", next: "请定在今天或者以后。" },
  "unknown-edition": { what: "没有这份改写", next: reread },
  "edition-decided": { what: "这份改写已经审批过", next: reread },
  "own-proposal": { what: "不能审批自己提出的改写", next: "请由另一位分管负责人审批。" },
  "return-note-missing": { what: "退回要写明原因", next: "请填写审批意见。" },
  "proof-missing": { what: "没有写明依据", next: "这一登记以后要用来证明期限，请写明凭证或者理由。" },
  "not-received-yet": {
    what: "收到申请之日还没有确定",
    next: "先登记与申请人确认收到，期限开始以后再导出。",
  },
  "event-not-allowed": { what: "现在不能登记这个事件", next: "请看事件旁边写明的原因。" },
  "case-closed": { what: "案件已办结", next: "不能再登记或者起草；如需更正请另行办理。" },

  // letters
  "unknown-template": { what: "没有这种文书", next: "请重新选择文书。" },
  "letter-not-allowed": { what: "这种文书不适用于本案", next: "请按问答重新选择。" },
  "unknown-letter": { what: "没有这份文书，或者您无权查看", next: "请回到案件刷新后再试。" },
  "unknown-comment": { what: "没有这条批注", next: reread },
  "comment-settled": { what: "这条批注已经有人办过这一步", next: "请看最新的批注；要继续说请先重新打开。" },
  "comments-closed": { what: "现在不能写批注", next: "送审以后的意见写在审查里；文书签发后批注只供查看。" },
  "already-signed": { what: "文书已签发", next: "内容和文号不能再改；确有错误请作废文号后重新起草。" },
  "fields-invalid": { what: "有字段填写不合要求", next: "请按字段旁边的提示改正。" },
  "issue-date-invalid": { what: "成文日期不合要求", next: "成文日期不能早于审批同意之日，也不能晚于今天。" },
  "pdf-not-available": { what: "本机不能生成 PDF", next: "请导出 docx 后在 WPS 或者 Word 中另存。" },
  "not-signed": { what: "文书还没有签发", next: "签发取号后才能办这一步。" },
  "already-served": { what: "已经登记过送达", next: "送达记录不能更改，请看往来文书。" },
  "tracking-number-missing": { what: "邮寄送达没有填邮件号", next: "请填写邮件号，作为交邮日期的凭证。" },
  // sync
  "server-address-invalid": {
    what: "服务器地址不能用",
    next: "应为 https:// 开头的地址；本机网关可以用 http://127.0.0.1。",
  },
  "server-ca-invalid": {
    what: "CA 证书不是一份认证机构的证书",
    next: "请粘贴中心 tls 目录里 root.pem 的全部内容。",
  },
  "unknown-object": { what: "中心没有这个条目", next: "请核对条目编号；它要由本单位的工作站先发布。" },
  "central-differs": {
    what: "中心给出的稿件与它登记的不符，没有取用",
    next: "请稍后再试，仍不符的请安全审计员查看。",
  },
  "conflict-moved-on": { what: "中心的现行稿刚刚又换了", next: "请刷新，看过新的一稿再合并。" },
  "item-here-already": { what: "本机已有这个条目", next: "请在公开信息里打开它。" },
  "receipt-not-valid": {
    what: "不是中心给本机的包出的回执，或者核验没有通过",
    next: "请重新选带回的回执文件；还是不行请中心重新导出。",
  },
  "sync-off": { what: "还没有设置中心服务器", next: "请系统管理员先在系统管理里设置中心的地址和公钥。" },
  "sync-unreachable": { what: "中心没有应答", next: "请核对网络、中心地址和 CA 证书后再试。" },
  "enrolment-code-wrong": {
    what: "登记号或者一次性码不对，或者已过期",
    next: "请核对后再试；错五次后作废，须请中心另开。",
  },
  "enrolment-refused": { what: "中心没有接受这次登记", next: "请与中心的操作员联系，另开登记码。" },
  "enrolment-none": { what: "没有等待核准的登记", next: "请先填登记号和一次性码。" },
  "no-signing-key": {
    what: "本人没有可用的签名密钥",
    next: "请退出后重新登录，仍没有的请系统管理员查看账号。",
  },
  "server-keys-invalid": {
    what: "服务器公钥不对",
    next: "请照服务器 keys 命令打印的两行原样填写，并由两人核对。",
  },

  // statistics
  "report-not-countable": {
    what: "有案件的办理结果不能计入报表",
    next: "请打开这些案件，核对结案文书后再试。",
  },
  "report-moved-on": { what: "另一个人刚保存过这份报告", next: "请刷新后看过改动，再补上您的内容保存。" },
  "report-parts-missing": { what: "报告还有空着的部分", next: "条例第五十条规定的内容都写了才能导出。" },
  "report-identity-broken": {
    what: "勾稽关系不成立",
    next: "请看检查结果，核对表一和行政复议、诉讼的数据。",
  },
  // review on another machine
  "key-list-unreadable": { what: "不是公钥文件", next: "请选另一台工作站“不联网登记”导出的公钥文件。" },
  "delegation-list-unreadable": { what: "不是委托文件", next: "请选另一台工作站导出的委托文件。" },
  "unknown-key": { what: "公钥文件里没有这把可以审查的公钥", next: "请重新选文件，或者请对方重新导出。" },
  "person-here-already": { what: "这个人已经在本机登记", next: "本机的人在本机审查，不必登记为外机审查人。" },
  "already-asked": { what: "这一环节已经请过他", next: "请等他的答复，或者在本机办理这一环节。" },
  "must-be-decided-here": (facts) => ({
    what: `这一环节要在本机办理：${String(facts["reason"] ?? "")}`,
    next: "请在本机处理后再请外机审查，或者在本机审查。",
  }),
  "request-too-large": { what: "附件太大，不能送外机审查", next: "请在本机审查，或者先减小附件。" },
  "unknown-request": { what: "没有这件外来的审查请求", next: "请回到列表刷新后再试。" },
  "answered-already": { what: "这件请求已经答复过", next: "一件请求只答复一次；对方改稿以后会另外送来。" },
  "checklist-incomplete": {
    what: "核对单没有答完，或者有不能确定的项",
    next: "请逐项回答；不能确定的请退回对方，在其本机报请确定。",
  },
  "checklist-contradicted": {
    what: "核对单的答复与公开件中已遮盖的内容不符",
    next: "请改答“有，已处理”，写明怎样处理；不应遮盖的，请退回对方修改。",
  },
  "package-refused": (facts) => ({
    what: `这个包没有收下：${arrivalWords(String(facts["reason"] ?? ""))}`,
    next: "请核对来源；原件没有改动，可以请对方重新送。",
  }),
  // 公开渠道
  "channel-list-invalid": (facts) => ({
    what: channelListWords(textFact(facts, "problem"), textFact(facts, "name")),
    next: "改正后再启用，已填的内容都还在。",
  }),
  "channel-list-moved-on": {
    what: "另一个人刚启用了新一版公开渠道",
    next: "请看过新的名单，再补上您的改动。",
  },
  // 通俗用语
  "word-invalid": (facts) => ({
    what: ownWordProblems[facts["problem"] as OwnWordProblem] ?? "这两个词不能作为用语",
    next: "改正后再补充，已填的内容都还在。",
  }),
  "word-taken": (facts) => ({
    what: `“${textFact(facts, "everyday") ?? ""}”已经能查到“${textFact(facts, "official") ?? ""}”`,
    next: "一个说法只对应一个规范用语；本单位补充的不合适，可以去掉后另补。",
  }),
  "too-many-words": (facts) => ({
    what: `本单位补充的用语已经有${String(facts["most"] ?? "")}条`,
    next: "请先去掉不再用的。",
  }),
  "unknown-word": { what: "这一条已经去掉了", next: "请看刷新后的名单。" },
  "not-your-word": { what: "这一条不是您补充的", next: "由补充的人或者政务公开机构去掉。" },
  // 公开事项目录
  "catalogue-item-invalid": (facts) => ({
    what: catalogueItemProblemWords(textFact(facts, "problem")),
    next: "改正后再保存，已填的内容都还在。",
  }),
  "unknown-catalogue-item": { what: "目录里没有这个事项", next: "请刷新后再看。" },
  "catalogue-item-retired": { what: "这个事项已经停用", next: "先恢复使用，再修改。" },
  "catalogue-code-taken": (facts) => ({
    what: `事项编码${textFact(facts, "itemCode") ?? ""}已经有别的事项在用`,
    next: "请换一个编码；停用的事项也保留自己的编码。",
  }),
  "catalogue-moved-on": {
    what: "另一个人刚改过这个事项",
    next: "请关闭后看过新的内容，再补上您的改动。",
  },
  "catalogue-empty": { what: "目录里还没有在用的事项", next: "请先由政务公开机构编制目录。" },
  // screening rules
  "screening-rules-invalid": (facts) => ({
    what: `有规则不能用：${[...new Set(listFact(facts, "reasons"))].join("；") || "请逐条核对"}`,
    next: "改正后再试，已填的内容都还在。",
  }),
  "rules-moved-on": { what: "另一个人刚启用了新一版规则", next: "请刷新后看过改动，再补上您的内容。" },
  "no-list-found": {
    what: "文件里没有找到名单",
    next: "名单要有表头（姓名、身份证号等），请用 xlsx、csv、docx 表格，或者直接粘贴文字。",
  },
  "list-not-clean": {
    what: "脱敏件没有通过复查，没有生成",
    next: "请按列出的原因调整各列的处理方式后再试。",
  },
  "before-issue-date": { what: "日期早于成文日期", next: "请核对送达日期。" },
  // 报请确定
  "referral-missing": { what: "没有写明向谁报请、报请什么", next: "请在报请确定的窗口里填完再办理。" },
  "nothing-in-question": {
    what: "没有选出要报请的段落或者附件",
    next: "请至少选一处，报请文书只写选中的内容。",
  },
  "organ-does-not-decide-this": {
    what: "这一机关不确定这类问题",
    next: "是否属于国家秘密不明确的，向省级或者国家保密行政管理部门报请。",
  },
  "defer-day-missing": { what: "没有写明暂缓到哪一天", next: "请填重新评估的日期。" },
  "defer-day-out-of-range": {
    what: "暂缓的日期不对",
    next: "请填今天以后、一年以内的日期；要长期不公开的，按不予公开写明依据。",
  },
  "not-to-superior": {
    what: "请示只报本机关的上级主管部门",
    next: "向保密行政管理部门报请的，文种选函。",
  },
  "one-addressee": {
    what: "请示只主送一个上级机关",
    next: "请只写一个机关的全称，需要同时送其他机关的另行抄送。",
  },
  "signer-missing": { what: "请示没有写签发人", next: "请填本机关负责签发的人的姓名。" },
  "protected-in-future": { what: "采取保密措施的日期在将来", next: "请填今天或者以前的日期。" },
  "unknown-referral": { what: "没有这件报请", next: reread },
  "referral-ended": { what: "这件报请已经办结或者失效", next: reread },
  "referral-running": { what: "已有一件报请在办理", next: "请先登记它的答复，或者撤回报请。" },
  "not-waiting": { what: "本次审查没有在等待答复", next: reread },
  "not-sent": { what: "报请文书还没有登记发出", next: "请先登记发文字号和发出日期。" },
  "day-out-of-order": { what: "日期早于前一步", next: "请核对日期。" },
  "number-not-in-form": {
    what: "发文字号不合规范",
    next: "应为机关代字、六角括号中的年份、序号，如“云建函〔2026〕31号”。",
  },
  "number-taken": { what: "这个发文字号已经用在另一件报请文书上", next: "请核对发文登记。" },
  "answer-does-not-fit": {
    what: "这一答复与所报请的问题不符",
    next: "没有报请是否属于国家秘密的，答复不能是“属于国家秘密”；请核对原件。",
  },
  "answer-before-sending": { what: "答复日期早于发出日期", next: "请核对答复原件上的日期。" },
  "answer-in-future": { what: "答复日期在将来", next: "请核对答复原件上的日期。" },
  "passages-missing": { what: "没有选出不得公开的部分", next: "请按答复选出段落或者附件。" },
  "passages-not-put": { what: "选中的段落没有报请过", next: "只能从报请的内容里选。" },
  "level-missing": { what: "没有填密级和保密期限", next: "请按答复填写。" },
  "period-too-long": {
    what: "保密期限超过该密级的上限",
    next: "绝密不超过三十年，机密不超过二十年，秘密不超过十年；请核对原件。",
  },
  "level-not-asked": { what: "这一答复不带密级", next: "请去掉密级，或者改选“属于国家秘密”。" },
  "original-missing": {
    what: "没有答复原件，也没有写明存放在哪里",
    next: "请附扫描件；原件有密级标志的不要扫描进来，写明存放处。",
  },
  "no-scan": { what: "这件答复没有扫描件", next: "请到登记的存放处查阅原件。" },
};

/** Words for an error of the core, with the facts it brought. */
/** An address that names no paper of the right form: the id is the only thing a view is opened by. */
function namesNothing(error: OperationError): boolean {
  return error.code === "invalid-input" && /^[a-z]+Id$/u.test(error.field ?? "");
}

/** Whether the same call may succeed a moment later; where it cannot, no button offers to try again. */
export function mayHelpToRetry(error: OperationError): boolean {
  return !namesNothing(error) && error.code !== "not-allowed" && !error.code.startsWith("unknown-");
}

export function wordError(error: OperationError): ErrorWords {
  if (namesNothing(error))
    return { what: "没有这一件", next: "地址可能抄漏了，或者这一件已不在本机。请回到列表重新打开。" };
  const wording = errorWording[error.code as ErrorCode] ?? errorWording.internal;
  return typeof wording === "function" ? wording(error.facts ?? {}) : wording;
}
