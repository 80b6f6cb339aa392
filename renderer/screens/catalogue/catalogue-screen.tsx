import { Button, Checkbox, Segmented, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { CatalogueItemRow } from "../../../shared/contract/catalogue.ts";
import { requiredElements } from "../../../shared/domain/publication/catalogue-item.ts";
import { deadlineForms, ruleWords } from "../../../shared/domain/publication/catalogue-rules.ts";
import { useCommand } from "../../commands/use-command.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useFilterInAddress } from "../../shell/filter-in-address.ts";
import { fullDate } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { LedgerAndCatalogueTabs } from "../ledger-and-catalogue-tabs.tsx";
import { readCatalogueFilter, wholeCatalogue, writeCatalogueFilter } from "./catalogue-filter.ts";
import { useCatalogueStore } from "./catalogue-store.ts";
import { ItemDialog } from "./item-dialog.tsx";
import { ItemPanel } from "./item-panel.tsx";
import "./catalogue.css";

const keyOf = (row: CatalogueItemRow) => row.itemId;

function MissingTag({ row }: { readonly row: CatalogueItemRow }) {
  if (row.missing.length === 0) return <Tag kind="done">齐全</Tag>;
  const words = row.missing.map((each) => requiredElements[each].slice(2)).join("、");
  return (
    <span title={`缺要素：${words}`}>
      <Tag kind="soon">缺{words}</Tag>
    </span>
  );
}

/** What is overdue for updating, and what soon is; in the words of every list. */
function UpdateDue({ row }: { readonly row: CatalogueItemRow }) {
  const remaining = row.updateDue?.remainingWorkdays;
  if (!row.updateDue || remaining === undefined) return null;
  return (
    <span className={`text-13 ${urgencyClass(urgencyOf(remaining))}`} title={fullDate(row.updateDue.day)}>
      {remainingLong(remaining)}
    </span>
  );
}

/** How many papers are public under the item; leads to them. */
function PapersLink({ row }: { readonly row: CatalogueItemRow }) {
  return row.papers === 0 ? (
    <span className="ink-3">无</span>
  ) : (
    <Link
      to={addresses.publicOf(row.itemId)}
      tabIndex={-1}
      aria-label={`${row.level2}已公开 ${row.papers} 件`}
    >
      {groupedNumber(row.papers)} 件
    </Link>
  );
}

const columns: readonly VirtualColumn<CatalogueItemRow>[] = [
  {
    key: "code",
    title: "编码",
    width: 104,
    render: (row) => <span className="text-13">{row.itemCode}</span>,
  },
  {
    key: "level1",
    title: "一级事项",
    width: 150,
    render: (row) => <span title={row.level1}>{row.level1}</span>,
  },
  {
    key: "level2",
    title: "二级事项",
    needs: 180,
    render: (row) => <span title={row.level2}>{row.level2}</span>,
  },
  {
    key: "deadline",
    title: "公开时限",
    width: 190,
    givesWay: true,
    render: (row) => <span className="text-13 ink-2">{ruleWords(deadlineForms, row.deadlineRule)}</span>,
  },
  {
    key: "unit",
    title: "责任科室",
    width: 120,
    givesWay: true,
    render: (row) => <span className="text-13 ink-2">{row.responsibleUnit}</span>,
  },
  {
    key: "papers",
    title: "已公开",
    width: 84,
    render: (row) => <PapersLink row={row} />,
  },
  { key: "update", title: "下次更新", width: 122, render: (row) => <UpdateDue row={row} /> },
  { key: "missing", title: "六要素", width: 176, render: (row) => <MissingTag row={row} /> },
];

const written = (): string => writeCatalogueFilter(useCatalogueStore.getState().filter).toString();

function takeFromAddress(query: URLSearchParams): void {
  const wanted = readCatalogueFilter(query);
  const { window, setFilter, reread } = useCatalogueStore.getState();
  if (!window || written() !== writeCatalogueFilter(wanted).toString()) setFilter(wanted);
  else void reread();
}

/** 主动公开事项目录: what the organ must publish, and which items do not say all six elements yet. */
export function CatalogueScreen() {
  const store = useCatalogueStore();
  const { window, error, filter } = store;
  const { level1, incomplete, retired, itemId } = filter;
  const [editing, setEditing] = useState<"new" | CatalogueItemRow>();
  const [problem, setProblem] = useState<CallError>();
  useFilterInAddress({
    written: writeCatalogueFilter(filter).toString(),
    now: written,
    take: takeFromAddress,
  });
  useCoreChanges(["catalogue"], () => void store.reread());
  const current = window?.rows.find((row) => row.itemId === store.currentId) ?? window?.rows[0];
  const mayEdit = window?.mayEdit ?? false;
  const unfiltered = written() === "";
  useCommand("list.refresh", () => void store.reread());
  useCommand(
    "list.open",
    () => setEditing(current),
    current && mayEdit && !current.retired
      ? {}
      : { disabledReason: current ? "由政务公开机构修改" : "先选一行" },
  );
  const exportAll = async (): Promise<void> => {
    const answer = await call("catalogue.export", {});
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  const add = mayEdit ? (
    <Button type="primary" onClick={() => setEditing("new")}>
      新增事项
    </Button>
  ) : null;
  return (
    <div className="view">
      <header className="view__head">
        <LedgerAndCatalogueTabs
          current={addresses.catalogue}
          remark={
            window
              ? `${groupedNumber(window.total)} 项${window.incomplete > 0 ? `，${groupedNumber(window.incomplete)} 项缺要素` : ""}`
              : ""
          }
        />
        <span className="view__tools">
          <Select
            aria-label="一级事项"
            className="catalogue__level"
            value={level1}
            options={[
              { value: "", label: "全部一级事项" },
              ...(window?.levels ?? []).map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => store.setFilter({ ...filter, level1: value, itemId: undefined })}
          />
          <Checkbox
            checked={incomplete}
            onChange={(event) =>
              store.setFilter({ ...filter, incomplete: event.target.checked, itemId: undefined })
            }
          >
            只看缺要素的
          </Checkbox>
          <Segmented
            aria-label="在用或者停用"
            value={retired ? "retired" : "inUse"}
            options={[
              { value: "inUse", label: "在用" },
              { value: "retired", label: "已停用" },
            ]}
            onChange={(value) =>
              store.setFilter({ ...filter, retired: value === "retired", itemId: undefined })
            }
          />
          <Button disabled={!window} onClick={() => void exportAll()}>
            导出目录
          </Button>
          {window?.total === 0 && unfiltered ? null : add}
        </span>
      </header>
      <div className="view__body list-and-panel">
        <div className="list-and-panel__list" data-pane="list">
          {itemId ? (
            <span>
              <button type="button" className="filter-chip" onClick={() => store.setFilter(wholeCatalogue)}>
                只看这一项
                <Icon name="cross" size={11} />
              </button>
            </span>
          ) : null}
          {error ? (
            <ErrorPanel error={error} about="目录没有取出来" onRetry={() => void store.reread()} />
          ) : null}
          {problem ? <ErrorPanel error={problem} about="没有导出" /> : null}
          {window ? (
            <VirtualTable
              label="公开事项目录"
              rows={window.rows}
              total={window.total}
              columns={columns}
              rowKey={keyOf}
              rowHeight={38}
              currentKey={current?.itemId}
              takesFocus
              onCurrent={(row) => store.setCurrent(row.itemId)}
              onOpen={(row) => {
                store.setCurrent(row.itemId);
                if (mayEdit && !row.retired) setEditing(row);
              }}
              onEndReached={() => void store.readMore()}
              empty={
                unfiltered ? (
                  <EmptyState title="还没有编制公开事项目录" actions={add}>
                    主动公开的每一类信息一项：公开主体、内容、时限、方式、渠道、责任六要素写全，随变化更新，年底前形成目录。
                  </EmptyState>
                ) : (
                  <EmptyState
                    title={incomplete ? "没有缺要素的事项" : "没有符合条件的事项"}
                    actions={<Button onClick={() => store.setFilter(wholeCatalogue)}>清除条件</Button>}
                  />
                )
              }
            />
          ) : error ? null : (
            <LoadingRows rows={12} label="正在取出公开事项目录" />
          )}
        </div>
        <ScrollRegion className="list-and-panel__panel" label="目录事项" pane="item">
          {current ? (
            <ItemPanel
              key={current.itemId}
              row={current}
              mayEdit={mayEdit}
              onChange={() => setEditing(current)}
            />
          ) : null}
        </ScrollRegion>
      </div>
      {editing ? (
        <ItemDialog
          row={editing === "new" ? undefined : editing}
          onDone={(itemId) => {
            store.setCurrent(itemId);
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </div>
  );
}
