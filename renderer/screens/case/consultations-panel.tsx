import { useState } from "react";
import { useNavigate } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ConsultationView } from "../../../shared/contract/consultations.ts";
import {
  consultationBases,
  consultationOpinions,
  followUpMethods,
} from "../../../shared/domain/application/consultation.ts";
import type { ConsultationReading } from "../../../shared/domain/clock/consultations.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { StepLine } from "../../components/stage-line/step-line.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { useCommand } from "../../commands/use-command.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { listTime, shortDate } from "../../wording/dates.ts";
import { remainingLong } from "../../wording/remaining.ts";
import {
  AnswerDialog,
  ClockEntryDialog,
  DecisionDialog,
  FollowUpDialog,
  PartyDialog,
  VoidPartyDialog,
} from "./consultation-dialogs.tsx";
import { ExtractDialog } from "./consultation-extract-dialog.tsx";
import { ReadFormDialog } from "./consultation-form-dialog.tsx";
import { actsOf, lifeSteps, stageTag, type ConsultationAct } from "./consultation-model.ts";

const actWords: Readonly<Record<ConsultationAct, string>> = {
  makeLetter: "拟征求意见函",
  openLetter: "征求意见函",
  extract: "选随函内容",
  packet: "带出数据包",
  exportForm: "导出回执",
  recordSent: "登记发出",
  recordReceived: "登记签收",
  followUp: "登记催办",
  readForm: "读入回执",
  answer: "登记答复",
  stopWaiting: "不再等待",
  decide: "决定是否公开",
  makeNotice: "拟告知书",
  openNotice: "告知书",
  void: "撤销对象",
};

function PartyLine({
  consultation,
  view,
  mayWrite,
  onAct,
}: {
  readonly consultation: ConsultationView;
  readonly view: CaseView;
  readonly mayWrite: boolean;
  readonly onAct: (consultation: ConsultationView, act: ConsultationAct) => void;
}) {
  const { life, reading, answer, decision, extract } = consultation;
  const taskOver = life.task !== undefined && life.task.due < view.today;
  const remaining = reading?.open ? life.remainingWorkdays : undefined;
  return (
    <div className="consultation">
      <div className="consultation__head">
        <strong>{consultation.name}</strong>
        <Tag kind={stageTag(consultation, taskOver)} {...(taskOver ? { icon: "clock" } : {})}>
          {life.state}
        </Tag>
        <span className="consultation__when">
          {reading?.opinionDue ? `意见期到${shortDate(reading.opinionDue, view.today)}` : ""}
          {remaining === undefined ? "" : `，${remainingLong(remaining)}`}
        </span>
      </div>
      <StepLine
        label="征求意见进展"
        wraps
        steps={lifeSteps(consultation).map(({ label, state, day }) => ({
          key: label,
          label,
          state,
          remarks: day ? [shortDate(day, view.today)] : [],
        }))}
      />
      <p className="text-13">
        {consultationBases[consultation.basis].label}：{consultation.asked}
        {consultation.documentNo === "" ? "" : `（${consultation.documentNo}）`}
      </p>
      {(consultation.contact !== "" || consultation.phone !== "") && (
        <p className="ink-2 text-13">
          联系：{[consultation.contact, consultation.phone].filter((each) => each !== "").join("，")}
        </p>
      )}
      {extract && (
        <p className="ink-2 text-13">
          随函内容：
          {extract.kind === "paper"
            ? `纸质复印件，${extract.pages}`
            : `${extract.sourceName}${extract.pages}`}
          {extract.checks.length > 0 && `（${extract.checks.map((check) => check.detail).join("，")}）`}
        </p>
      )}
      {consultation.packets.map((packet) => (
        <p key={packet.madeAt} className="ink-2 text-13">
          {listTime(packet.madeAt, view.today)} 带出数据包
        </p>
      ))}
      {life.task && (
        <p
          className={`text-13 ${taskOver ? "text-law" : life.task.due === view.today ? "text-soon" : "ink-2"}`}
        >
          <Icon name={taskOver ? "warning" : "clock"} size={13} /> {shortDate(life.task.due, view.today)}
          {taskOver ? "应当" : "前"}
          {life.task.todo}：{life.task.why}
        </p>
      )}
      {consultation.followUps.map((each, index) => (
        <p key={index} className="ink-2 text-13">
          {shortDate(each.onDay, view.today)} {followUpMethods[each.method]}催办：{each.note}
          {each.nextOn ? `；${shortDate(each.nextOn, view.today)}再催` : ""}
        </p>
      ))}
      {answer && (
        <p className="text-13">
          {consultationOpinions[answer.opinion]}
          {answer.passages === "" ? "" : `，不同意公开：${answer.passages}`}
          {answer.reasons === "" ? "" : `；理由：${answer.reasons}`}
          <span className="ink-2">
            （{answer.proof}
            {answer.source === "form" ? "，读自回执" : ""}
            {answer.movesClock ? "" : "，不影响期限"}）
          </span>
        </p>
      )}
      {life.meaning && !decision && (
        <p className="ink-2 text-13">
          {life.meaning.text}（{life.meaning.article}）
        </p>
      )}
      {decision && (
        <p className="text-13">
          决定理由：{decision.reason}
          <span className="ink-2">（{decision.recordedBy}）</span>
        </p>
      )}
      {reading && (
        <p className="ink-2 text-13">
          {reading.open ? "此间答复期限不计算" : `至${shortDate(reading.through, view.today)}不计算`}（
          {reading.article}）
        </p>
      )}
      {mayWrite && (
        <p className="delivery__acts is-wrapping">
          {actsOf(consultation, view.reading.closing !== undefined).map((act) => (
            <button
              key={act}
              type="button"
              className="link-button text-13"
              onClick={() => onAct(consultation, act)}
            >
              {actWords[act]}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** An entry of the clock that does not say who was asked. */
function UnnamedLine({
  reading,
  view,
  mayWrite,
  onName,
}: {
  readonly reading: ConsultationReading;
  readonly view: CaseView;
  readonly mayWrite: boolean;
  readonly onName: () => void;
}) {
  return (
    <div className="consultation">
      <div className="consultation__head">
        <strong>{reading.party === "thirdParty" ? "第三方" : "其他机关"}</strong>
        <Tag kind={reading.open ? "soon" : "plain"}>
          {reading.open
            ? "等待意见"
            : reading.endedBy === "returned"
              ? "已收回意见"
              : reading.endedBy === "organDecided"
                ? "已由本机关决定"
                : reading.outcomeIfSilent === "deemedConsent"
                  ? "逾期未答，视为同意"
                  : "逾期未答，由本机关决定"}
        </Tag>
        <span className="consultation__when">
          {shortDate(reading.issuedOn, view.today)}发出
          {reading.receivedByThemOn
            ? `，${shortDate(reading.receivedByThemOn, view.today)}签收`
            : "，签收日期待登记"}
          {reading.opinionDue ? `，意见期到${shortDate(reading.opinionDue, view.today)}` : ""}
        </span>
      </div>
      <p className="ink-2 text-13">
        {reading.open ? "此间答复期限不计算" : `至${shortDate(reading.through, view.today)}不计算`}（
        {reading.article}）
      </p>
      {mayWrite && (
        <p className="delivery__acts is-wrapping">
          <button type="button" className="link-button text-13" onClick={onName}>
            写明对象
          </button>
        </p>
      )}
    </div>
  );
}

type Open =
  | { readonly kind: "party"; readonly clockEntry?: ConsultationReading }
  | { readonly kind: "act"; readonly consultation: ConsultationView; readonly act: ConsultationAct };

function ActDialog({
  view,
  consultation,
  act,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly act: ConsultationAct;
  readonly onClose: () => void;
}) {
  const common = { view, consultation, onClose };
  switch (act) {
    case "followUp":
      return <FollowUpDialog {...common} />;
    case "answer":
      return <AnswerDialog {...common} />;
    case "decide":
      return <DecisionDialog {...common} />;
    case "extract":
      return <ExtractDialog {...common} />;
    case "readForm":
      return <ReadFormDialog {...common} />;
    case "void":
      return <VoidPartyDialog {...common} />;
    case "recordSent":
      return <ClockEntryDialog {...common} type="consultationIssued" />;
    case "recordReceived":
      return <ClockEntryDialog {...common} type="consultationReceivedByThem" />;
    case "stopWaiting":
      return <ClockEntryDialog {...common} type="consultationClosed" />;
    default:
      return null;
  }
}

/** 征求意见: who was asked about what, how it stands, what to do next (条例11, 32, 34). */
export function ConsultationsPanel({
  view,
  mayWrite,
}: {
  readonly view: CaseView;
  readonly mayWrite: boolean;
}) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const [error, setError] = useState<CallError>();
  const { consultations } = view;
  const named = new Set(consultations.map((each) => each.clockId));
  const unnamed = view.reading.consultations.filter((each) => !named.has(each.id));
  const mayAdd = mayWrite && view.reading.closing === undefined && view.reading.receiptDate !== undefined;
  useCommand("case.consult", () => setOpen({ kind: "party" }), { when: mayAdd });
  if (consultations.length === 0 && unnamed.length === 0 && !mayAdd) return null;
  const third = [...consultations, ...unnamed].filter((each) => each.party === "thirdParty").length;
  const organs = consultations.length + unnamed.length - third;
  const run = async (consultation: ConsultationView, act: ConsultationAct): Promise<void> => {
    setError(undefined);
    if (act === "openLetter" && consultation.letter) {
      await navigate(addresses.letter(consultation.letter.letterId));
    } else if (act === "openNotice" && consultation.notice) {
      await navigate(addresses.letter(consultation.notice.letterId));
    } else if (act === "makeLetter" || act === "makeNotice") {
      const made = await call("consultations.makeLetter", {
        consultationId: consultation.consultationId,
        role: act === "makeLetter" ? "consultation" : "decisionNotice",
      });
      if (made.ok) await navigate(addresses.letter(made.value.letterId));
      else setError(made.error);
    } else if (act === "packet" || act === "exportForm") {
      const { consultationId } = consultation;
      const made =
        act === "packet"
          ? await call("consultations.packet", { consultationId })
          : await call("consultations.exportForm", { consultationId, format: "docx" });
      if (made.ok) saveFile(made.value);
      else setError(made.error);
    } else setOpen({ kind: "act", consultation, act });
  };
  const empty = consultations.length === 0 && unnamed.length === 0;
  return (
    <Panel
      title="征求意见"
      remark={
        empty
          ? "没有"
          : [third > 0 ? `第三方 ${third} 家` : "", organs > 0 ? `其他机关 ${organs} 家` : ""]
              .filter((part) => part !== "")
              .join("，")
      }
      flush={!empty}
      extra={
        mayAdd ? (
          <button type="button" className="link-button" onClick={() => setOpen({ kind: "party" })}>
            添加征求意见对象
          </button>
        ) : undefined
      }
    >
      {empty && (
        <p className="ink-2 text-13">
          公开会损害第三方合法权益，或者与其他机关共同制作的，先在这里登记对象，再发征求意见函。
        </p>
      )}
      {consultations.map((each) => (
        <PartyLine
          key={each.consultationId}
          consultation={each}
          view={view}
          mayWrite={mayWrite}
          onAct={(consultation, act) => void run(consultation, act)}
        />
      ))}
      {unnamed.map((each) => (
        <UnnamedLine
          key={each.id}
          reading={each}
          view={view}
          mayWrite={mayWrite}
          onName={() => setOpen({ kind: "party", clockEntry: each })}
        />
      ))}
      {error && <ErrorPanel error={error} about="没有办成" />}
      {open?.kind === "party" && (
        <PartyDialog
          view={view}
          {...(open.clockEntry ? { clockEntry: open.clockEntry } : {})}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.kind === "act" && (
        <ActDialog
          view={view}
          consultation={open.consultation}
          act={open.act}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}
