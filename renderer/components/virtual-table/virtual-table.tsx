import {
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";

import { useCommand } from "../../commands/use-command.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { shownColumns } from "./shown-columns.ts";
import { drawnRows, scrollTopFor, visibleRows } from "./window-rows.ts";
import "./virtual-table.css";

export interface VirtualColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** Pixels; the one flexible column (usually the title) leaves it out. */
  readonly width?: number;
  /** Pixels the flexible column asks for before others that give way stand beside it. */
  readonly needs?: number;
  /** Gives its room to the flexible column on a narrow screen; what it says is read elsewhere, too. */
  readonly givesWay?: true;
  readonly align?: "right";
  /** Holds a control, not text: no ellipsis. */
  readonly control?: true;
  readonly render: (row: Row, index: number) => ReactNode;
  /** Shown with an arrow when the list is sorted by it; clicking asks for it. */
  readonly sorted?: "ascending" | "descending";
  readonly onSort?: () => void;
}

/** Of the head row; it sticks to the top of what scrolls, so that its columns stand over those of the rows. */
const headHeight = 36;

/** 「第 1–18 件，共 1 284 件」; what is fetched so far while the whole number is not known. */
function seenWords(
  seen: { readonly first: number; readonly last: number },
  fetched: number,
  total: number | undefined,
  unit: string,
): string {
  if (fetched === 0) return "";
  const whole =
    total === undefined ? `已取出 ${groupedNumber(fetched)} ${unit}` : `共 ${groupedNumber(total)} ${unit}`;
  return `第 ${groupedNumber(seen.first)}–${groupedNumber(seen.last)} ${unit}，${whole}`;
}

interface TableRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly template: string;
  readonly height: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly className: string;
  readonly onPoint: (row: Row) => void;
  readonly onOpenRow: (row: Row) => void;
}

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, index, columns, template, height, current, selected, className, onPoint, onOpenRow } =
    props;
  return (
    // The grid handles the keys of its rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`virtual-table__row ${current ? "virtual-table__row--current" : ""} ${className}`}
      style={{ gridTemplateColumns: template, height, top: index * height }}
      onClick={() => onPoint(row)}
      onDoubleClick={() => onOpenRow(row)}
    >
      {columns.map((column) => (
        <div
          key={column.key}
          role="gridcell"
          className={`virtual-table__cell ${column.control ? "virtual-table__cell--control" : ""} ${column.align === "right" ? "virtual-table__cell--right" : ""}`}
        >
          {column.render(row, index)}
        </div>
      ))}
    </div>
  );
}

/** A row is drawn again only when something of its own changed: scrolling draws the new rows and no other. */
const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

/** Whether something of the same view that a person works with has the focus. */
function isHeldInView(viewport: HTMLElement | null): boolean {
  const held = document.activeElement;
  return (
    held instanceof HTMLElement &&
    viewport?.closest("main")?.contains(held) === true &&
    held.matches("input, textarea, select, button, a[href], [contenteditable]")
  );
}

/**
 * A table of fixed row height that draws only what is seen. Rows scroll natively and are never measured, so their
 * number does not matter. One row is current: arrow keys, J/K, Page, Home and End move it while the table has the
 * focus, Enter opens it, the space bar marks it. A screen reader meets a grid with true row numbers.
 */
export function VirtualTable<Row>({
  label,
  rows,
  total,
  columns: wanted,
  rowKey,
  rowHeight = 36,
  currentKey,
  selectedKeys,
  rowClass,
  onCurrent,
  onOpen,
  onSelect,
  onEndReached,
  footer,
  empty,
  unit = "件",
  takesFocus = false,
}: {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Of the whole list when more rows can still be fetched. */
  readonly total?: number | undefined;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowHeight?: number;
  readonly currentKey: string | undefined;
  readonly selectedKeys?: ReadonlySet<string>;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly onCurrent: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  readonly onSelect?: (row: Row) => void;
  readonly onEndReached?: () => void;
  /** At the right end of the foot, beside 「第 1–18 件，共 1 284 件」: the keys. */
  readonly footer?: ReactNode;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** What a row is counted as. */
  readonly unit?: string;
  /** When it is first there, unless a field or button of its view has the focus. */
  readonly takesFocus?: boolean;
}) {
  const idBase = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(0);
  const [viewWidth, setViewWidth] = useState(0);
  const columns = useMemo(() => shownColumns(wanted, viewWidth), [wanted, viewWidth]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element) return undefined;
    const measure = () => {
      setViewHeight(element.clientHeight - headHeight);
      setViewWidth(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    // A list that is read anew comes back under the hands of somebody who is typing or ticking what it is to show.
    if (takesFocus && !isHeldInView(viewport.current)) viewport.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const { from, to } = drawnRows(scrollTop, viewHeight, rowHeight, rows.length);
  const range = visibleRows(scrollTop, viewHeight, rowHeight, rows.length);

  useEffect(() => {
    if (rows.length > 0 && to >= rows.length) onEndReached?.();
  }, [to, rows.length, onEndReached]);

  const currentIndex = currentKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === currentKey);

  const moveTo = useCallback(
    (index: number) => {
      const bounded = Math.max(0, Math.min(rows.length - 1, index));
      const row = rows[bounded];
      const element = viewport.current;
      if (!row || !element) return;
      element.scrollTop = scrollTopFor(
        bounded,
        element.scrollTop,
        element.clientHeight - headHeight,
        rowHeight,
      );
      onCurrent(row);
    },
    [rows, rowHeight, onCurrent],
  );

  const latest = useRef({ onCurrent, onOpen });
  useEffect(() => {
    latest.current = { onCurrent, onOpen };
  });
  const onPoint = useCallback((row: Row) => latest.current.onCurrent(row), []);
  const onOpenRow = useCallback((row: Row) => latest.current.onOpen?.(row), []);

  // The same keys act when the focus is elsewhere on the screen, as long as no field has it.
  const currentRow = rows[currentIndex];
  useCommand("list.next", () => moveTo(currentIndex + 1), { when: rows.length > 0 });
  useCommand("list.previous", () => moveTo(currentIndex - 1), { when: rows.length > 0 });
  useCommand(
    "list.select",
    () => {
      if (currentRow) onSelect?.(currentRow);
    },
    { when: onSelect !== undefined && currentRow !== undefined },
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: currentIndex + 1,
      j: currentIndex + 1,
      ArrowUp: currentIndex - 1,
      k: currentIndex - 1,
      PageDown: currentIndex + page,
      PageUp: currentIndex - page,
      Home: 0,
      End: rows.length - 1,
    };
    const row = rows[currentIndex];
    const target = moves[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === "Enter" && row && onOpen) onOpen(row);
    else if (event.key === " " && row && onSelect) onSelect(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const template = columns
    .map((column) => (column.width ? `${column.width}px` : "minmax(120px, 1fr)"))
    .join(" ");
  const rowId = (index: number) => `${idBase}-row-${index}`;

  return (
    <div className="virtual-table">
      <div
        ref={viewport}
        className="virtual-table__viewport"
        role="grid"
        aria-label={label}
        tabIndex={0}
        data-pane-start
        aria-activedescendant={currentIndex >= from && currentIndex < to ? rowId(currentIndex) : undefined}
        onKeyDown={onKeyDown}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-colcount={columns.length}
      >
        <div role="rowgroup">
          <div
            className="virtual-table__head"
            role="row"
            aria-rowindex={1}
            style={{ gridTemplateColumns: template, height: headHeight }}
          >
            {columns.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className={`virtual-table__cell ${column.align === "right" ? "virtual-table__cell--right" : ""} ${column.sorted ? "virtual-table__cell--sorted" : ""}`}
                aria-sort={column.sorted ?? undefined}
              >
                {column.onSort ? (
                  <button type="button" className="virtual-table__sort" onClick={column.onSort}>
                    {column.title}
                    {column.sorted ? (column.sorted === "descending" ? " ↓" : " ↑") : ""}
                  </button>
                ) : (
                  column.title
                )}
              </div>
            ))}
          </div>
          {rows.length === 0 && empty ? (
            <div className="virtual-table__empty" role="row">
              <div role="gridcell" aria-colspan={columns.length}>
                {empty}
              </div>
            </div>
          ) : null}
          <div
            className="virtual-table__space"
            role="presentation"
            style={{ height: rows.length * rowHeight }}
          >
            {rows.slice(from, to).map((row, offset) => {
              const index = from + offset;
              const key = rowKey(row);
              const current = key === currentKey;
              return (
                <TableRow<Row>
                  key={key}
                  id={rowId(index)}
                  row={row}
                  index={index}
                  columns={columns}
                  template={template}
                  height={rowHeight}
                  current={current}
                  selected={selectedKeys ? selectedKeys.has(key) : current}
                  className={rowClass?.(row) ?? ""}
                  onPoint={onPoint}
                  onOpenRow={onOpenRow}
                />
              );
            })}
          </div>
        </div>
      </div>
      {footer ? (
        <div className="virtual-table__foot">
          <span aria-live="polite">{seenWords(range, rows.length, total, unit)}</span>
          {footer}
        </div>
      ) : null}
    </div>
  );
}
