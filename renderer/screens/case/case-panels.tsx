import { Button } from "antd";
import { Link, useNavigate } from "react-router";

import {
  applicantTypes,
  helpKinds,
  obtainMethods,
  serviceMethods,
  submissionChannels,
  type CaseView,
  type LetterRow,
  type LetterState,
} from "../../../shared/contract/applications.ts";
import { representativeOf } from "../../../shared/domain/application/joint-applicants.ts";
import { shortDate as plainDate } from "../../../shared/domain/clock/clock-wording.ts";
import { eventLabel } from "../../../shared/domain/clock/event-wording.ts";
import { channelRules } from "../../../shared/domain/clock/receipt-date.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { useCommand } from "../../commands/use-command.ts";
import { addresses } from "../../shell/addresses.ts";
import { newLetterAddress } from "../letter/letter-addresses.ts";
import { fullTime, shortDate } from "../../wording/dates.ts";

import { OralRecord } from "./oral-record.tsx";
import { remainingPath } from "./path-model.ts";

/** What was asked, by whom, how it came. */
export function RequestPanel({ view }: { readonly view: CaseView }) {
  const { intake, reading } = view;
  const contact = [intake.phone, intake.email, intake.postalAddress].filter((each) => each !== "");
  return (
    <Panel title="申请">
      <dl className="facts">
        <dt>申请人</dt>
        <dd>
          {intake.applicantName}{" "}
          <span className="ink-2 text-13">
            {intake.idNumber === "" ? "缺身份证明" : `${intake.idType || "证件"}已登记`}
          </span>
        </dd>
        {intake.coApplicants.length > 0 && (
          <>
            <dt>共同申请人</dt>
            <dd>
              {intake.coApplicants.map((one) => (
                <p key={`${one.applicantName}${one.idNumber}`}>
                  {one.applicantName}{" "}
                  <span className="ink-2 text-13">
                    {one.idNumber === "" ? "缺身份证明" : `${one.idType || "证件"}已登记`}
                    {one.phone === "" ? "" : `，${one.phone}`}
                  </span>
                </p>
              ))}
              <span className="facts__remark">
                代表人：{representativeOf(intake)}。文书写明全部申请人，逐人送达。
              </span>
            </dd>
          </>
        )}
        {intake.agentName !== "" && (
          <>
            <dt>代理人</dt>
            <dd>
              {intake.agentName}
              <span className="facts__remark">
                {intake.agentProof === "" ? "缺授权委托书和身份证明" : intake.agentProof}
              </span>
            </dd>
          </>
        )}
        <dt>申请内容</dt>
        <dd>“{intake.requestedInformation}”</dd>
        <dt>获取方式</dt>
        <dd>
          {intake.carrierForm === "paper" ? "纸质，" : intake.carrierForm === "electronic" ? "电子，" : ""}
          {obtainMethods[intake.obtainMethod]}
        </dd>
        <dt>联系方式</dt>
        <dd>{contact.length > 0 ? contact.join("，") : "没有填写"}</dd>
        {intake.helpNeeded && (
          <>
            <dt>需要帮助</dt>
            <dd>
              {intake.helpKinds.map((kind) => helpKinds[kind]).join("、") || "阅读或者视听帮助"}
              {intake.helpNote !== "" && <span className="facts__remark">{intake.helpNote}</span>}
            </dd>
          </>
        )}
        {intake.submissionChannel === "oral" && (
          <>
            <dt>口头申请</dt>
            <dd>
              <OralRecord view={view} />
            </dd>
          </>
        )}
        <dt>收到之日</dt>
        <dd>
          {reading.receiptDate ? formatChineseDate(reading.receiptDate) : "待确认"}
          <span className="facts__remark">
            {intake.receiptEvidence || channelRules[intake.submissionChannel].explanation}
          </span>
        </dd>
        <dt>补正</dt>
        <dd>
          {reading.correction
            ? reading.correction.correctedOn
              ? `${plainDate(reading.correction.correctedOn)}收到补正`
              : reading.correction.due
                ? `${plainDate(reading.correction.due)}前补正`
                : "已告知，送达待登记"
            : view.missingContents.length > 0
              ? `缺${view.missingContents.join("、")}`
              : "不需要"}
        </dd>
        <dt>收费</dt>
        <dd>
          {reading.fee
            ? reading.fee.paidOn
              ? `${plainDate(reading.fee.paidOn)}缴清`
              : reading.fee.payDue
                ? `${plainDate(reading.fee.payDue)}前缴费`
                : "已通知，送达待登记"
            : "没有"}
        </dd>
      </dl>
    </Panel>
  );
}

const letterStates: Readonly<Record<LetterState, string>> = {
  drafting: "草稿",
  underReview: "审查中",
  returned: "已退回",
  approved: "已同意，待签发",
  signed: "已签发，待送达",
  served: "已送达",
  void: "已作废",
};

/** 「邮寄」 of 「邮寄送达」: the column already says 送达. */
function serviceWord(method: string): string {
  if (!Object.hasOwn(serviceMethods, method)) return method;
  return serviceMethods[method as keyof typeof serviceMethods].replace("送达", "");
}

function LetterLine({ letter, view }: { readonly letter: LetterRow; readonly view: CaseView }) {
  const pending = letter.state === "drafting" || letter.state === "returned";
  const { service } = letter;
  return (
    <tr className={`${pending ? "is-draft" : ""} ${letter.state === "void" ? "is-void" : ""}`}>
      <td>
        <Link to={addresses.letter(letter.letterId)}>{letter.templateName}</Link>
      </td>
      <td className={letter.docNumber ? "" : "ink-3"}>{letter.docNumber ?? "签发时取号"}</td>
      <td>
        {letter.issueDate ? shortDate(letter.issueDate, view.today) : <span className="ink-3">未签发</span>}
      </td>
      <td>
        {service ? (
          <>
            <span className="text-done">
              <Icon name="check" size={13} />
            </span>{" "}
            {shortDate(service.clockDate, view.today)} {serviceWord(service.method)}
          </>
        ) : (
          `${letterStates[letter.state]}${letter.revNo > 0 && letter.state !== "signed" ? `，第${letter.revNo}稿` : ""}`
        )}
      </td>
    </tr>
  );
}

/** What has been written and sent. */
export function LettersPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { letters } = view;
  return (
    <Panel
      title="往来文书"
      remark={letters.length > 0 ? `${letters.length} 件` : undefined}
      flush
      extra={mayWrite ? <Link to={newLetterAddress(view.applicationId)}>另起一件文书</Link> : undefined}
    >
      {letters.length === 0 ? (
        <EmptyState title="还没有文书">选定文书以后，草稿、审查、签发和送达都列在这里。</EmptyState>
      ) : (
        <table className="case-letters">
          <caption className="spoken">往来文书</caption>
          <thead>
            <tr>
              <th scope="col">文书</th>
              <th scope="col">文号</th>
              <th scope="col">日期</th>
              <th scope="col">送达</th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <LetterLine key={letter.letterId} letter={letter} view={view} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** What was recorded on the clock; a mistake is taken back by a later entry, never deleted. */
export function EventsPanel({
  view,
  mayRecord,
  onRevoke,
}: {
  readonly view: CaseView;
  readonly mayRecord: boolean;
  readonly onRevoke: (eventId: string) => void;
}) {
  const revoked = new Set(
    view.events.flatMap(({ event }) => (event.type === "eventRevoked" ? [event.eventId] : [])),
  );
  return (
    <Panel title="期限登记" remark={`${view.events.length} 条，只增不改`} flush>
      {view.events.toReversed().map(({ eventId, event, note, recordedBy, recordedAt }) => (
        <div key={eventId} className="case-record">
          <span title={`${fullTime(recordedAt)} 登记`}>{shortDate(event.onDay, view.today)}</span>
          <span className="case-record__who">{recordedBy}</span>
          <span>
            {revoked.has(eventId) ? <del>{eventLabel(event)}</del> : eventLabel(event)}
            {note !== "" && <span className="case-record__note">{note}</span>}
          </span>
          {mayRecord && !revoked.has(eventId) && event.type !== "eventRevoked" && (
            <button type="button" className="link-button text-13" onClick={() => onRevoke(eventId)}>
              撤销登记
            </button>
          )}
        </div>
      ))}
    </Panel>
  );
}

export function HistoryPanel({ view }: { readonly view: CaseView }) {
  if (view.history.length === 0) return null;
  return (
    <Panel title="流转记录" flush>
      {view.history.toReversed().map((entry, index) => (
        <div key={index} className="case-record">
          <RelativeTime at={entry.at} />
          <span className="case-record__who">{entry.personName}</span>
          <span>{entry.what}</span>
        </div>
      ))}
    </Panel>
  );
}

/** One sentence and one solid button. */
export function NextStepPanel({
  view,
  mayWrite,
  onRecordEvent,
}: {
  readonly view: CaseView;
  readonly mayWrite: boolean;
  readonly onRecordEvent: () => void;
}) {
  const navigate = useNavigate();
  const { nextStep } = view;
  const act = nextStep.act;
  const run = (): void => {
    if (act?.kind === "openLetter" && act.letterId !== undefined)
      void navigate(addresses.letter(act.letterId));
    else if (act?.kind === "chooseLetter") void navigate(newLetterAddress(view.applicationId, act.template));
    else if (act?.kind === "recordEvent") onRecordEvent();
  };
  const possible = act !== undefined && act.kind !== "none" && mayWrite;
  useCommand("case.next", run, { when: possible });
  const label =
    act?.kind === "openLetter" ? "打开文书" : act?.kind === "recordEvent" ? "登记事件" : "选定文书";
  return (
    <Panel title="下一步" kind="next">
      <div className="next-step">
        <h3>{nextStep.title}</h3>
        <p>{nextStep.detail}</p>
        {possible && (
          <div className="next-step__buttons">
            <Button type="primary" onClick={run}>
              {label} <ButtonKey command="case.next" />
            </Button>
            {act.kind === "openLetter" && (
              <Button onClick={() => void navigate(newLetterAddress(view.applicationId))}>换一种文书</Button>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

/** Whether the date can be held. */
export function PathPanel({ view }: { readonly view: CaseView }) {
  const path = remainingPath(view, useWorkCalendar());
  if (path.steps.length === 0) return null;
  return (
    <Panel title="到送达还要做">
      <ol>
        {path.steps.map((step, index) => (
          <li key={step.label} className="path__step">
            {step.done ? (
              <span className="text-done">
                <Icon name="check" label="已办" />
              </span>
            ) : (
              <span className="path__number">{index + 1}</span>
            )}
            <span className={step.done ? "ink-3" : ""}>{step.label}</span>
            <span className="path__time">{step.done ? "" : step.time}</span>
          </li>
        ))}
      </ol>
      {path.ready && (
        <p className={`path__ready ${path.ready.inTime ? "text-done" : "text-law"}`}>
          <Icon name={path.ready.inTime ? "check" : "warning"} size={13} /> {plainDate(path.ready.day)}
          可送达，
          {path.ready.inTime
            ? `余 ${path.ready.spareWorkdays} 个工作日`
            : `已晚 ${path.ready.spareWorkdays} 个工作日，请压缩环节或者依法延期`}
        </p>
      )}
    </Panel>
  );
}

export function factsLine(view: CaseView): readonly string[] {
  return [
    applicantTypes[view.intake.applicantType],
    submissionChannels[view.intake.submissionChannel],
    `承办：${view.handlerName}`,
  ];
}
