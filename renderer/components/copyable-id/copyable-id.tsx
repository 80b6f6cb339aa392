import { showToast } from "../toast/toast-store.ts";
import { Icon } from "../icon/icon.tsx";
import "./copyable-id.css";

/** An identifier that can be copied whole, also when only its beginning is shown. */
export function CopyableId({
  value,
  shown,
  what,
  mono = true,
}: {
  readonly value: string;
  /** What is printed; the whole value when absent. */
  readonly shown?: string;
  /** What it is, for the label ("登记编号"). */
  readonly what: string;
  /** False for numbers an office gives; hashes and what is spelled out stand in letters of one width. */
  readonly mono?: boolean;
}) {
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => showToast(`已复制${what} ${shown ?? value}`),
      () => showToast(`没有复制成，请手工选中${what}`),
    );
  };
  return (
    <button
      type="button"
      className="copyable-id"
      onClick={copy}
      title={value}
      aria-label={`${what} ${value}，复制`}
    >
      <span className={mono ? "mono" : undefined}>{shown ?? value}</span>
      <Icon name="copy" size={13} />
    </button>
  );
}
