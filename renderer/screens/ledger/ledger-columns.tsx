import type { LedgerTaskView } from "../../../shared/contract/ledger.ts";
import { ledgerStates, type LedgerState } from "../../../shared/domain/ledger/ledger-task.ts";
import { Tag, type TagKind } from "../../components/tag/tag.tsx";
import type { VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { fullDate } from "../../wording/dates.ts";

const tagKinds: Readonly<Record<LedgerState, TagKind>> = {
  late: "law",
  notStarted: "plain",
  inProgress: "stage",
  done: "done",
};

export function StateTag({ state }: { readonly state: LedgerState }) {
  return <Tag kind={tagKinds[state]}>{ledgerStates[state]}</Tag>;
}

/** The last day, or the words of the plan where they give none. */
function limitWords({ dueOn, limitText }: Pick<LedgerTaskView, "dueOn" | "limitText">): string {
  return dueOn ? fullDate(dueOn) : limitText || "没有写明";
}

/** What proves a task; that of a task called done is missed. */
function Evidence({ row }: { readonly row: LedgerTaskView }) {
  if (row.evidence) return oneLine(row.evidence.title);
  return row.status === "done" ? <span className="text-soon">还没有佐证</span> : null;
}

const oneLine = (text: string) => (
  <span className="one-line" title={text}>
    {text}
  </span>
);

export const ledgerColumns: readonly VirtualColumn<LedgerTaskView>[] = [
  { key: "number", title: "序号", width: 84, render: (row) => oneLine(row.number) },
  { key: "text", title: "任务", needs: 240, render: (row) => oneLine(row.text) },
  { key: "lead", title: "牵头单位", width: 148, render: (row) => oneLine(row.leadUnit ?? "没有写明") },
  {
    key: "helping",
    title: "配合单位",
    width: 148,
    givesWay: true,
    render: (row) => oneLine(row.helpingUnits.join("、")),
  },
  { key: "limit", title: "完成时限", width: 140, render: (row) => oneLine(limitWords(row)) },
  { key: "evidence", title: "佐证", width: 132, givesWay: true, render: (row) => <Evidence row={row} /> },
  { key: "state", title: "状态", width: 92, render: (row) => <StateTag state={row.state} /> },
];
