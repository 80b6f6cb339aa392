import { Button, Input, type InputRef } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import type { ItemRow } from "../../../shared/contract/items.ts";
import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey, KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useFilterInAddress } from "../../shell/filter-in-address.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { FacetColumn } from "./facet-column.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { useImportStore } from "./import-store.ts";
import { itemColumns } from "./item-columns.tsx";
import { ItemPreview } from "./item-preview.tsx";
import {
  countFromFacets,
  filterChips,
  listInput,
  noFilter,
  readFilter,
  writeFilter,
  type ItemsFilter,
} from "./items-filter.ts";
import { useItemsStore } from "./items-store.ts";
import { densities, useListPreferences } from "./list-preferences.ts";
import { ListTools } from "./list-tools.tsx";
import { NewItemDialog } from "./new-item-dialog.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import "./items.css";

const keyOf = (row: ItemRow) => row.itemId;
const previewDelayMs = 140;
const countedAtMost = 100;

const written = (): string => writeFilter(useItemsStore.getState().filter).toString();

function takeFromAddress(query: URLSearchParams): void {
  const fromAddress = readFilter(query);
  const { filter: current, rows, setFilter } = useItemsStore.getState();
  if (!rows || writeFilter(current).toString() !== writeFilter(fromAddress).toString())
    setFilter({ ...fromAddress, titleContains: current.titleContains });
}

/** 新建 stands in the address beside the filter. */
const besideTheFilter = ["new"];

function usePreview() {
  const currentId = useItemsStore((state) => state.currentId);
  const readPreview = useItemsStore((state) => state.readPreview);
  useEffect(() => {
    if (currentId === undefined) return undefined;
    // Whoever runs through the list with the arrow keys asks for nothing until the keys rest.
    const timer = setTimeout(() => void readPreview(currentId), previewDelayMs);
    return () => clearTimeout(timer);
  }, [currentId, readPreview]);
}

function EmptyList({
  filter,
  mayCreate,
  onCreate,
  onImport,
  onFilter,
}: {
  readonly filter: ItemsFilter;
  readonly mayCreate: boolean;
  readonly onCreate: () => void;
  readonly onImport: (files: readonly File[]) => void;
  readonly onFilter: (filter: ItemsFilter) => void;
}) {
  const chips = filterChips(filter);
  const last = chips.at(-1);
  if (!last)
    return (
      <EmptyState
        title="从第一件公开事项开始"
        {...(mayCreate
          ? {
              actions: (
                <>
                  <Button onClick={onCreate}>新建公开事项</Button>
                  <FileButton onFiles={onImport}>导入旧材料</FileButton>
                </>
              ),
            }
          : {})}
      >
        {mayCreate
          ? "可以新建，也可以把旧材料整批拖进来。带密级标志的文件会被拒收，不会留下任何内容。"
          : "承办人建好并送审后，事项会出现在这里。"}
      </EmptyState>
    );
  const all: ItemsFilter = { ...noFilter, sort: filter.sort };
  if (chips.length === 1)
    return (
      <EmptyState
        title="没有符合的事项"
        actions={
          <Button type="primary" onClick={() => onFilter(all)}>
            去掉这个条件
          </Button>
        }
      >
        条件：{last.words}。
      </EmptyState>
    );
  return (
    <NoneTogether
      key={last.key}
      words={chips.map((chip) => chip.words)}
      without={last.without}
      onWithout={() => onFilter(last.without)}
      onAll={() => onFilter(all)}
    />
  );
}

/** Several conditions that nothing meets: how many there are without the last one, so that nobody takes it away in vain. */
function NoneTogether({
  words,
  without,
  onWithout,
  onAll,
}: {
  readonly words: readonly string[];
  readonly without: ItemsFilter;
  readonly onWithout: () => void;
  readonly onAll: () => void;
}) {
  const { value } = useView("items.list", listInput(without, undefined, countedAtMost), ["items"]);
  const inVain = value?.rows.length === 0;
  const many = value?.next === undefined ? `${value?.rows.length ?? 0} 件` : `${countedAtMost} 件以上`;
  return (
    <EmptyState
      title="没有同时符合的事项"
      actions={
        inVain ? (
          <Button type="primary" onClick={onAll}>
            清除全部
          </Button>
        ) : (
          <>
            <Button type="primary" onClick={onWithout}>
              去掉这个条件
            </Button>
            <Button onClick={onAll}>清除全部</Button>
          </>
        )
      }
    >
      条件：{words.join("，")}。
      {value ? (
        <>
          去掉“{words.at(-1)}”{inVain ? "也没有" : `有 ${many}`}。
        </>
      ) : null}
    </EmptyState>
  );
}

/** 公开信息: facets left, the list in the centre, the current item at the right. Nothing here approves anything. */
export function ItemsScreen() {
  const navigate = useNavigate();
  const session = useSession();
  const today = useToday();
  const [query, setQuery] = useSearchParams();
  const store = useItemsStore();
  const { filter, rows, error, facets, currentId, selected, next, setFilter, toggleSelected } = store;
  const { preferences, load } = useListPreferences();
  const startImport = useImportStore((state) => state.start);
  const [words, setWords] = useState(filter.titleContains);
  const finder = useRef<InputRef>(null);
  const mayCreate = hasRole(session, ["drafter", "disclosureOffice"]);
  const creating = query.get("new") === "1" && mayCreate;

  useFilterInAddress({
    written: writeFilter(filter).toString(),
    now: written,
    take: takeFromAddress,
    others: besideTheFilter,
  });
  usePreview();
  useEffect(() => load(session.accountId), [load, session.accountId]);
  useCoreChanges(["items", "reviews", "publications"], () => void store.reread());

  const setCreating = (open: boolean) => {
    const changed = writeFilter(filter);
    if (open) changed.set("new", "1");
    setQuery(changed, { replace: true });
  };
  const openItem = useCallback((itemId: string) => void navigate(addresses.item(itemId)), [navigate]);

  // The words looked for take effect a moment after the last key.
  useEffect(() => {
    const timer = setTimeout(() => {
      const { filter: current, setFilter } = useItemsStore.getState();
      if (current.titleContains !== words.trim()) setFilter({ ...current, titleContains: words.trim() });
    }, 200);
    return () => clearTimeout(timer);
  }, [words]);

  useCommand("list.find", () => finder.current?.focus());
  useCommand("list.refresh", () => void store.reread());
  useCommand(
    "list.open",
    () => {
      if (currentId) openItem(currentId);
    },
    currentId ? {} : { disabledReason: "先选一行" },
  );

  const columns = useMemo(
    () =>
      itemColumns({
        today,
        filter,
        preferences,
        isSelected: (itemId) => selected.has(itemId),
        onSort: (sort) => setFilter({ ...filter, sort }),
        onSelect: toggleSelected,
      }),
    [today, filter, preferences, selected, setFilter, toggleSelected],
  );
  const total = facets ? countFromFacets(filter, facets) : undefined;
  const known = total ?? (next === undefined ? rows?.length : undefined);
  const chosen = rows?.filter((row) => selected.has(row.itemId)) ?? [];
  const onCurrent = useCallback((row: ItemRow) => useItemsStore.getState().setCurrent(row.itemId), []);
  const onMore = useCallback(() => void useItemsStore.getState().readMore(), []);

  return (
    <FileDrop
      className="view items"
      words="松手即导入；带密级标志的文件会被拒收"
      onFiles={(files) => {
        if (mayCreate) void startImport(files);
      }}
    >
      <header className="view__head items__head">
        <h1>公开信息</h1>
        <span className="view__remark">
          {facets
            ? `在办 ${groupedNumber((facets.state["drafting"] ?? 0) + (facets.state["underReview"] ?? 0) + (facets.state["returned"] ?? 0) + (facets.state["approved"] ?? 0))} 件，全部 ${groupedNumber(facets.total)} 件`
            : null}
        </span>
        {mayCreate ? (
          <span className="view__tools">
            <FileButton onFiles={(files) => void startImport(files)}>导入文件</FileButton>
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setCreating(true)}>
              新建公开事项
              <ButtonKey command="app.newItem" />
            </Button>
          </span>
        ) : null}
      </header>
      <div className="items__body">
        <FacetColumn />
        <section className="items__centre" aria-label="事项列表" data-pane="list">
          <div className="items__bar">
            <Input
              ref={finder}
              className="items__find"
              value={words}
              allowClear={clearing}
              prefix={<Icon name="search" size={14} />}
              placeholder="在结果中查找"
              aria-label="在结果中查找标题"
              onChange={(event) => setWords(event.target.value)}
            />
            <span className="items__chips">
              {filterChips(filter).map((chip) => (
                <button
                  key={chip.key}
                  type="button"
                  className="filter-chip"
                  aria-label={`去掉条件：${chip.label}`}
                  onClick={() => {
                    if (chip.key === "title") setWords("");
                    store.setFilter(chip.without);
                  }}
                >
                  {chip.label}
                  <Icon name="cross" size={11} />
                </button>
              ))}
            </span>
            <ListTools />
          </div>
          {chosen.length > 0 ? <SelectionBar rows={chosen} onClear={store.clearSelected} /> : null}
          {error ? (
            <div style={{ padding: 12 }}>
              <ErrorPanel error={error} about="列表没有取出来" onRetry={() => void store.reread()} />
            </div>
          ) : null}
          <div className="items__table">
            {rows ? (
              <VirtualTable
                label="公开信息列表"
                rows={rows}
                total={known}
                columns={columns}
                rowKey={keyOf}
                rowHeight={densities[preferences.density].rowHeight}
                currentKey={currentId}
                selectedKeys={selected}
                onCurrent={onCurrent}
                onOpen={(row) => openItem(row.itemId)}
                onSelect={(row) => store.toggleSelected(row.itemId)}
                onEndReached={onMore}
                takesFocus
                empty={
                  <EmptyList
                    filter={filter}
                    mayCreate={mayCreate}
                    onCreate={() => setCreating(true)}
                    onImport={(files) => void startImport(files)}
                    onFilter={(wanted) => {
                      setWords(wanted.titleContains);
                      setFilter(wanted);
                    }}
                  />
                }
                footer={
                  <span className="hint-row">
                    <KeyHint commands={["list.select"]} words="选中" />
                    <KeyHint commands={["list.open"]} words="打开" />
                    <KeyHint commands={["list.find"]} words="查找" />
                  </span>
                }
              />
            ) : error ? null : (
              <LoadingRows rows={16} rowHeight={36} label="正在取出公开信息" />
            )}
          </div>
        </section>
        <ItemPreview today={today} onOpen={openItem} />
      </div>
      <NewItemDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(itemId) => openItem(itemId)}
      />
      <ImportDialog />
    </FileDrop>
  );
}
