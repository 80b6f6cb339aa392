import { Button, Checkbox, Input } from "antd";
import { useState } from "react";

import type { PackageRow } from "../../../shared/contract/publications.ts";
import { Field } from "../../components/field/field.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fileSize } from "../../wording/numbers.ts";
import { groupOf } from "./package-groups.ts";

function sizeOf(rows: readonly PackageRow[]): string {
  return fileSize(rows.reduce((sum, row) => sum + row.sizeBytes, 0));
}

/** The field that an export without a purpose sends the person to. */
export const purposeFieldId = "media-purpose";

/** Disc or stick as the ordinary way out while offline: what goes, where to, what for; then one act. */
export function MediaPanel({
  rows,
  purpose,
  purposeMissing,
  onPurpose,
}: {
  readonly rows: readonly PackageRow[];
  /** Also the purpose of exporting a single package from the list. */
  readonly purpose: string;
  readonly purposeMissing: boolean;
  readonly onPurpose: (purpose: string) => void;
}) {
  const [withWaiting, setWithWaiting] = useState(true);
  const [withTravelling, setWithTravelling] = useState(false);
  const [folder, setFolder] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [written, setWritten] = useState<readonly string[]>();
  const waiting = rows.filter((row) => groupOf(row) === "waiting");
  const travelling = rows.filter((row) => groupOf(row) === "onTheWay");
  const chosen = [...(withWaiting ? waiting : []), ...(withTravelling ? travelling : [])];
  const missing =
    chosen.length === 0
      ? "没有要送的包"
      : folder.trim() === ""
        ? "还缺介质文件夹"
        : purpose.trim() === ""
          ? "还缺用途"
          : undefined;
  const write = async () => {
    setBusy(true);
    setWritten(undefined);
    const answer = await call("packages.export", {
      packageIds: chosen.map((row) => row.packageId),
      folder: folder.trim(),
      purpose: purpose.trim(),
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setWritten(answer.value.files);
    showToast(`已写出 ${answer.value.files.length} 个包`);
  };
  const takeReceipts = async (files: readonly File[]): Promise<void> => {
    let taken = 0;
    for (const file of files) {
      const answer = await call("sync.importReceipt", { bytes: new Uint8Array(await file.arrayBuffer()) });
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      if (answer.value.taken) taken += 1;
    }
    setError(undefined);
    showToast(taken === 0 ? "这些回执已经收过" : `已收下 ${taken} 个回执`);
  };
  return (
    <Panel
      title={
        <>
          <Icon name="disc" /> 用光盘或者 U 盘送出
        </>
      }
    >
      <form
        className="media-panel"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined && !busy) void write();
        }}
      >
        <div className="media-panel__choice">
          <Checkbox
            checked={withWaiting}
            disabled={waiting.length === 0}
            onChange={(event) => setWithWaiting(event.target.checked)}
          >
            待发送 {waiting.length} 个包
          </Checkbox>
          <span className="ink-2 text-13">{waiting.length > 0 ? sizeOf(waiting) : ""}</span>
        </div>
        {travelling.length > 0 ? (
          <div className="media-panel__choice">
            <Checkbox checked={withTravelling} onChange={(event) => setWithTravelling(event.target.checked)}>
              在路上 {travelling.length} 个包再送一次
            </Checkbox>
            <span className="ink-2 text-13">{sizeOf(travelling)}</span>
          </div>
        ) : null}
        <Field label="介质文件夹" required hint="光盘或 U 盘在本机上的位置">
          {(control) => (
            <Input
              {...control}
              value={folder}
              spellCheck={false}
              placeholder="例如 E:\ 或 /media/usb"
              onChange={(event) => setFolder(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="用途"
          required
          controlId={purposeFieldId}
          problem={purposeMissing && purpose.trim() === "" ? "写明用途再导出，要留记录" : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={purpose}
              placeholder="例如：刻盘送市政府信息中心"
              onChange={(event) => onPurpose(event.target.value)}
            />
          )}
        </Field>
        <p className="ink-2 text-13">用途和时间记入审计日志。文件名只有编号，盘上不出现标题和人名。</p>
        {error ? <ErrorPanel error={error} about="没有办成" /> : null}
        {written ? (
          <p className="text-13 text-done" role="status">
            <Icon name="check" size={13} /> 已写出 {written.length} 个文件，送到后凭回盘核销
          </p>
        ) : null}
        <div className="media-panel__act">
          <Button htmlType="submit" disabled={missing !== undefined} loading={busy}>
            开始写盘
          </Button>
          {missing ? <span className="text-soon text-13">{missing}</span> : null}
        </div>
        <div>
          <FileButton multiple accept=".json" onFiles={(files) => void takeReceipts(files)}>
            收下带回的回执
          </FileButton>
        </div>
      </form>
    </Panel>
  );
}
