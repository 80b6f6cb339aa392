import { Link } from "react-router";

import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { dayOfInstant, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { Tag } from "../../components/tag/tag.tsx";
import type { VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { addresses } from "../../shell/addresses.ts";
import { fullTime, shortDate } from "../../wording/dates.ts";
import { outboxStates, publicationStates } from "../../wording/states.ts";

/** How long it stays: the last day and what is left of it, or the kind of term when it has no day. */
function Term({ row, today }: { readonly row: PublicationRow; readonly today: CalendarDay }) {
  if (row.publicUntil === undefined) return <span className="ink-2">{row.termLabel}</span>;
  const left = row.remainingDays ?? 0;
  const kind = left < 0 ? "text-law" : left <= 7 ? "text-soon" : "";
  return (
    <span className={kind} title={row.termLabel}>
      {shortDate(row.publicUntil, today)}止，{left < 0 ? `过 ${-left} 日` : `剩 ${left} 日`}
    </span>
  );
}

export function publicationColumns(today: CalendarDay): readonly VirtualColumn<PublicationRow>[] {
  return [
    {
      key: "title",
      title: "标题",
      needs: 240,
      render: (row) => (
        <Link
          to={addresses.publication(row.publicationId)}
          title={[row.title, row.docNumber].filter(Boolean).join("\n")}
          tabIndex={-1}
        >
          {row.title}
        </Link>
      ),
    },
    {
      key: "docNumber",
      title: "文号",
      width: 150,
      givesWay: true,
      render: (row) => <span className="ink-2 text-13">{row.docNumber || "未编号"}</span>,
    },
    {
      key: "state",
      title: "状态",
      width: 100,
      render: (row) => {
        const { kind, label, icon } = publicationStates[row.state];
        return (
          <Tag kind={kind} {...(icon === undefined ? {} : { icon })}>
            {label}
          </Tag>
        );
      },
    },
    {
      key: "term",
      title: "公开时限",
      width: 150,
      render: (row) => (
        <span className="text-13">
          <Term row={row} today={today} />
        </span>
      ),
    },
    {
      key: "audience",
      title: "对象和渠道",
      width: 170,
      render: (row) => {
        const words = `${row.audience}，${row.channelNames.join("、")}`;
        return (
          <span className="text-13" title={words}>
            {words}
          </span>
        );
      },
    },
    {
      key: "review",
      title: "审查",
      width: 140,
      render: (row) => (
        <Link className="text-13" to={addresses.review(row.reviewId)} tabIndex={-1}>
          {row.reviewNo}
        </Link>
      ),
    },
    {
      key: "package",
      title: "报送",
      width: 150,
      render: (row) => (
        <span
          className={`text-13 ${row.packageState === "accepted" ? "text-done" : "ink-2"}`}
          title={row.packageId}
        >
          {outboxStates[row.packageState]}
        </span>
      ),
    },
    {
      key: "released",
      title: "发布",
      width: 92,
      align: "right",
      render: (row) => (
        <time className="ink-2 text-13" dateTime={row.releasedAt} title={fullTime(row.releasedAt)}>
          {shortDate(dayOfInstant(row.releasedAt), today)}
        </time>
      ),
    },
  ];
}
