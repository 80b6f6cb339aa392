import { useEffect, useState } from "react";

import type { LeakView } from "../../../shared/contract/leaks.ts";
import { minutesLeft } from "../../../shared/domain/publication/leak.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { fullTime } from "../../wording/dates.ts";

const everyMinute = 60_000;

/** What is left of the 24 hours, on by the minute from the moment the core answered with. */
export function LeakClock({ view }: { readonly view: LeakView }) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setPassed((before) => before + 1), everyMinute);
    return () => clearInterval(timer);
  }, []);
  const { standing } = view;
  if (standing.closed) return <Notice kind="done" title="处置完毕" />;
  if (standing.reportBy === undefined)
    return (
      <Notice kind="soon" title="先撤下，再查清">
        这类事件不走 24 小时报告，但同样要立即撤下、留存证据、通知受影响的人。
      </Notice>
    );
  if (standing.reported) return <Notice kind="done" title="已在时限内登记报告" />;
  const now = new Date(Date.parse(view.now) + passed * everyMinute).toISOString() as Instant;
  const left = minutesLeft(standing.reportBy, now);
  const words = `${Math.floor(Math.abs(left) / 60)} 小时 ${Math.abs(left) % 60} 分`;
  return (
    <Notice kind="law" title={left < 0 ? `报告已超时 ${words}` : `还有 ${words}必须报告`}>
      {fullTime(standing.reportBy)}
      前报告同级保密行政管理部门和上级主管部门（保密法实施条例第六十一条）。不要在系统、电话、聊天里复述内容。
    </Notice>
  );
}
