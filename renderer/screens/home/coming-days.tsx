import type { HomeView } from "../../../shared/contract/desk.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { fullDate } from "../../wording/dates.ts";
import { holidayDays, workdaysLeftInMonth } from "./work-groups.ts";

type Day = HomeView["days"][number];
const heads = ["一", "二", "三", "四", "五", "六", "日"];
const mostMarks = 4;

function shownNumber(day: Day): string {
  const number = Number(day.day.slice(8, 10));
  return number === 1 ? `${Number(day.day.slice(5, 7))}/${number}` : String(number);
}

function dayWords(day: Day, today: string): string {
  const kind = day.kind === "makeup" ? "，调休上班" : day.kind === "rest" ? "，休息" : "";
  return `${fullDate(day.day)}${day.day === today ? "，今天" : ""}${kind}${day.due > 0 ? `，${day.due} 件到期` : ""}`;
}

/** The five weeks that can still be changed: what is due on which day, with 班 and 休 on the days themselves. */
export function ComingDays({ view }: { readonly view: HomeView }) {
  const { days, today } = view;
  const holidays = holidayDays(days);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    days.slice(week * 7, week * 7 + 7),
  );
  const month = Number(today.slice(5, 7));
  const worksToday = days.some((day) => day.day === today && day.kind !== "rest");
  return (
    <Panel
      title="往后五周"
      extra={`${month}月还有 ${workdaysLeftInMonth(view)} 个工作日${worksToday ? "，含今天" : ""}`}
    >
      <table className="coming-days">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" aria-label={`星期${head}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.day}>
              {week.map((day) => (
                <td
                  key={day.day}
                  title={dayWords(day, today)}
                  className={[
                    "coming-days__day",
                    `coming-days__day--${day.kind}`,
                    day.day === today ? "coming-days__day--today" : "",
                    day.day < today ? "coming-days__day--past" : "",
                  ].join(" ")}
                >
                  <span className="spoken">{dayWords(day, today)}</span>
                  <span aria-hidden className="coming-days__number">
                    {shownNumber(day)}
                  </span>
                  <span aria-hidden className="coming-days__under">
                    {day.kind === "makeup" ? "班" : holidays.has(day.day) && day.due === 0 ? "休" : null}
                    {day.due > 0 && day.kind !== "makeup" ? (
                      <span
                        className={`coming-days__marks ${day.urgent ? "coming-days__marks--urgent" : day.day === today ? "coming-days__marks--today" : ""}`}
                      >
                        {Array.from({ length: Math.min(day.due, mostMarks) }, (_, index) => (
                          <i key={index} />
                        ))}
                      </span>
                    ) : null}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
