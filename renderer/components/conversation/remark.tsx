import type { ReactNode } from "react";

import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { RelativeTime } from "../relative-time/relative-time.tsx";
import "./conversation.css";

/** What one person said about a paper: when, who, about what, the words. */
export function Remark({
  at,
  personName,
  about,
  text,
}: {
  readonly at: Instant;
  readonly personName: string;
  readonly about?: ReactNode;
  readonly text: string;
}) {
  return (
    <div className="remark">
      <RelativeTime at={at} />
      <span>
        <span className="strong">{personName}</span>
        {about !== undefined && <> {about}</>}
      </span>
      <span className="remark__text">{text}</span>
    </div>
  );
}
