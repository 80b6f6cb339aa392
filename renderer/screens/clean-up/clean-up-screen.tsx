import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import { useNavigate, useParams } from "react-router";

import type { CleanUpEntryView } from "../../../shared/contract/clean-up.ts";
import { cleanUpCauses, cleanUpOutcomes } from "../../../shared/domain/publication/clean-up.ts";
import { useCommand } from "../../commands/use-command.ts";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { shortDate } from "../../wording/dates.ts";
import { EntryPanel } from "./entry-panel.tsx";
import "./clean-up.css";

const keyOf = (row: CleanUpEntryView) => row.entryId;

const columns: readonly VirtualColumn<CleanUpEntryView>[] = [
  { key: "title", title: "标题", render: (row) => <span title={row.title}>{row.title}</span> },
  {
    key: "cause",
    title: "为什么清理",
    width: 130,
    render: (row) => (
      <Tag kind={row.cause === "newRule" ? "law" : "soon"} icon={null}>
        {cleanUpCauses[row.cause]}
      </Tag>
    ),
  },
  {
    key: "detail",
    title: "查到的情况",
    width: 230,
    render: (row) => (
      <span className="ink-2 text-13" title={row.detail}>
        {row.by ? `《${row.by.title}》` : row.detail}
      </span>
    ),
  },
  {
    key: "decision",
    title: "决定",
    width: 120,
    render: (row) =>
      row.decision ? (
        <Tag kind="done">{cleanUpOutcomes[row.decision.outcome]}</Tag>
      ) : (
        <span className="ink-2 text-13">待决定</span>
      ),
  },
];

/** 定期清理: the batch of the week, entry by entry; 1–4 choose, Enter in the reason records and goes on. */
export function CleanUpScreen() {
  const navigate = useNavigate();
  const today = useToday();
  const { batchId } = useParams();
  const { value, error, reload } = useView("cleanUp.read", batchId ? { batchId } : {}, [
    "cleanUp",
    "publications",
  ]);
  const [currentId, setCurrentId] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const entries = value?.shown?.entries;
  const current =
    entries?.find((entry) => entry.entryId === currentId) ?? entries?.find((entry) => !entry.decision);
  const batch = value?.batches.find((each) => each.batchId === value.shown?.batchId);
  const options = useMemo(
    () =>
      value?.batches.map((each) => ({
        value: each.batchId,
        label: `${each.batchNo}　${each.decided}/${each.entries}`,
      })) ?? [],
    [value],
  );
  const open = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("cleanUp.open", {});
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) await navigate(addresses.cleanUpBatch(answer.value.batchId));
  };
  const onDecided = async (): Promise<void> => {
    const next = entries?.find((entry) => !entry.decision && entry.entryId !== current?.entryId);
    setCurrentId(next?.entryId);
    await reload();
  };
  useCommand("list.refresh", () => void reload());
  useCommand(
    "list.open",
    () => {
      if (current) void navigate(addresses.publication(current.publicationId));
    },
    current ? {} : { disabledReason: "先选一行" },
  );
  return (
    <div className="view">
      <header className="view__head">
        <h1>定期清理</h1>
        <span className="view__remark">
          {batch
            ? batch.decided === batch.entries
              ? `${batch.batchNo} 已办完`
              : `${shortDate(batch.due, today)}前办完，还有 ${batch.entries - batch.decided} 件`
            : ""}
        </span>
        <span className="view__tools">
          {options.length > 0 ? (
            <Select
              aria-label="哪一批"
              value={value?.shown?.batchId ?? null}
              options={options}
              style={{ width: 190 }}
              onChange={(chosen) => {
                setCurrentId(undefined);
                if (chosen) void navigate(addresses.cleanUpBatch(chosen));
              }}
            />
          ) : null}
          {value?.mayOpen ? (
            <Button type="primary" loading={busy} onClick={() => void open()}>
              开始本周清理
            </Button>
          ) : null}
        </span>
      </header>
      <div className="view__body list-and-panel">
        <div className="list-and-panel__list" data-pane="list">
          {error ? <ErrorPanel error={error} about="清理没有取出来" onRetry={() => void reload()} /> : null}
          {problem ? <ErrorPanel error={problem} about="没有开始" /> : null}
          {!value && !error ? <LoadingRows rows={12} label="正在取出清理批次" /> : null}
          {value ? (
            <VirtualTable
              label="本批事项"
              rows={entries ?? []}
              total={entries?.length ?? 0}
              columns={columns}
              rowKey={keyOf}
              rowHeight={38}
              currentKey={current?.entryId}
              takesFocus
              onCurrent={(row) => setCurrentId(row.entryId)}
              onOpen={(row) => void navigate(addresses.publication(row.publicationId))}
              empty={
                <EmptyState title={value.shown ? "这一批没有要清理的信息" : "还没有清理过"}>
                  {value.shown
                    ? "没有到期、被替代、被废止的信息，也没有新规则查出的问题。"
                    : `每周一批：公开时限届满、被替代、被废止、新规则查出问题的，逐件决定。本周有 ${value.termsWaiting} 件时限届满${value.mayOpen ? "" : "，由政务公开机构开始清理"}。`}
                </EmptyState>
              }
              footer={
                current ? (
                  <span className="hint-row">
                    <KeyHint
                      commands={["cleanUp.keep", "cleanUp.invalid", "cleanUp.repealed", "cleanUp.withdraw"]}
                      words="选处理"
                    />
                    <KeyHint commands={["list.open"]} words="看登记" />
                  </span>
                ) : null
              }
            />
          ) : null}
        </div>
        <ScrollRegion className="list-and-panel__panel" label="清理决定" pane="decision">
          {current && value ? (
            <EntryPanel
              key={current.entryId}
              entry={current}
              mayDecide={value.mayDecide}
              onDecided={() => void onDecided()}
            />
          ) : null}
        </ScrollRegion>
      </div>
    </div>
  );
}
