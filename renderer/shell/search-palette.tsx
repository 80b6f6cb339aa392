import { Input, Modal, type InputRef } from "antd";
import { Fragment, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";

import type { SearchAnswer, SearchHit } from "../../shared/contract/desk.ts";
import { businessRoles } from "../../shared/domain/access/roles.ts";
import { withFilterTurned } from "../../shared/domain/search/parse-query.ts";
import { useCommandRegistry } from "../commands/command-registry.ts";
import { declarationOf } from "../commands/command-table.ts";
import { Icon, type IconName } from "../components/icon/icon.tsx";
import type { SoughtState } from "../components/paper/use-sought-passage.ts";
import { KeyHint } from "../components/key-hint/key-hint.tsx";
import { call, type CallError } from "../core-client/core-client.ts";
import { hasRole, useSession } from "../session/session-store.ts";
import type { WordState } from "../screens/everyday-words/word-state.ts";
import { addresses } from "./addresses.ts";
import { navigationFor } from "./navigation.ts";
import { PaletteFacets } from "./palette-facets.tsx";
import { paletteFacets, paletteRows, type PaletteRow } from "./palette-model.ts";
import { PaletteState } from "./palette-state.tsx";
import { runCommand } from "./run-command.ts";
import { useShellStore } from "./shell-store.ts";
import "./search-palette.css";

const waitMs = 120;

const kindWords: Readonly<Record<SearchHit["kind"], { readonly label: string; readonly icon: IconName }>> = {
  item: { label: "公开信息", icon: "document" },
  application: { label: "申请", icon: "tray" },
  letter: { label: "文书", icon: "template" },
  publication: { label: "已公开", icon: "globe" },
};

/** The page opens at the passage; what was found by its title alone begins at its beginning. */
const soughtIn = ({ passages: [passage] }: SearchHit): SoughtState | undefined =>
  passage === undefined ? undefined : { passage };

/** Asks the core a moment after the last keystroke; an answer to an older question is dropped. */
function useSearch(query: string) {
  const [answer, setAnswer] = useState<SearchAnswer>();
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    const wanted = query.trim();
    let current = true;
    const ask = async () => {
      if (wanted === "") {
        setAnswer(undefined);
        setError(undefined);
        return;
      }
      const found = await call("desk.search", { query: wanted, limit: 20 });
      if (!current) return;
      setAnswer(found.ok ? found.value : undefined);
      setError(found.ok ? undefined : found.error);
    };
    const timer = setTimeout(() => void ask(), wanted === "" ? 0 : waitMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query]);
  return { answer, error };
}

/** Words to look for, asked for at once: they are there before what is found. */
function useSuggestions(query: string): readonly string[] {
  const [suggested, setSuggested] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const found = query.trim() === "" ? undefined : await call("desk.suggest", { query });
      if (current) setSuggested(found?.ok ? found.value.suggestions : []);
    };
    void ask();
    return () => {
      current = false;
    };
  }, [query]);
  return suggested;
}

function RowContent({ row }: { readonly row: PaletteRow }) {
  if (row.kind === "hit")
    return (
      <>
        <Icon name={kindWords[row.hit.kind].icon} />
        <span className="palette__text">
          <span className="one-line">{row.hit.title}</span>
          {row.hit.snippet && row.hit.snippet !== row.hit.title ? (
            <span className="palette__snippet one-line">{row.hit.snippet}</span>
          ) : null}
        </span>
        <span className="palette__kind">{kindWords[row.hit.kind].label}</span>
      </>
    );
  if (row.kind === "view")
    return (
      <>
        <Icon name={row.entry.icon} />
        <span className="palette__text">{row.entry.label}</span>
        <span className="palette__kind">去</span>
      </>
    );
  return (
    <>
      <Icon name="arrowRight" />
      <span className={`palette__text ${row.disabledReason ? "ink-3" : ""}`}>
        {declarationOf(row.id).label}
        {row.disabledReason ? <span className="text-12"> {row.disabledReason}</span> : null}
      </span>
      <KeyHint commands={[row.id]} />
    </>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const session = useSession();
  const active = useCommandRegistry((state) => state.active);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const field = useRef<InputRef>(null);
  const listId = useId();
  const { answer, error } = useSearch(query);
  const suggested = useSuggestions(query);
  const rows = useMemo(
    () => paletteRows(query, answer, navigationFor(session.roles), active),
    [query, answer, session.roles, active],
  );
  const facets = useMemo(() => (answer ? paletteFacets(query, answer) : []), [query, answer]);
  const ask = (wanted: string) => {
    setQuery(wanted);
    setChosen(0);
    field.current?.focus();
  };
  const index = Math.min(chosen, rows.length - 1);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: "nearest" });
  }, [index, listId]);

  const take = (row: PaletteRow) => {
    if (row.kind === "command" && row.disabledReason !== undefined) return;
    onClose();
    if (row.kind === "hit") void navigate(row.hit.address, { state: soughtIn(row.hit) });
    else if (row.kind === "view") void navigate(row.entry.address);
    else setTimeout(() => runCommand(row.id), 0);
  };
  const explain = (everyday: string) => {
    onClose();
    void navigate(addresses.everydayWords, { state: { everyday } satisfies WordState });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const row = rows[index];
    if (event.key === "ArrowDown") setChosen((index + 1) % Math.max(1, rows.length));
    else if (event.key === "ArrowUp") setChosen((index - 1 + rows.length) % Math.max(1, rows.length));
    else if (event.key === "Enter" && row) take(row);
    else return;
    event.preventDefault();
  };

  return (
    <div className="palette">
      <Input
        ref={field}
        size="large"
        value={query}
        prefix={<Icon name="search" />}
        placeholder="标题、文号、申请人、编号，也可以输拼音或者命令"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={rows.length > 0 ? `${listId}-${index}` : undefined}
        aria-label="查找"
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteState
        query={query}
        answer={answer}
        error={error}
        suggested={suggested}
        onAsk={ask}
        onExplain={hasRole(session, businessRoles) ? explain : undefined}
      />
      <div className="palette__body">
        {answer?.total === 0 && rows.length === 0 && facets.length > 0 ? (
          <p className="palette__lost">没有内容同时符合这些条件。点一下右边打勾的条件，把它去掉。</p>
        ) : null}
        <div className="palette__list" id={listId} role="listbox" aria-label="查找结果">
          {rows.map((row, position) => (
            <Fragment key={row.key}>
              {row.kind === "hit" && row.heading !== undefined ? (
                <p className="palette__heading" role="presentation">
                  {row.heading}
                </p>
              ) : null}
              {/* The field above has the focus and the keys of the list. */}
              {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
              <div
                id={`${listId}-${position}`}
                role="option"
                aria-selected={position === index}
                className={`palette__row ${position === index ? "palette__row--chosen" : ""}`}
                onMouseMove={() => setChosen(position)}
                onClick={() => take(row)}
              >
                <RowContent row={row} />
              </div>
            </Fragment>
          ))}
        </div>
        {facets.length > 0 ? (
          <PaletteFacets
            groups={facets}
            countedOf={answer?.countedOf}
            onTurn={(filter) => ask(withFilterTurned(query, filter))}
          />
        ) : null}
      </div>
    </div>
  );
}

/** Ctrl+K: finds items, cases, letters and publications, opens views, runs commands. */
export function SearchPalette() {
  const open = useShellStore((state) => state.dialog === "search");
  const close = useShellStore((state) => state.close);
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      width={820}
      style={{ top: 72 }}
      destroyOnHidden
      title={<span className="spoken">查找</span>}
      rootClassName="palette-dialog"
    >
      <Palette onClose={close} />
    </Modal>
  );
}
