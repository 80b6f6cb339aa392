import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { DisputeView } from "../../../shared/contract/disputes.ts";
import {
  appealDecisions,
  appellants,
  mayAppeal,
  type AppealStep,
} from "../../../shared/domain/application/appeal.ts";
import {
  disputeDecisions,
  disputeKinds,
  lossReasons,
  type DisputeStep,
} from "../../../shared/domain/application/dispute.ts";
import { signedWorkdays } from "../../../shared/domain/clock/due-reading.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { useView } from "../../core-client/use-view.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import {
  AppealStepDialog,
  appealStepTitles,
  nextAppealSteps,
  RegisterAppealDialog,
} from "./appeal-dialogs.tsx";
import { DisputeStepDialog, RegisterDisputeDialog, stepTitles } from "./dispute-dialogs.tsx";
import { disputeTag, openAnswer } from "./dispute-words.ts";

type Open =
  | { readonly kind: "register" }
  | { readonly kind: "step"; readonly dispute: DisputeView; readonly step: DisputeStep }
  | { readonly kind: "appeal"; readonly dispute: DisputeView }
  | { readonly kind: "appealStep"; readonly dispute: DisputeView; readonly step: AppealStep };

/** What may be recorded of a dispute now. */
function nextSteps(dispute: DisputeView): readonly DisputeStep[] {
  const { state } = dispute.reading;
  if (state === "decided" || state === "voided") return [];
  return dispute.answeredOn ? ["decided", "voided"] : ["answered", "decided", "voided"];
}

function Act({ children, onClick }: { readonly children: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="link-button text-13" onClick={onClick}>
      {children}
    </button>
  );
}

function Appeal({ dispute }: { readonly dispute: DisputeView }) {
  const { appeal } = dispute;
  if (!appeal) return null;
  return (
    <p className="ink-2 text-13">
      二审：{[appeal.court, appeal.caseNo].filter((part) => part !== "").join(" ")}，
      {appellants[appeal.appellant]}
      {appeal.copyReceivedOn ? `，${formatChineseDate(appeal.copyReceivedOn)}收到上诉状副本` : ""}
      {appeal.answeredOn ? `，${formatChineseDate(appeal.answeredOn)}已答辩` : ""}
      {appeal.decision && appeal.decidedOn
        ? `，${formatChineseDate(appeal.decidedOn)}${appealDecisions[appeal.decision]}`
        : ""}
      {appeal.newDecision ? `：${disputeDecisions[appeal.newDecision].label}` : ""}
    </p>
  );
}

function Dispute({
  dispute,
  mayWrite,
  onOpen,
}: {
  readonly dispute: DisputeView;
  readonly mayWrite: boolean;
  readonly onOpen: (open: Open) => void;
}) {
  const tag = disputeTag(dispute);
  const owed = openAnswer(dispute);
  const left = owed ? signedWorkdays(owed.standing) : 0;
  const { appeal } = dispute;
  // What the second instance says of why it was lost takes the place of the first.
  const judged = appeal?.newDecision ? appeal : dispute;
  return (
    <div className="consultation">
      <div className="consultation__head">
        <strong>{disputeKinds[dispute.kind]}</strong>
        <Tag kind={tag.kind}>{tag.text}</Tag>
        <span className="consultation__when">
          {dispute.organ} {dispute.caseNo}
        </span>
      </div>
      <p className="ink-2 text-13">
        {formatChineseDate(dispute.copyReceivedOn)}收到副本
        {dispute.letter
          ? `，针对${dispute.letter.docNumber || dispute.letter.templateName}`
          : "，针对没有答复"}
        {dispute.answeredOn ? `，${formatChineseDate(dispute.answeredOn)}已答复举证` : ""}
        {dispute.decision && dispute.decidedOn
          ? `，${formatChineseDate(dispute.decidedOn)}${disputeDecisions[dispute.decision].label}`
          : ""}
      </p>
      <Appeal dispute={dispute} />
      {owed && (
        <p className={`text-13 ${urgencyClass(urgencyOf(left))}`}>
          {formatChineseDate(owed.due.day)}前{owed.what}，{remainingLong(left)}（{owed.due.article}）
        </p>
      )}
      {judged.reason && (
        <p className="text-13">
          {lossReasons[judged.reason]}：{judged.lesson}
        </p>
      )}
      {mayWrite && (
        <p className="delivery__acts">
          {nextSteps(dispute).map((step) => (
            <Act key={step} onClick={() => onOpen({ kind: "step", dispute, step })}>
              {stepTitles[step]}
            </Act>
          ))}
          {!appeal && mayAppeal(dispute) && (
            <Act onClick={() => onOpen({ kind: "appeal", dispute })}>登记二审</Act>
          )}
          {(appeal ? nextAppealSteps(appeal) : []).map((step) => (
            <Act key={step} onClick={() => onOpen({ kind: "appealStep", dispute, step })}>
              {appealStepTitles[step]}
            </Act>
          ))}
        </p>
      )}
    </div>
  );
}

/** 复议、诉讼: what came in about this case, until when it must be answered, how it ended and what it teaches. */
export function DisputesPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { value, error, reload } = useView("disputes.list", { applicationId: view.applicationId }, [
    "disputes",
  ]);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  if (error) return <ErrorPanel error={error} about="复议、诉讼没有取出来" onRetry={() => void reload()} />;
  if (!value) return null;
  return (
    <Panel
      title="复议、诉讼"
      remark={value.length > 0 ? `${value.length} 件` : "没有"}
      flush={value.length > 0}
      extra={
        mayWrite ? (
          <button type="button" className="link-button" onClick={() => setOpen({ kind: "register" })}>
            登记复议、诉讼
          </button>
        ) : undefined
      }
    >
      {value.length === 0 && (
        <p className="ink-2 text-13">收到复议申请书或者起诉状副本后在这里登记，答复期限自动计算。</p>
      )}
      {value.map((dispute) => (
        <Dispute key={dispute.disputeId} dispute={dispute} mayWrite={mayWrite} onOpen={setOpen} />
      ))}
      {open?.kind === "register" && <RegisterDisputeDialog view={view} onClose={close} />}
      {open?.kind === "step" && (
        <DisputeStepDialog view={view} dispute={open.dispute} step={open.step} onClose={close} />
      )}
      {open?.kind === "appeal" && <RegisterAppealDialog view={view} dispute={open.dispute} onClose={close} />}
      {open?.kind === "appealStep" && open.dispute.appeal && (
        <AppealStepDialog view={view} appeal={open.dispute.appeal} step={open.step} onClose={close} />
      )}
    </Panel>
  );
}
