import { Button, Input, Modal } from "antd";
import { useState } from "react";

import type { ItemRow } from "../../../shared/contract/items.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { selectionTable } from "./selection-table.ts";

const groupAtMost = 20;

/** Puts the chosen items together: they go live together or not at all (三同步). */
function GroupDialog({
  rows,
  onClose,
  onFormed,
}: {
  readonly rows: readonly ItemRow[];
  readonly onClose: () => void;
  readonly onFormed: () => void;
}) {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const form = async (): Promise<void> => {
    const answer = await call("groups.form", { name, itemIds: rows.map((row) => row.itemId) });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onFormed();
  };
  return (
    <Modal
      open
      title={`${rows.length} 件编为一组，要么一起公开，要么都不公开`}
      okText="编为一组"
      cancelText="不编了"
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={() => void form()}
      onCancel={onClose}
    >
      <div className="form-stack">
        <ul>
          {rows.map((row) => (
            <li key={row.itemId}>{row.title}</li>
          ))}
        </ul>
        <Input
          value={name}
          aria-label="组的名称"
          placeholder="例如：物业管理办法和解读"
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => void form()}
        />
        {problem ? <ErrorPanel error={problem} about="没有编成组" /> : null}
      </div>
    </Modal>
  );
}

/** What may be done with several items at once: never a decision, because every matter is reviewed by itself (V2). */
export function SelectionBar({
  rows,
  onClear,
}: {
  readonly rows: readonly ItemRow[];
  readonly onClear: () => void;
}) {
  const [grouping, setGrouping] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(selectionTable(rows)).then(
      () => showToast(`已复制 ${rows.length} 件的清单，可粘贴到表格`),
      () => showToast("没有复制成"),
    );
  };
  return (
    <div className="selection-bar" role="status">
      <strong>已选 {rows.length} 件</strong>
      <Button size="small" onClick={copy}>
        复制清单
      </Button>
      <Button
        size="small"
        disabled={rows.length < 2 || rows.length > groupAtMost}
        onClick={() => setGrouping(true)}
      >
        编为同步发布的一组
      </Button>
      {grouping ? (
        <GroupDialog
          rows={rows}
          onClose={() => setGrouping(false)}
          onFormed={() => {
            setGrouping(false);
            showToast(`${rows.length} 件已编为一组，送审和发布时一并核对`);
            onClear();
          }}
        />
      ) : null}
      <span className="selection-bar__why">审查与同意须逐件进行（一事一审）</span>
      <button type="button" className="link-button" aria-label="取消选中" onClick={onClear}>
        <Icon name="cross" size={14} />
      </button>
    </div>
  );
}
