import { Button, Dropdown, Input } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useParams } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { addresses } from "../../shell/addresses.ts";
import { StatutoryTimeline } from "../../components/timeline/statutory-timeline.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { useCommand } from "../../commands/use-command.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { StateTag } from "./case-list-screen.tsx";
import {
  EventsPanel,
  factsLine,
  HistoryPanel,
  LettersPanel,
  NextStepPanel,
  PathPanel,
  RequestPanel,
} from "./case-panels.tsx";
import { useCaseStore } from "./case-store.ts";
import { ConsultationsPanel } from "./consultations-panel.tsx";
import { FeePanel } from "./fee-panel.tsx";
import { ArchivePanel } from "./archive-panel.tsx";
import { DeliveriesPanel } from "./deliveries-panel.tsx";
import { DeliberationsPanel } from "./deliberations-panel.tsx";
import { DisputesPanel } from "./disputes-panel.tsx";
import { FilesPanel } from "./files-panel.tsx";
import { MatterPanel } from "./matter-panel.tsx";
import { RecordEventDialog } from "./record-event-dialog.tsx";
import { UnitsPanel } from "./units-panel.tsx";
import { WaitingReferralNotice } from "./waiting-referral-notice.tsx";
import "./case.css";

/** The name of a case: who asks for what. */
function caseTitle(view: CaseView): string {
  const { applicantName, coApplicants, requestedInformation } = view.intake;
  const who = coApplicants.length > 0 ? `${applicantName}等 ${coApplicants.length + 1} 人` : applicantName;
  const what =
    requestedInformation.length > 40 ? `${requestedInformation.slice(0, 40)}…` : requestedInformation;
  return `${who}申请公开“${what}”`;
}

function RevokeDialog({
  eventId,
  view,
  onClose,
}: {
  readonly eventId: string;
  readonly view: CaseView;
  readonly onClose: () => void;
}) {
  const recordEvent = useCaseStore((state) => state.recordEvent);
  const busy = useCaseStore((state) => state.busy);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    setTried(true);
    if (note.trim() === "") return;
    const failed = await recordEvent({ type: "eventRevoked", onDay: view.today, eventId }, note.trim());
    if (failed) setError(failed);
    else onClose();
  };
  return (
    <ActDialog
      title="撤销一条登记"
      act="撤销登记"
      cancel="不撤销"
      danger
      busy={busy}
      error={error}
      about="没有撤销"
      onRun={() => void run()}
      onClose={onClose}
    >
      <p>原来的登记不会删除，会另记一条撤销，期限按撤销后的登记重新推算。</p>
      <Input
        style={{ marginTop: 10 }}
        value={note}
        aria-label="撤销理由"
        placeholder="写明为什么登记错了"
        {...(tried && note.trim() === "" ? { status: "error" as const } : {})}
        onChange={(event) => setNote(event.target.value)}
      />
      {tried && note.trim() === "" && <p className="text-law text-13">写明理由。</p>}
    </ActDialog>
  );
}

function OpenCase({ view }: { readonly view: CaseView }) {
  const session = useSession();
  const busy = useCaseStore((state) => state.busy);
  const recordEvent = useCaseStore((state) => state.recordEvent);
  const calendar = useWorkCalendar();
  const [recording, setRecording] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  const [exportError, setExportError] = useState<CallError>();
  const exportProof = async (format: "docx" | "pdf"): Promise<void> => {
    const file = await call("applications.exportClockProof", { applicationId: view.applicationId, format });
    setExportError(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  const mayWrite = hasRole(session, ["drafter", "disclosureOffice"]);
  // A split application is kept as it was received; its units are worked on.
  const mayWork = mayWrite && view.units.length === 0;
  const events = useMemo<readonly ClockEvent[]>(
    () => view.events.map(({ event, eventId }) => ({ ...event, id: eventId })),
    [view.events],
  );
  useCommand("case.recordEvent", () => setRecording(true), { when: mayWork });
  return (
    <>
      <header className="case__head">
        <div className="case__title">
          <h1 title={view.intake.requestedInformation}>{caseTitle(view)}</h1>
          {view.units.length > 0 ? <Tag kind="plain">已拆分</Tag> : <StateTag state={view.reading.state} />}
        </div>
        <div className="case__facts">
          <span>
            登记编号 <CopyableId mono={false} value={view.applicationNo} what="登记编号" />
          </span>
          {factsLine(view).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </div>
        <div className="case__buttons">
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                { key: "docx", label: "期限计算说明 docx" },
                { key: "pdf", label: "期限计算说明 PDF" },
              ],
              onClick: ({ key }) => void exportProof(key === "pdf" ? "pdf" : "docx"),
            }}
          >
            <Button disabled={view.reading.receiptDate === undefined}>导出</Button>
          </Dropdown>
          {mayWork && (
            <Button onClick={() => setRecording(true)}>
              <Icon name="plus" /> 登记事件
            </Button>
          )}
        </div>
      </header>
      <div className="case__body">
        {exportError && <ErrorPanel error={exportError} about="没有导出" />}
        <div className="case__timeline" data-pane="timeline">
          <StatutoryTimeline events={events} calendar={calendar} today={view.today} />
        </div>
        {view.reading.warnings.length > 0 && (
          <Notice kind="soon" title="期限提示">
            {view.reading.warnings.map((warning) => (
              <p key={`${warning.code}${warning.onDay ?? ""}`}>
                {warning.text}（{warning.article}）
              </p>
            ))}
          </Notice>
        )}
        <WaitingReferralNotice applicationId={view.applicationId} />
        <div className="case__columns">
          <div className="case__column" data-pane="facts">
            <RequestPanel view={view} />
            <UnitsPanel view={view} mayWrite={mayWrite} />
            <FilesPanel view={view} mayWrite={mayWrite} />
            <MatterPanel view={view} mayWrite={mayWrite} />
          </div>
          <div className="case__column" data-pane="letters">
            <LettersPanel view={view} mayWrite={mayWork} />
            <DeliveriesPanel view={view} mayRecord={mayWork} />
            <ConsultationsPanel view={view} mayWrite={mayWork} />
            <DeliberationsPanel view={view} mayWrite={mayWork} />
            <DisputesPanel view={view} mayWrite={mayWork} />
            <EventsPanel view={view} mayRecord={mayWork} onRevoke={setRevoking} />
            <HistoryPanel view={view} />
          </div>
          <div className="case__column" data-pane="next">
            <NextStepPanel view={view} mayWrite={mayWork} onRecordEvent={() => setRecording(true)} />
            <PathPanel view={view} />
            <FeePanel view={view} mayWrite={mayWork} />
            <ArchivePanel view={view} mayWrite={mayWrite} />
          </div>
        </div>
      </div>
      {recording && (
        <RecordEventDialog
          view={view}
          events={events}
          busy={busy}
          onRecord={async (event, note) => {
            const error = await recordEvent(event, note);
            if (!error) showToast("已登记");
            return error;
          }}
          onClose={() => setRecording(false)}
        />
      )}
      {revoking !== undefined && (
        <RevokeDialog eventId={revoking} view={view} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}

/** One application: its timeline over the full width; below, what was asked, what was sent, what to do now. */
export function CaseScreen() {
  const { applicationId = "" } = useParams();
  const view = useCaseStore((state) => state.view);
  const status = useCaseStore((state) => state.viewStatus);
  const error = useCaseStore((state) => state.viewError);
  const open = useCaseStore((state) => state.open);
  const reread = useCaseStore((state) => state.reread);
  useEffect(() => void open(applicationId), [open, applicationId]);
  useCoreChanges([`application:${applicationId}`, "applications"], () => void reread());
  const shown = view?.applicationId === applicationId ? view : undefined;
  return (
    <div className="case">
      {shown ? (
        <OpenCase key={shown.applicationId} view={shown} />
      ) : (
        <div style={{ padding: 20 }}>
          {status === "failed" && error ? (
            <ErrorPanel
              error={error}
              about="这件申请没有打开"
              onRetry={() => void reread()}
              actions={<WayBack address={addresses.applications} label="回到依申请公开" />}
            />
          ) : (
            <LoadingRows rows={8} label="正在打开申请" />
          )}
        </div>
      )}
    </div>
  );
}
