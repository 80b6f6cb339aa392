import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { CaseFileView } from "../../../shared/contract/case-files.ts";
import { caseFileKinds, type CaseFileKind } from "../../../shared/domain/application/case-file.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { ReadingProgress } from "../../components/file-drop/reading-progress.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { watchReading } from "../../session/reading-store.ts";
import { shortDate } from "../../wording/dates.ts";
import { fileSize } from "../../wording/numbers.ts";
import { eventLabel } from "../../../shared/domain/clock/event-wording.ts";

/** What a file is: one of the kinds, or the proof of one entry on the clock ("proof:" and the entry's id). */
type Choice = Exclude<CaseFileKind, "proof"> | `proof:${string}`;

function choicesOf(view: CaseView) {
  const kinds = (Object.keys(caseFileKinds) as CaseFileKind[]).filter((kind) => kind !== "proof");
  return [
    { label: "材料", options: kinds.map((kind) => ({ value: kind as string, label: caseFileKinds[kind] })) },
    {
      label: "哪一条登记的凭证",
      options: view.events.map((entry) => ({
        value: `proof:${entry.eventId}`,
        label: `凭证：${shortDate(entry.event.onDay, view.today)}${eventLabel(entry.event)}`,
      })),
    },
  ];
}

function VoidDialog({
  view,
  file,
  onClose,
}: {
  readonly view: CaseView;
  readonly file: CaseFileView;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === "") return;
    const answer = await call("applications.voidFile", {
      applicationId: view.applicationId,
      fileId: file.fileId,
      reason: reason.trim(),
    });
    if (answer.ok) onClose();
    else setError(answer.error);
  };
  return (
    <Modal
      open
      title={`作废材料“${file.fileName}”`}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不作废
        </Button>,
        <Button key="run" type="primary" danger onClick={() => void run()}>
          作废
        </Button>,
      ]}
    >
      <p>材料不会删除，会留在案卷里并注明作废；归档时不收入。</p>
      <Input
        style={{ marginTop: 10 }}
        value={reason}
        aria-label="作废理由"
        placeholder="例如：扫描件缺页，另附一份"
        {...(tried && reason.trim() === "" ? { status: "error" as const } : {})}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => void run()}
      />
      {tried && reason.trim() === "" && <p className="text-law text-13">写明理由。</p>}
      {error && <ErrorPanel error={error} about="没有作废" />}
    </Modal>
  );
}

function FileRow({
  view,
  file,
  onOpen,
  onVoid,
}: {
  readonly view: CaseView;
  readonly file: CaseFileView;
  readonly onOpen: () => void;
  readonly onVoid: (() => void) | undefined;
}) {
  const event = view.events.find((entry) => entry.eventId === file.eventId);
  const what = event
    ? `${shortDate(event.event.onDay, view.today)}${eventLabel(event.event)}`
    : caseFileKinds[file.kind];
  return (
    <li className={file.voided ? "case-file is-void" : "case-file"}>
      <span className="case-file__line">
        <button type="button" className="link-button" title="另存并用本机软件打开" onClick={onOpen}>
          {file.fileName}
        </button>
        <Tag kind="plain">{event ? "凭证" : what}</Tag>
      </span>
      <span className="text-12 ink-2">
        {event ? `${what}，` : ""}
        {fileSize(file.sizeBytes)}，{file.personName}，<RelativeTime at={file.addedAt} />
        {file.voided ? `；已作废：${file.voided.reason}` : ""}
        {onVoid && !file.voided ? (
          <>
            {"　"}
            <button type="button" className="link-button" onClick={onVoid}>
              作废
            </button>
          </>
        ) : null}
      </span>
    </li>
  );
}

/** 案卷材料: the scans an application came with, what proves its entries, what was found for it. */
export function FilesPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { applicationId } = view;
  const { value, error, reload } = useView("applications.files", { applicationId }, [
    `application:${applicationId}`,
  ]);
  const [choice, setChoice] = useState<Choice>("application");
  const [busy, setBusy] = useState(false);
  const [actError, setActError] = useState<{ readonly about: string; readonly error: CallError }>();
  const [voiding, setVoiding] = useState<CaseFileView>();
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setActError(undefined);
    const eventId = choice.startsWith("proof:") ? choice.slice("proof:".length) : undefined;
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await watchReading(file.name, (workId) =>
        call("applications.addFile", {
          applicationId,
          kind: eventId === undefined ? (choice as CaseFileKind) : "proof",
          ...(eventId === undefined ? {} : { eventId }),
          fileName: file.name,
          bytes,
          workId,
        }),
      );
      if (!answer.ok) {
        setActError({ about: `“${file.name}”没有收下`, error: answer.error });
        break;
      }
    }
    setBusy(false);
    await reload();
  };
  const open = async (file: CaseFileView): Promise<void> => {
    const answer = await call("applications.readFile", { applicationId, fileId: file.fileId });
    if (answer.ok) saveFile(answer.value);
    else setActError({ about: `“${file.fileName}”没有取出来`, error: answer.error });
  };
  const files = value ?? [];
  return (
    <FileDrop
      words="松手即收入案卷；带密级标志的文件会被拒收"
      onFiles={(dropped) => {
        if (mayWrite) void add(dropped);
      }}
    >
      <Panel title="案卷材料" remark={files.length > 0 ? `${files.length} 件` : "没有"}>
        {error ? <ErrorPanel error={error} about="案卷材料没有列出来" onRetry={() => void reload()} /> : null}
        {actError ? <ErrorPanel error={actError.error} about={actError.about} /> : null}
        <ReadingProgress />
        <ul className="case-files">
          {files.map((file) => (
            <FileRow
              key={file.fileId}
              view={view}
              file={file}
              onOpen={() => void open(file)}
              onVoid={mayWrite ? () => setVoiding(file) : undefined}
            />
          ))}
        </ul>
        {files.length === 0 && !error ? (
          <p className="ink-2 text-13">申请表、身份证明、邮件回执等扫描件放在这里，随案归档。</p>
        ) : null}
        {mayWrite ? (
          <div className="case-files__add">
            <Select
              size="small"
              aria-label="这是什么材料"
              popupMatchSelectWidth={false}
              value={choice}
              options={choicesOf(view)}
              onChange={(next) => setChoice(next as Choice)}
            />
            <FileButton size="small" onFiles={(chosen) => void add(chosen)}>
              {busy ? "正在收入" : "添加"}
            </FileButton>
          </div>
        ) : null}
      </Panel>
      {voiding ? (
        <VoidDialog
          view={view}
          file={voiding}
          onClose={() => {
            setVoiding(undefined);
            void reload();
          }}
        />
      ) : null}
    </FileDrop>
  );
}
