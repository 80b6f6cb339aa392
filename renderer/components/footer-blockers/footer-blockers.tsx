import type { ReactNode } from "react";

import type { Blocker } from "../../../shared/contract/items.ts";
import { Icon } from "../icon/icon.tsx";
import "./footer-blockers.css";

/** Brings whoever pressed the key of an act that is still off to what stands in its way. */
export function focusFirstBlocker(): void {
  document.querySelector<HTMLElement>(".footer-blockers__list button")?.focus();
}

/**
 * The footer of a working surface: what still stands in the way, as links to the place, before the buttons. When
 * nothing does, it says so. The buttons keep their place either way.
 */
export function FooterBlockers({
  blockers,
  blockedTitle,
  readyTitle,
  waiting = false,
  remark,
  onGo,
  children,
}: {
  readonly blockers: readonly Blocker[];
  /** 「还不能作结论」 */
  readonly blockedTitle: string;
  /** 「可以作结论」 */
  readonly readyTitle: string;
  /** Nothing stands in the way, but somebody else has the next step. */
  readonly waiting?: boolean;
  readonly remark?: ReactNode;
  readonly onGo: (blocker: Blocker) => void;
  /** The buttons. */
  readonly children: ReactNode;
}) {
  const blocked = blockers.length > 0;
  return (
    <footer className="footer-blockers" data-pane="footer">
      <div className="footer-blockers__state" aria-live="polite">
        <span className={blocked || waiting ? "text-soon" : "text-done"}>
          <Icon name={blocked ? "warning" : waiting ? "pause" : "check"} />
        </span>
        <strong>{blocked ? blockedTitle : readyTitle}</strong>
        <span className="footer-blockers__list">
          {blockers.map((blocker, index) => (
            <span key={blocker.code + String(index)}>
              <button type="button" className="link-button" onClick={() => onGo(blocker)}>
                {blocker.text}
              </button>
              {index < blockers.length - 1 ? "，" : ""}
            </span>
          ))}
        </span>
      </div>
      {remark ? <div className="footer-blockers__remark">{remark}</div> : null}
      <div className="footer-blockers__buttons">{children}</div>
    </footer>
  );
}
