import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { fullTime, howLongAgo, presentInstant } from "../../wording/dates.ts";

/** How long ago, and the exact Beijing time on hover. */
export function RelativeTime({ at }: { readonly at: Instant }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {howLongAgo(at, presentInstant())}
    </time>
  );
}
