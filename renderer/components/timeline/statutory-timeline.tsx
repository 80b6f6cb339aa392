import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";

import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/calendar.ts";
import { buildTimeline, type Timeline } from "../../../shared/domain/clock/timeline.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { useCommand } from "../../commands/use-command.ts";
import { weekdayName } from "../../wording/dates.ts";
import { DayByDayDialog } from "./day-by-day.tsx";
import {
  cellWords,
  layOutTimeline,
  markColumnsFor,
  timelineMetrics,
  type PlacedBracket,
  type PlacedColumn,
  type PlacedMark,
  type TimelineLayout,
} from "./timeline-layout.ts";
import "./timeline.css";

const { cellHeight, bracketRow } = timelineMetrics;

/** Head of an arrow whose point is at the top of the cells. */
function arrowHead(x: number, y: number): string {
  return `M${x - 3.5} ${y - 6}h7l-3.5 6z`;
}

function MarkLine({ placed, layout }: { readonly placed: PlacedMark; readonly layout: TimelineLayout }) {
  const { mark, x } = placed;
  const bottom = layout.cellsTop - 2;
  const top = mark.level === 2 ? 18 : layout.cellsTop - 16;
  return (
    <g className={`tl-mark is-${mark.tone}`} aria-hidden="true">
      <line className="tl-arrow" x1={x} x2={x} y1={top} y2={bottom - 5} />
      {mark.tone === "answered" ? (
        <path className="tl-arrow tl-head" d={`M${x} ${top}l9 3.5l-9 3.5z`} />
      ) : (
        <path className="tl-arrow tl-head" d={arrowHead(x, bottom)} />
      )}
    </g>
  );
}

/** Over all lines: where one passes behind the words, it is interrupted. */
function MarkWords({ placed, layout }: { readonly placed: PlacedMark; readonly layout: TimelineLayout }) {
  const { mark, textX, anchor } = placed;
  const upper = mark.level === 2;
  const titleY = upper ? 13 : layout.cellsTop - 37;
  const title = `${mark.title}${mark.provisional ? "（暂定）" : ""}`;
  return (
    <g className={`tl-mark tl-words is-${mark.tone}`} aria-hidden="true">
      <text className="tl-title" x={textX} y={titleY} textAnchor={anchor}>
        {upper && mark.detail !== "" ? `${title}，${mark.detail}` : title}
      </text>
      {!upper && mark.detail !== "" && (
        <text x={textX} y={layout.cellsTop - 22} textAnchor={anchor}>
          {mark.detail}
        </text>
      )}
    </g>
  );
}

function Bracket({ placed, layout }: { readonly placed: PlacedBracket; readonly layout: TimelineLayout }) {
  const { bracket, from, to, labelX, row } = placed;
  const y = layout.cellsTop + cellHeight + 24 + (row - 1) * bracketRow;
  return (
    <g className={`tl-bracket is-${bracket.kind}`} aria-hidden="true">
      <path d={`M${from} ${y - 5}v5H${to}v-5`} />
      <text x={labelX} y={y + 15}>
        {bracket.label}
      </text>
    </g>
  );
}

function Cell({
  placed,
  top,
  reachable,
  onEnter,
  onOpen,
  onKeyDown,
}: {
  readonly placed: PlacedColumn;
  readonly top: number;
  readonly reachable: boolean;
  readonly onEnter: () => void;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { column, x, width } = placed;
  const middle = x + width / 2;
  return (
    <g
      id={`cell-${column.day}`}
      className={`tl-cell is-${column.cell}`}
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={cellWords(column, weekdayName(column.day))}
      onMouseEnter={onEnter}
      onFocus={onEnter}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      <rect x={x} y={top} width={width} height={cellHeight} />
      {column.cell === "anchor" && <path d={`M${middle - 3} ${top + 9}l7 4l-7 4z`} />}
      {column.cell === "overdue" && <line x1={x} y1={top + cellHeight} x2={x + width} y2={top} />}
      {column.label !== undefined && (
        <text x={middle} y={top + 17}>
          {column.label}
        </text>
      )}
      {column.makeup && (
        <text x={middle} y={top + cellHeight + 14}>
          班
        </text>
      )}
    </g>
  );
}

function Picture({
  timeline,
  width,
  onOpenDay,
}: {
  readonly timeline: Timeline;
  readonly width: number;
  readonly onOpenDay: (day: CalendarDay) => void;
}) {
  const layout = useMemo(() => layOutTimeline(timeline, width), [timeline, width]);
  const [active, setActive] = useState<number>();
  const [shown, setShown] = useState(false);
  const hatch = useId();
  const { cellsTop } = layout;
  const middleY = cellsTop + cellHeight / 2;
  const resting = timeline.columns.findIndex((column) => column.isToday);
  const reachable = active ?? Math.max(0, resting);
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    const last = layout.columns.length - 1;
    const goTo =
      event.key === "ArrowRight"
        ? Math.min(last, index + 1)
        : event.key === "ArrowLeft"
          ? Math.max(0, index - 1)
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? last
              : undefined;
    const column = layout.columns[index]?.column;
    if (goTo !== undefined) {
      event.preventDefault();
      const next = layout.columns[goTo]?.column.day;
      if (next) document.getElementById(`cell-${next}`)?.focus();
    } else if ((event.key === "Enter" || event.key === " ") && column) {
      event.preventDefault();
      onOpenDay(column.day);
    } else if (event.key === "Escape") setShown(false);
  };
  const tip = shown && active !== undefined ? layout.columns[active] : undefined;
  return (
    <div className="timeline__scroll" onMouseLeave={() => setShown(false)} onBlur={() => setShown(false)}>
      <svg width={layout.width} height={layout.height} role="group" aria-label={timeline.sentence}>
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line className="tl-hatch-line" x1="0" y1="0" x2="0" y2="5" />
          </pattern>
        </defs>
        <line className="tl-base" x1={0} x2={layout.width} y1={middleY} y2={middleY} />
        {layout.months.map((each) => (
          <g key={each.x} aria-hidden="true">
            {!each.first && (
              <line
                className="tl-month"
                x1={each.x}
                x2={each.x}
                y1={cellsTop - 2}
                y2={cellsTop + cellHeight + 16}
              />
            )}
            {each.x + 28 < layout.width && (
              <text x={each.first ? 0 : each.x + 4} y={cellsTop + cellHeight + 14}>
                {each.month}月
              </text>
            )}
          </g>
        ))}
        {layout.columns.map((placed, index) => (
          <Cell
            key={placed.column.day}
            placed={placed}
            top={cellsTop}
            reachable={index === reachable}
            onEnter={() => {
              setActive(index);
              setShown(true);
            }}
            onOpen={() => onOpenDay(placed.column.day)}
            onKeyDown={onKeyDown(index)}
          />
        ))}
        {layout.columns
          .filter((placed) => placed.column.cell === "suspended" || placed.column.cell === "waiting")
          .map((placed) => (
            <rect
              key={placed.column.day}
              x={placed.x}
              y={cellsTop}
              width={placed.width}
              height={cellHeight}
              fill={`url(#${hatch})`}
              pointerEvents="none"
            />
          ))}
        {layout.holidays.map(({ holiday, x, under }) =>
          under ? (
            <text key={holiday.from} aria-hidden="true" x={x} y={cellsTop + cellHeight + 14}>
              {holiday.name}
              {holiday.label}
            </text>
          ) : (
            <g key={holiday.from} aria-hidden="true" pointerEvents="none">
              <text className="tl-holiday" x={x} y={middleY - 6}>
                {holiday.name}
              </text>
              <text className="tl-holiday" x={x} y={middleY + 17}>
                {holiday.label}
              </text>
            </g>
          ),
        )}
        {layout.marks.map((placed) => (
          <MarkLine key={`${placed.mark.day}-${placed.mark.title}`} placed={placed} layout={layout} />
        ))}
        {layout.marks.map((placed) => (
          <MarkWords key={`${placed.mark.day}-${placed.mark.title}`} placed={placed} layout={layout} />
        ))}
        {layout.brackets.map((placed) => (
          <Bracket key={`${placed.bracket.kind}-${placed.bracket.from}`} placed={placed} layout={layout} />
        ))}
      </svg>
      {tip && (
        <div
          className="timeline__tip"
          style={
            tip.x < layout.width / 2
              ? { left: tip.x, top: cellsTop + cellHeight + 4 }
              : { right: Math.max(0, layout.width - tip.x - tip.width), top: cellsTop + cellHeight + 4 }
          }
        >
          {cellWords(tip.column, weekdayName(tip.column.day))}
        </div>
      )}
    </div>
  );
}

function TimelineLegend() {
  return (
    <span className="timeline__legend" aria-hidden="true">
      <span>
        <i className="timeline__swatch is-used" /> 已计
      </span>
      <span>
        <i className="timeline__swatch" /> 未到
      </span>
      <span>
        <i className="timeline__swatch is-suspended" /> 不计
      </span>
      <span>
        <i className="timeline__swatch is-extension" /> 延长
      </span>
      <span>
        <i className="timeline__swatch is-line" /> 休息日
      </span>
    </span>
  );
}

/**
 * The statutory timeline: a picture of the clock, drawn from the events alone, with the same in words beside its title
 * and day by day on request (tokens.md §4).
 */
export function StatutoryTimeline({
  events,
  calendar,
  today,
}: {
  readonly events: readonly ClockEvent[];
  readonly calendar: WorkCalendar;
  readonly today: CalendarDay;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1100);
  const [openDay, setOpenDay] = useState<CalendarDay | "today">();
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(element.clientWidth - 32);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const timeline = useMemo(() => {
    const first = buildTimeline(events, calendar, today);
    const markColumns = markColumnsFor(first.columns.length, width);
    return markColumns === 7 ? first : buildTimeline(events, calendar, today, { markColumns });
  }, [events, calendar, today, width]);
  useCommand("case.dayByDay", () => setOpenDay("today"));
  const empty = timeline.columns.length === 0;
  return (
    <section className="timeline" ref={box} aria-label="法定期限">
      <header className="timeline__head">
        <h2>法定期限</h2>
        <span className="timeline__sentence">{timeline.sentence}</span>
        {!empty && (
          <>
            <TimelineLegend />
            <button type="button" className="link-button text-13" onClick={() => setOpenDay("today")}>
              逐日说明
            </button>
          </>
        )}
      </header>
      {empty ? (
        <p className="timeline__empty">收到申请之日确定以后，从次一工作日起在这里逐日计算。</p>
      ) : (
        <Picture timeline={timeline} width={width} onOpenDay={setOpenDay} />
      )}
      {openDay !== undefined && (
        <DayByDayDialog
          timeline={timeline}
          at={openDay === "today" ? undefined : openDay}
          onClose={() => setOpenDay(undefined)}
        />
      )}
    </section>
  );
}
