import { useId, type KeyboardEvent, type ReactNode } from "react";

import type { CommandId } from "../../commands/command-table.ts";
import { declarationOf } from "../../commands/command-table.ts";
import { ariaShortcut } from "../../commands/key-chord.ts";
import "./pane-tabs.css";

export interface PaneTab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** What stands on it where many tabs share a narrow pane: a part of the label, which is still what is spoken. */
  readonly short?: string;
  /** What is still open in it; nothing is printed for 0. */
  readonly count?: number;
  /** The command whose key opens it. */
  readonly command?: CommandId;
}

const nameOf = ({ label, count = 0 }: PaneTab<string>): string =>
  count > 0 ? `${label}，${count}项待办` : label;

/** The tabs of a panel at the side of a working surface: one line, arrows move, the open count in amber. */
export function PaneTabs<Id extends string>({
  label,
  tabs,
  current,
  onOpen,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly PaneTab<Id>[];
  readonly current: Id;
  readonly onOpen: (id: Id) => void;
  readonly children: ReactNode;
}) {
  const base = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onOpen(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  };
  return (
    <>
      <div
        className={`pane-tabs ${tabs.some((tab) => tab.short) ? "pane-tabs--dense" : ""}`}
        role="tablist"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => {
          const selected = tab.id === current;
          const chord = tab.command ? declarationOf(tab.command).keys[0] : undefined;
          return (
            <button
              key={tab.id}
              id={`${base}-${tab.id}`}
              type="button"
              role="tab"
              className="pane-tabs__tab"
              aria-selected={selected}
              aria-controls={`${base}-panel`}
              aria-keyshortcuts={chord ? ariaShortcut(chord) : undefined}
              aria-label={tab.short ? nameOf(tab) : undefined}
              title={chord ? `${tab.label}（${chord}）` : tab.short ? tab.label : undefined}
              tabIndex={selected ? 0 : -1}
              onClick={() => onOpen(tab.id)}
            >
              {tab.short ?? tab.label}
              {tab.count !== undefined && tab.count > 0 && (
                <span className="pane-tabs__count">
                  {tab.count}
                  <span className="spoken">项待办</span>
                </span>
              )}
            </button>
          );
        })}
      </div>
      <div
        id={`${base}-panel`}
        className="pane-tabs__panel"
        role="tabpanel"
        tabIndex={-1}
        aria-labelledby={`${base}-${current}`}
      >
        {children}
      </div>
    </>
  );
}
