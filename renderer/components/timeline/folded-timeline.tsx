import { foldTimeline, type Timeline } from "../../../shared/domain/clock/timeline.ts";
import { weekdayName } from "../../wording/dates.ts";
import { cellWords } from "./timeline-layout.ts";
import "./timeline.css";

/** The same data as the timeline, one week a row; for a narrow column. */
export function FoldedTimeline({ timeline }: { readonly timeline: Timeline }) {
  const weeks = foldTimeline(timeline);
  return (
    <div className="folded" role="img" aria-label={timeline.sentence}>
      {weeks.map((week, index) => [
        <span key={`label-${index}`} className={`folded__label ${week.monthLabel ? "is-month" : ""}`}>
          {week.label}
        </span>,
        ...week.days.map((column, place) =>
          column ? (
            <span
              key={column.day}
              className={`folded__cell is-${column.cell}`}
              title={cellWords(column, weekdayName(column.day))}
            >
              {column.cell === "anchor" ? (
                <svg width="7" height="8" viewBox="0 0 7 8" aria-hidden="true">
                  <path d="M1 0.5v7l5.5-3.5z" fill="currentColor" />
                </svg>
              ) : (
                column.label
              )}
            </span>
          ) : (
            <span key={`none-${index}-${place}`} className="folded__cell is-none" />
          ),
        ),
      ])}
    </div>
  );
}
