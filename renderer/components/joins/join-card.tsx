import type { ReactNode } from "react";

import type { JoinPassage, JoinView } from "../../../shared/contract/aggregation.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { fullDate } from "../../wording/dates.ts";
import "./joins.css";

/** How many things of one join stand open on the card; the rest is counted. */
const shownAtOnce = 6;

/** The passage with the words that give it away set off. */
function Passage({ passage, value }: { readonly passage: string; readonly value: string }) {
  const at = passage.indexOf(value);
  if (at < 0 || value === "") return <>{passage}</>;
  return (
    <>
      {passage.slice(0, at)}
      <mark className="joins__mark">{value}</mark>
      {passage.slice(at + value.length)}
    </>
  );
}

function Passages({ facts }: { readonly facts: readonly JoinPassage[] }) {
  return (
    <ul className="joins__passages">
      {facts.map((fact, index) => (
        <li key={index}>
          <span className="joins__attribute">{fact.attribute}</span>
          <span>
            <Passage passage={fact.passage} value={fact.value} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One join: this paper left, what is already out right, below what a stranger would learn from both. */
export function JoinCard({
  join,
  position,
  total,
  children,
}: {
  readonly join: JoinView;
  readonly position: number;
  readonly total: number;
  readonly children?: ReactNode;
}) {
  const shown = join.evidence.slice(0, shownAtOnce);
  const here = shown.flatMap((each) => each.here);
  return (
    <article className="joins__card" aria-label={`第 ${position} 组汇聚风险：${join.ruleTitle}`}>
      <header className="joins__head">
        <span className="joins__glyph" aria-hidden>
          聚
        </span>
        <h3>
          第 {position} 组，共 {total} 组　{join.ruleTitle}
        </h3>
        <span className="joins__checks">{join.checks.join("、")}</span>
      </header>
      <p className="joins__sentence">{join.sentence}</p>
      <p className="joins__reason">{join.reason}（保密法第三十六条、实施条例第四十三条）</p>
      <div className="joins__pair">
        <section aria-label="本件">
          <h4>
            <span className="joins__state">本件</span>
          </h4>
          <Passages facts={here} />
        </section>
        <section aria-label="已公开">
          {join.sources.map((source) => (
            <div key={source.sourceId}>
              <h4>
                <span className="joins__state">{source.outside ? "他机关已公开" : "已公开"}</span>
                {source.title}
              </h4>
              <p className="joins__meta">
                {[source.organName, source.docNumber, `${fullDate(source.publishedOn as CalendarDay)}公布`]
                  .filter(Boolean)
                  .join("，")}
              </p>
              <Passages
                facts={shown.flatMap((each) =>
                  each.there.filter((fact) => fact.sourceId === source.sourceId),
                )}
              />
            </div>
          ))}
        </section>
      </div>
      <table className="joins__result">
        <caption>合在一起，别人能知道的</caption>
        <tbody>
          {shown.map((each, index) => (
            <tr key={index}>
              <th scope="row">{each.entity}</th>
              <td>{each.yields}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {join.count > shown.length && (
        <p className="joins__meta">
          另有 {join.count - shown.length} 处同样情形，共 {join.count} 处。
        </p>
      )}
      {children}
    </article>
  );
}
