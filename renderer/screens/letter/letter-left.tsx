import { useMemo, useState } from "react";
import { Link } from "react-router";

import type { LetterView } from "../../../shared/contract/applications.ts";
import { clockStateLabels, shortDate as plainDate } from "../../../shared/domain/clock/clock-wording.ts";
import { overdueWords } from "../../../shared/domain/clock/due-reading.ts";
import { buildTimeline } from "../../../shared/domain/clock/timeline.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { DayByDayDialog } from "../../components/timeline/day-by-day.tsx";
import { FoldedTimeline } from "../../components/timeline/folded-timeline.tsx";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { LessonNotices } from "../case/lesson-notices.tsx";
import { ContradictionNotices } from "../case/matter-panel.tsx";
import { LegalReading } from "./legal-reading.tsx";
import { addresses } from "../../shell/addresses.ts";
import { shortDate } from "../../wording/dates.ts";
import { startsAgain } from "../../wording/remaining.ts";

/** The facts of the case that a letter is written from. */
function caseFacts(view: LetterView): readonly (readonly [string, string])[] {
  const { reading } = view;
  const facts: [string, string][] = [];
  if (reading.receiptDate) facts.push(["收到", plainDate(reading.receiptDate)]);
  if (reading.correction)
    facts.push([
      "补正",
      reading.correction.correctedOn ? `${plainDate(reading.correction.correctedOn)}收到` : "等待补正",
    ]);
  for (const each of reading.consultations)
    facts.push([
      each.party === "thirdParty" ? "第三方" : "其他机关",
      each.returnedOn ? `${plainDate(each.returnedOn)}收回意见` : each.open ? "等待意见" : "没有答复",
    ]);
  if (reading.extension?.valid) facts.push(["延期", `${reading.extension.days} 个工作日，已告知`]);
  if (reading.fee)
    facts.push(["收费", reading.fee.paidOn ? `${plainDate(reading.fee.paidOn)}缴清` : "等待缴费"]);
  const wanted = view.fields["requestedInformation"];
  if (typeof wanted === "string") facts.push(["申请", wanted]);
  return facts;
}

function timeLeft(view: LetterView): { readonly strong: string; readonly rest: string } {
  const { reading } = view;
  const due = reading.effectiveDue ? `${plainDate(reading.effectiveDue)}前答复` : "";
  if (reading.closing) return { strong: reading.closing.type === "replied" ? "已答复" : "已办结", rest: "" };
  const again = startsAgain(reading.state);
  if (again) return { strong: clockStateLabels[reading.state], rest: again };
  if (reading.state === "overdue") return { strong: overdueWords(reading.overdueWorkdays), rest: due };
  if (!reading.effectiveDue) return { strong: "待确认收到之日", rest: "" };
  if (reading.state === "paused")
    return { strong: `暂停，剩 ${reading.remainingWorkdays} 个工作日`, rest: due };
  return reading.remainingWorkdays === 0
    ? { strong: "今天最后一天", rest: due }
    : { strong: `剩 ${reading.remainingWorkdays} 个工作日`, rest: due };
}

/** The case beside the letter: its time, its facts, what has been sent. */
export function LetterLeft({ view }: { readonly view: LetterView }) {
  const calendar = useWorkCalendar();
  const [explaining, setExplaining] = useState(false);
  const timeline = useMemo(
    () =>
      buildTimeline(
        view.events.map(({ event, eventId }) => ({ ...event, id: eventId })),
        calendar,
        view.today,
      ),
    [view.events, calendar, view.today],
  );
  const left = timeLeft(view);
  return (
    <aside className="letter-left paper-screen-only" aria-label="案件" data-pane="case">
      <section>
        <h2>
          期限
          <button type="button" className="link-button" onClick={() => setExplaining(true)}>
            逐日说明
          </button>
        </h2>
        <p className="letter-left__time">
          <strong className={view.reading.state === "overdue" ? "text-law" : ""}>{left.strong}</strong>
          {left.rest}
        </p>
        <FoldedTimeline timeline={timeline} />
        <p className="timeline__legend letter-left__legend" aria-hidden="true">
          <span>
            <i className="timeline__swatch is-used" /> 已计
          </span>
          <span>
            <i className="timeline__swatch is-suspended" /> 不计
          </span>
          <span>
            <i className="timeline__swatch is-extension" /> 延长
          </span>
        </p>
      </section>
      <LegalReading view={view} />
      <LessonNotices template={view.template} />
      <ContradictionNotices applicationId={view.applicationId} letterId={view.letterId} />
      <section>
        <h2>
          案情
          <Link to={addresses.application(view.applicationId)}>看案件</Link>
        </h2>
        <dl className="facts">
          {caseFacts(view).map(([name, value]) => (
            <div key={name + value} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>已发文书</h2>
        {view.sentLetters.length === 0 ? (
          <p className="ink-3 text-13">还没有</p>
        ) : (
          <ul>
            {view.sentLetters.map((letter) => (
              <li key={letter.letterId}>
                <span className="text-done">
                  <Icon name="check" size={13} />
                </span>
                {letter.letterId === view.letterId ? (
                  <span className="strong">{letter.templateName}</span>
                ) : (
                  <Link to={addresses.letter(letter.letterId)}>{letter.templateName}</Link>
                )}
                {letter.issueDate && (
                  <time dateTime={letter.issueDate}>{shortDate(letter.issueDate, view.today)}</time>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {explaining && <DayByDayDialog timeline={timeline} onClose={() => setExplaining(false)} />}
    </aside>
  );
}
