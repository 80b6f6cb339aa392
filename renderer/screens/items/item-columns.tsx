import type { ItemRow } from "../../../shared/contract/items.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { Tag } from "../../components/tag/tag.tsx";
import type { VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { fullTime, listTime, shortDate } from "../../wording/dates.ts";
import { remainingLong, remainingShort, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { itemStateWords } from "../../wording/states.ts";
import type { ItemsFilter, ItemsSort } from "./items-filter.ts";
import type { ListPreferences, OptionalColumn } from "./list-preferences.ts";

/** 「9月23日，剩 6 个」, in words and, when it presses, in colour. */
function DueCell({ row, today }: { readonly row: ItemRow; readonly today: CalendarDay }) {
  if (row.dueDay === undefined || row.remainingWorkdays === undefined)
    return <span className="ink-3 text-13">{row.state === "published" ? "已公开" : "没有期限"}</span>;
  const over = row.remainingWorkdays < 0;
  return (
    <span className={`text-13 ${urgencyClass(urgencyOf(row.remainingWorkdays))}`}>
      {over
        ? remainingLong(row.remainingWorkdays)
        : `${shortDate(row.dueDay, today)}，${remainingShort(row.remainingWorkdays)}`}
    </span>
  );
}

export interface ItemColumnOptions {
  readonly today: CalendarDay;
  readonly filter: ItemsFilter;
  readonly preferences: ListPreferences;
  readonly isSelected: (itemId: string) => boolean;
  readonly onSort: (sort: ItemsSort) => void;
  readonly onSelect: (itemId: string) => void;
}

/** The columns of 公开信息: the title takes the room, the others are fixed (tokens.md §2). */
export function itemColumns(options: ItemColumnOptions): readonly VirtualColumn<ItemRow>[] {
  const { today, filter, preferences, isSelected, onSort, onSelect } = options;
  const all: readonly (VirtualColumn<ItemRow> & { readonly optional?: OptionalColumn })[] = [
    {
      key: "select",
      title: <span className="spoken">选中</span>,
      width: 34,
      control: true,
      render: (row) => (
        <input
          type="checkbox"
          className="row-check"
          checked={isSelected(row.itemId)}
          tabIndex={-1}
          aria-label={`选中 ${row.title}`}
          onChange={() => onSelect(row.itemId)}
        />
      ),
    },
    {
      key: "title",
      title: "标题",
      needs: 230,
      ...(filter.sort === "title" ? { sorted: "ascending" as const } : {}),
      onSort: () => onSort("title"),
      render: (row) => <span title={[row.title, row.docNumber].filter(Boolean).join("\n")}>{row.title}</span>,
    },
    {
      key: "docNumber",
      optional: "docNumber",
      title: "文号",
      width: 158,
      givesWay: true,
      render: (row) => <span className="ink-2 text-13">{row.docNumber || "未编号"}</span>,
    },
    {
      key: "state",
      title: "环节",
      width: 108,
      render: (row) => {
        const words = itemStateWords(row.state, row.stageLabel);
        return (
          <Tag kind={words.kind} {...(words.icon === undefined ? {} : { icon: words.icon })}>
            {words.label}
          </Tag>
        );
      },
    },
    {
      key: "due",
      optional: "due",
      title: "发布期限",
      width: 138,
      ...(filter.sort === "due" ? { sorted: "ascending" as const } : {}),
      onSort: () => onSort("due"),
      render: (row) => <DueCell row={row} today={today} />,
    },
    {
      key: "drafter",
      optional: "drafter",
      title: "承办人",
      width: 68,
      render: (row) => <span title={row.unitName}>{row.drafterName}</span>,
    },
    {
      key: "updated",
      optional: "updated",
      title: "更新",
      width: 76,
      align: "right",
      ...(filter.sort === "updated" ? { sorted: "descending" as const } : {}),
      onSort: () => onSort("updated"),
      render: (row) => (
        <time dateTime={row.updatedAt} title={fullTime(row.updatedAt)} className="ink-2 text-13">
          {listTime(row.updatedAt, today)}
        </time>
      ),
    },
  ];
  return all.filter(
    (column) => column.optional === undefined || !preferences.hidden.includes(column.optional),
  );
}
