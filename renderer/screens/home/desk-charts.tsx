import type { HomeView } from "../../../shared/contract/desk.ts";
import { reviewConclusions, type ReviewConclusion } from "../../../shared/domain/review/review-stages.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { groupedNumber } from "../../wording/numbers.ts";

const barHeight = 48;

function heightOf(count: number, most: number): number {
  return most === 0 ? 0 : Math.max(count > 0 ? 2 : 0, Math.round((count / most) * barHeight));
}

/** Reviews waiting for me, by working days left. */
export function ReviewsByRemaining({ view }: { readonly view: HomeView }) {
  const groups = view.reviewsByRemaining;
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const most = Math.max(0, ...groups.map((group) => group.count));
  const kind = (label: string) => (label === "超期" ? "over" : label === "今天" ? "today" : "calm");
  return (
    <Panel title="待审件，按剩余工作日" extra={`${total} 件`}>
      {total === 0 ? (
        <p className="ink-2 text-13">没有待审件</p>
      ) : (
        <ul className="bars">
          {groups.map((group) => (
            <li key={group.label} className="bars__column" aria-label={`${group.label}，${group.count} 件`}>
              <span className="bars__count">{group.count}</span>
              <span
                className={`bars__bar bars__bar--${kind(group.label)}`}
                style={{ height: heightOf(group.count, most) }}
              />
              <span className="bars__label">{group.label}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Sent for review and decided, by month. */
export function Throughput({ view }: { readonly view: HomeView }) {
  const months = view.throughput;
  const most = Math.max(0, ...months.flatMap((month) => [month.submitted, month.decided]));
  return (
    <Panel
      title="每月送审与审结"
      extra={
        <>
          <span className="legend legend--open">送审</span>
          <span className="legend legend--solid">审结</span>
        </>
      }
    >
      {most === 0 ? (
        <p className="ink-2 text-13">还没有送审记录</p>
      ) : (
        <ul className="bars bars--pairs">
          {months.map((month) => (
            <li
              key={month.month}
              className="bars__column"
              aria-label={`${Number(month.month.slice(5))}月，送审 ${month.submitted} 件，审结 ${month.decided} 件`}
            >
              <span className="bars__pair">
                <span
                  className="bars__bar bars__bar--open"
                  style={{ height: heightOf(month.submitted, most) }}
                />
                <span className="bars__stack">
                  <span className="bars__count">{month.decided}</span>
                  <span className="bars__bar" style={{ height: heightOf(month.decided, most) }} />
                </span>
              </span>
              <span className="bars__label">{Number(month.month.slice(5))}月</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type Pattern = "solid" | "hatch" | "crossHatch" | "upright" | "dots" | "law" | "open" | "level" | "grid";

/** The pattern says which conclusion it is, beside its word; vermilion only for 不予公开. */
const patterns: Readonly<Record<ReviewConclusion, Pattern>> = {
  disclose: "solid",
  discloseRedacted: "hatch",
  disclosePartial: "crossHatch",
  discloseTargeted: "upright",
  onApplicationOnly: "dots",
  withhold: "law",
  defer: "level",
  referred: "grid",
  returned: "open",
};

/** The core names a conclusion by its id or by its label. */
function conclusionOf(name: string): ReviewConclusion | undefined {
  return (Object.keys(reviewConclusions) as ReviewConclusion[]).find(
    (id) => id === name || reviewConclusions[id].label === name,
  );
}

function patternOf(name: string): Pattern {
  const id = conclusionOf(name);
  return id ? patterns[id] : "open";
}

function labelOf(name: string): string {
  const id = conclusionOf(name);
  if (id === "discloseRedacted") return "删减后公开";
  return id ? reviewConclusions[id].label : name;
}

/** This year's conclusions: each share by length and pattern, each with its word and number. */
export function ConclusionsPanel({ view }: { readonly view: HomeView }) {
  const shares = view.conclusions.filter((one) => one.count > 0);
  const total = shares.reduce((sum, one) => sum + one.count, 0);
  return (
    <Panel title="今年的审查结论" extra={`${groupedNumber(total)} 件`}>
      {total === 0 ? (
        <p className="ink-2 text-13">今年还没有作出结论</p>
      ) : (
        <>
          <div className="shares" aria-hidden>
            {shares.map((one) => (
              <span
                key={one.conclusion}
                className={`shares__part pattern-${patternOf(one.conclusion)}`}
                style={{ flexGrow: one.count }}
              />
            ))}
          </div>
          <ul className="shares__list">
            {shares.map((one) => (
              <li key={one.conclusion}>
                <span className={`shares__key pattern-${patternOf(one.conclusion)}`} aria-hidden />
                {labelOf(one.conclusion)}
                <span className="shares__count">{groupedNumber(one.count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
