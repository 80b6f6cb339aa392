import { Button, Input, Segmented, type InputRef } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";

import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { catalogueLinkWords } from "../../../shared/domain/publication/catalogue-link.ts";
import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useFilterInAddress } from "../../shell/filter-in-address.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { publicationStates } from "../../wording/states.ts";
import { publicationColumns } from "./publication-columns.tsx";
import {
  readPublicationsFilter,
  wholeRegister,
  writePublicationsFilter,
  type PublicationShow,
} from "./publications-filter.ts";
import { usePublicationsStore } from "./publications-store.ts";
import "./publications.css";

const keyOf = (row: PublicationRow) => row.publicationId;

const filters: { value: PublicationShow; label: string }[] = [
  { value: "all", label: "全部" },
  ...(["inForce", "ending", "ended", "withdrawn"] as const).map((state) => ({
    value: state,
    label: publicationStates[state].label,
  })),
];

const written = (): string => writePublicationsFilter(usePublicationsStore.getState().filter).toString();

function takeFromAddress(query: URLSearchParams): void {
  const wanted = readPublicationsFilter(query);
  const { rows, titleContains, setFilter } = usePublicationsStore.getState();
  if (!rows || written() !== writePublicationsFilter(wanted).toString()) setFilter(wanted, titleContains);
  else void usePublicationsStore.getState().reread();
}

/** 已公开: what is out, to whom, until when, by which review, and whether its package arrived. */
export function PublicationsScreen() {
  const navigate = useNavigate();
  const today = useToday();
  const store = usePublicationsStore();
  const { filter, titleContains, catalogueItem, rows, next, total, error, currentId } = store;
  const [words, setWords] = useState(titleContains);
  const finder = useRef<InputRef>(null);
  const columns = useMemo(() => publicationColumns(today), [today]);
  const unfiltered = written() === "" && titleContains === "";
  const known = unfiltered ? total : next === undefined ? rows?.length : undefined;
  const current = rows?.find((row) => row.publicationId === currentId);

  useFilterInAddress({
    written: writePublicationsFilter(filter).toString(),
    now: written,
    take: takeFromAddress,
  });
  useCoreChanges(["publications", "packages"], () => void store.reread());
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = usePublicationsStore.getState();
      if (now.titleContains !== words.trim()) now.setFilter(now.filter, words.trim());
    }, 200);
    return () => clearTimeout(timer);
  }, [words]);
  useCommand("list.find", () => finder.current?.focus());
  useCommand("list.refresh", () => void store.reread());
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
        <h1>已公开</h1>
        <span className="view__remark">
          {total === undefined ? "" : `登记在册 ${groupedNumber(total)} 件`}
        </span>
        <span className="view__tools">
          <Segmented<PublicationShow>
            aria-label="公开状态"
            value={filter.state}
            options={filters}
            onChange={(state) => store.setFilter({ ...filter, state }, titleContains)}
          />
          <Button onClick={() => void navigate(addresses.cleanUp)}>定期清理</Button>
          <Input
            ref={finder}
            className="publications__find"
            allowClear={clearing}
            value={words}
            prefix={<Icon name="search" size={14} />}
            placeholder="按标题查找"
            aria-label="按标题查找"
            onChange={(event) => setWords(event.target.value)}
          />
        </span>
      </header>
      <div className="view__body publications">
        {error ? (
          <ErrorPanel error={error} about="登记没有取出来" onRetry={() => void store.reread()} />
        ) : null}
        {filter.catalogueItemId === undefined ? null : (
          <span>
            <button
              type="button"
              className="filter-chip"
              onClick={() => store.setFilter({ ...filter, catalogueItemId: undefined }, titleContains)}
            >
              {catalogueItem ? `目录事项：${catalogueLinkWords(catalogueItem)}` : "目录事项"}
              <Icon name="cross" size={11} />
            </button>
          </span>
        )}
        {rows ? (
          <VirtualTable
            label="已公开登记"
            rows={rows}
            total={known}
            columns={columns}
            rowKey={keyOf}
            rowHeight={38}
            currentKey={currentId}
            takesFocus
            onCurrent={(row) => store.setCurrent(row.publicationId)}
            onOpen={(row) => void navigate(addresses.publication(row.publicationId))}
            onEndReached={() => void store.readMore()}
            empty={
              unfiltered ? (
                <EmptyState title="还没有公开的信息">
                  批准并交付发布的事项会登记在这里，写明公开时限、审查编号和报送情况。
                </EmptyState>
              ) : (
                <EmptyState
                  title="没有符合条件的公开信息"
                  actions={
                    <Button
                      onClick={() => {
                        setWords("");
                        store.setFilter(wholeRegister, "");
                      }}
                    >
                      清除条件
                    </Button>
                  }
                >
                  换一个状态，或者少写几个字再找。
                </EmptyState>
              )
            }
            footer={
              <span className="hint-row">
                <KeyHint commands={["list.open"]} words="打开" />
                <KeyHint commands={["list.find"]} words="查找" />
              </span>
            }
          />
        ) : error ? null : (
          <LoadingRows rows={16} label="正在取出已公开登记" />
        )}
      </div>
    </div>
  );
}
