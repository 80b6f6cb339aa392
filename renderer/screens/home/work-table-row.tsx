import { Link } from "react-router";

import type { WorkRow } from "../../../shared/contract/desk.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { WorkCells } from "../../components/work-cells/work-cells.tsx";
import { remainingShort, urgencyClass, urgencyOf } from "../../wording/remaining.ts";

function Term({ row }: { readonly row: WorkRow }) {
  const { remainingWorkdays: remaining, limitWorkdays: limit } = row;
  if (row.group === "doneToday")
    return (
      <span className="text-done work-table__term">
        <Icon name="check" size={14} /> 已办
      </span>
    );
  if (remaining === undefined) return <span className="ink-3">没有期限</span>;
  const urgent = remaining <= 0;
  return (
    <>
      <span className={`work-table__term ${urgent ? `strong ${urgencyClass(urgencyOf(remaining))}` : ""}`}>
        {remainingShort(remaining)}
      </span>
      {limit === undefined ? null : <WorkCells limit={limit} remaining={remaining} />}
    </>
  );
}

/** One link over the whole row: it opens the exact place of the work. */
export function WorkTableRow({
  row,
  current,
  onFocus,
}: {
  readonly row: WorkRow;
  readonly current: boolean;
  readonly onFocus: () => void;
}) {
  return (
    <li>
      <Link
        id={`work-${row.workId}`}
        to={row.address}
        className={`work-table__row ${current ? "work-table__row--current" : ""}`}
        onFocus={onFocus}
      >
        <span className="work-table__left">
          <Term row={row} />
        </span>
        <span className="one-line" title={row.title}>
          {row.title}
        </span>
        <span className="one-line ink-2" title={row.reason}>
          {row.reason}
        </span>
        <span>
          <span className="work-table__todo">{row.todo}</span>
        </span>
        <span className="one-line ink-2">{row.from}</span>
      </Link>
    </li>
  );
}
