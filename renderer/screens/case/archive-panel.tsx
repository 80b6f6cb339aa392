import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import { retentionTerms, type RetentionTerm } from "../../../shared/domain/application/archive-bag.ts";
import { Field } from "../../components/field/field.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { listTime } from "../../wording/dates.ts";

/** 归档: the four checks, what the case file holds, and the bundle with its index (条例45). */
export function ArchivePanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { value, error, reload } = useView("archive.check", { applicationId: view.applicationId }, [
    `application:${view.applicationId}`,
    "archive",
    "disputes",
  ]);
  const [archiveNo, setArchiveNo] = useState("");
  const [retention, setRetention] = useState<RetentionTerm>("thirtyYears");
  const [withPdf, setWithPdf] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  if (view.reading.state !== "answered" && view.reading.state !== "closed") return null;
  if (error) return <ErrorPanel error={error} about="归档检查没有做成" onRetry={() => void reload()} />;
  if (!value) return null;
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("archive.export", {
      applicationId: view.applicationId,
      archiveNo: archiveNo.trim(),
      retention,
      withPdf,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    saveFile(answer.value);
    showToast("案卷已归档");
  };
  return (
    <Panel
      title="归档"
      remark={value.earlier.length > 0 ? `已归档 ${value.earlier.length} 次` : "还没有归档"}
    >
      <ul className="archive-checks" aria-label="归档检查">
        {value.checks.map((check) => (
          <li key={check.kind}>
            <span className={check.ok ? "text-done" : "text-soon"}>
              <Icon name={check.ok ? "check" : "warning"} size={13} label={check.ok ? "通过" : "注意"} />
            </span>
            <span>
              {check.kind}：{check.detail}
            </span>
          </li>
        ))}
      </ul>
      <details className="matters__others">
        <summary>卷内文件 {value.files.length} 件</summary>
        <ol className="text-13">
          {value.files.map((file) => (
            <li key={file}>{file}</li>
          ))}
        </ol>
      </details>
      {value.earlier.map((record) => (
        <p key={record.bundleDigest} className="ink-2 text-13">
          {listTime(record.archivedAt, view.today)} {record.archivedBy}归档 {record.fileCount} 件，
          {retentionTerms[record.retention]}
          {record.archiveNo === "" ? "" : `，档号 ${record.archiveNo}`}，SHA-256{" "}
          {record.bundleDigest.slice(0, 12)}…
        </p>
      ))}
      {mayWrite && (
        <div className="archive-form">
          <Field label="档号">
            {(control) => (
              <Input {...control} value={archiveNo} onChange={(event) => setArchiveNo(event.target.value)} />
            )}
          </Field>
          <Field label="保管期限" required>
            {({ id }) => (
              <Select
                id={id}
                value={retention}
                options={Object.entries(retentionTerms).map(([value_, label]) => ({ value: value_, label }))}
                onChange={(next: RetentionTerm) => setRetention(next)}
              />
            )}
          </Field>
          <Checkbox checked={withPdf} onChange={(event) => setWithPdf(event.target.checked)}>
            文书同时生成 PDF
          </Checkbox>
          <Button loading={busy} disabled={!value.mayArchive} onClick={() => void run()}>
            归档并导出案卷
          </Button>
        </div>
      )}
      {problem && <ErrorPanel error={problem} about="没有归档" />}
    </Panel>
  );
}
