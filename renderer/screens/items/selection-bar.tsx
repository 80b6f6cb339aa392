import { Button } from "antd";

import type { ItemRow } from "../../../shared/contract/items.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { selectionTable } from "./selection-table.ts";

/** What may be done with several items at once: never a decision, because every matter is reviewed by itself (V2). */
export function SelectionBar({
  rows,
  onClear,
}: {
  readonly rows: readonly ItemRow[];
  readonly onClear: () => void;
}) {
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
      <span className="selection-bar__why">审查与同意须逐件进行（一事一审）</span>
      <button type="button" className="link-button" aria-label="取消选中" onClick={onClear}>
        <Icon name="cross" size={14} />
      </button>
    </div>
  );
}
