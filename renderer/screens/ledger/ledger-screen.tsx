import { Button, Segmented, Select } from "antd";
import { useRef, useState } from "react";

import { ledgerStates, type LedgerState } from "../../../shared/domain/ledger/ledger-task.ts";
import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useAskBeforeUnload } from "../../shell/ask-before-unload.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useFilterInAddress } from "../../shell/filter-in-address.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { LedgerAndCatalogueTabs } from "../ledger-and-catalogue-tabs.tsx";
import { evaluationRemark, EvaluationsNotice } from "./evaluations-notice.tsx";
import { ledgerColumns } from "./ledger-columns.tsx";
import {
  readLedgerFilter,
  shownPart,
  wholeLedger,
  writeLedgerFilter,
  type LedgerShow,
} from "./ledger-filter.ts";
import { useLedgerStore } from "./ledger-store.ts";
import { TaskPanel } from "./task-panel.tsx";
import "./ledger.css";

const accepted = ".docx,.doc,.wps,.md,.txt";
const states = Object.keys(ledgerStates) as LedgerState[];

const written = (): string => writeLedgerFilter(useLedgerStore.getState().filter).toString();

function takeFromAddress(query: URLSearchParams): void {
  const wanted = readLedgerFilter(query);
  const { rows, setFilter, reread } = useLedgerStore.getState();
  if (!rows || written() !== writeLedgerFilter(wanted).toString()) setFilter(wanted);
  else void reread();
}

/** 工作台账: the tasks of the work plans, who does them until when, and how far they are. */
export function LedgerScreen() {
  const session = useSession();
  const mayImport = hasRole(session, ["disclosureOffice"]);
  const mayWrite = hasRole(session, ["drafter", "disclosureOffice"]);
  const store = useLedgerStore();
  const { filter, rows, counts, units, error, currentId, drafts } = store;
  const { show, unit, taskId } = filter;
  const { value: evaluated } = useView("ledger.evaluations", {}, ["publications", "catalogue"]);
  const evaluations = evaluated?.evaluations;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ readonly about: string; readonly error: CallError }>();
  const [brought, setBrought] = useState<string>();
  const noteField = useRef<HTMLDivElement>(null);
  const current = rows?.find((row) => row.taskId === currentId);
  const total = counts && states.reduce((sum, state) => sum + counts[state], 0);
  const unfiltered = written() === "";

  useFilterInAddress({ written: writeLedgerFilter(filter).toString(), now: written, take: takeFromAddress });
  useAskBeforeUnload(Object.keys(drafts).length > 0);
  useCoreChanges(["ledger", "publications"], () => void store.reread());
  const toNote = () => noteField.current?.querySelector("textarea")?.focus();
  useCommand("list.refresh", () => void store.reread());
  useCommand("list.open", toNote, { when: mayWrite, ...(current ? {} : { disabledReason: "先选一行" }) });

  const bringIn = async (files: readonly File[]) => {
    const file = files[0];
    if (!file || !mayImport) return;
    setBusy(true);
    setBrought(undefined);
    const answer = await call("ledger.import", {
      fileName: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : { about: "没有导入", error: answer.error });
    if (!answer.ok) return;
    setBrought(`已导入 ${answer.value.tasks} 项任务：${answer.value.planTitle}`);
    store.setCurrent(undefined);
    store.setFilter(wholeLedger);
  };
  const exportShown = async () => {
    setBusy(true);
    const answer = await call("ledger.export", shownPart(filter));
    setBusy(false);
    setProblem(answer.ok ? undefined : { about: "台账没有导出", error: answer.error });
    if (answer.ok) saveFile(answer.value);
  };
  const importButton = (
    <FileButton multiple={false} accept={accepted} onFiles={(files) => void bringIn(files)}>
      导入任务
    </FileButton>
  );

  return (
    <FileDrop className="view" words="松手即导入任务" onFiles={(files) => void bringIn(files)}>
      <header className="view__head">
        <LedgerAndCatalogueTabs
          current={addresses.ledger}
          remark={
            total === undefined || !counts
              ? ""
              : [
                  `${groupedNumber(total)} 项，滞后 ${groupedNumber(counts.late)} 项`,
                  ...(evaluations?.warning === "none" && evaluations.papers.length > 0
                    ? [evaluationRemark(evaluations)]
                    : []),
                ].join("；")
          }
        />
        <span className="view__tools">
          {mayImport ? importButton : null}
          <Button
            icon={<Icon name="upload" />}
            disabled={busy || !rows || rows.length === 0}
            onClick={() => void exportShown()}
          >
            导出台账
          </Button>
        </span>
      </header>
      <div className="view__body list-and-panel ledger">
        <div className="list-and-panel__list" data-pane="list">
          <div className="ledger__bar">
            <Segmented<LedgerShow>
              aria-label="状态"
              value={show}
              options={[
                { value: "all", label: "全部" },
                ...states.map((state) => ({
                  value: state,
                  label: counts
                    ? `${ledgerStates[state]} ${groupedNumber(counts[state])}`
                    : ledgerStates[state],
                })),
              ]}
              onChange={(wanted) => store.setFilter({ ...filter, show: wanted, taskId: undefined })}
            />
            <Select
              aria-label="单位"
              style={{ width: 240 }}
              allowClear={clearing}
              showSearch={{ optionFilterProp: "label" }}
              placeholder="牵头或者配合的单位"
              value={unit ?? null}
              options={units.map((one) => ({ value: one.unit, label: `${one.unit}　${one.tasks} 项` }))}
              onChange={(wanted: string | null | undefined) =>
                store.setFilter({ ...filter, unit: wanted ?? undefined, taskId: undefined })
              }
            />
            {taskId ? (
              <button type="button" className="filter-chip" onClick={() => store.setFilter(wholeLedger)}>
                只看这一项
                <Icon name="cross" size={11} />
              </button>
            ) : null}
          </div>
          {problem ? <ErrorPanel error={problem.error} about={problem.about} /> : null}
          {evaluations && evaluations.warning !== "none" ? (
            <EvaluationsNotice evaluations={evaluations} />
          ) : null}
          {brought ? <Notice kind="done" title={brought} /> : null}
          {error ? (
            <ErrorPanel error={error} about="台账没有取出来" onRetry={() => void store.reread()} />
          ) : null}
          {rows ? (
            <VirtualTable
              label="工作台账"
              rows={rows}
              total={taskId ? rows.length : show === "all" ? total : counts?.[show]}
              columns={ledgerColumns}
              unit="项"
              rowKey={(row) => row.taskId}
              rowHeight={38}
              currentKey={currentId}
              takesFocus
              onCurrent={(row) => store.setCurrent(row.taskId)}
              {...(mayWrite ? { onOpen: toNote } : {})}
              onEndReached={() => void store.readMore()}
              footer={
                <span className="hint-row">
                  {mayWrite && current ? <KeyHint commands={["list.open"]} words="登记进展" /> : null}
                </span>
              }
              empty={
                unfiltered ? (
                  <EmptyState title="台账里还没有任务" {...(mayImport ? { actions: importButton } : {})}>
                    {mayImport
                      ? "导入一份工作要点（.docx、.md、.txt），逐项分解为任务，带上责任单位和完成时限。带密级标志的文件会被拒收，同一份要点不会导入两次。"
                      : "政务公开机构导入工作要点后，任务会逐项列在这里。"}
                  </EmptyState>
                ) : (
                  <EmptyState
                    title={taskId ? "没有这项任务" : "没有符合条件的任务"}
                    actions={<Button onClick={() => store.setFilter(wholeLedger)}>清除条件</Button>}
                  >
                    {taskId ? null : "换一个状态或者单位。"}
                  </EmptyState>
                )
              }
            />
          ) : error ? null : (
            <LoadingRows rows={14} label="正在取出工作台账" />
          )}
        </div>
        <ScrollRegion className="list-and-panel__panel" label="任务" pane="task">
          {current ? <TaskPanel task={current} noteField={noteField} /> : null}
        </ScrollRegion>
      </div>
    </FileDrop>
  );
}
