import { Modal } from "antd";

import type { Timeline } from "../../../shared/domain/clock/timeline.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { ScrollRegion } from "../scroll-region/scroll-region.tsx";
import "./timeline.css";

/** 逐日说明: every calendar day, whether it counts and as which number, why, and by which article. */
function DayByDayTable({ timeline }: { readonly timeline: Timeline }) {
  const { asOf, effectiveDue } = timeline.reading;
  return (
    <table className="day-by-day">
      <caption className="spoken">{timeline.sentence}</caption>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">星期</th>
          <th scope="col" className="day-by-day__number">
            第几个工作日
          </th>
          <th scope="col">说明</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      <tbody>
        {timeline.rows.map((row) => (
          <tr
            key={row.day}
            id={`day-${row.day}`}
            className={[
              row.restDay ? "is-rest" : row.counted ? "" : "is-uncounted",
              row.day === asOf ? "is-today" : "",
              row.day === effectiveDue ? "is-due" : "",
            ].join(" ")}
            aria-current={row.day === asOf ? "date" : undefined}
          >
            <td>{formatChineseDate(row.day)}</td>
            <td>{row.weekday}</td>
            <td className="day-by-day__number">{row.counted ? row.number : "不计"}</td>
            <td>
              {row.why}
              {row.provisional ? "（暂定）" : ""}
              {row.day === effectiveDue ? "，答复期限" : ""}
            </td>
            <td>{row.article}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The table in the one dialog, opened at a day: the text alternative of the picture. */
export function DayByDayDialog({
  timeline,
  at,
  onClose,
}: {
  readonly timeline: Timeline;
  readonly at?: CalendarDay | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open
      title="逐日说明"
      width={860}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(shown) => {
        if (shown)
          document.getElementById(`day-${at ?? timeline.reading.asOf}`)?.scrollIntoView({ block: "center" });
      }}
    >
      <p style={{ marginBottom: 8 }}>{timeline.sentence}</p>
      <ScrollRegion className="day-by-day__scroll" label="逐日说明">
        <DayByDayTable timeline={timeline} />
      </ScrollRegion>
    </Modal>
  );
}
