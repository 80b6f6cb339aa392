import { Button, Input } from "antd";
import { useState } from "react";

import type { OwnWordRow } from "../../../shared/contract/everyday-words.ts";
import type { WordPair } from "../../../shared/domain/search/everyday-words.ts";
import { foldForSearch } from "../../../shared/domain/search/fold.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import { AddWord } from "./add-word.tsx";
import "../../components/plain-table/plain-table.css";
import "./everyday-words.css";

const directions: Readonly<Record<WordPair["direction"], string>> = {
  toOfficial: "只从说法查规范用语",
  both: "两边互查",
};

/** The rows that hold what was typed, in either word. */
function withWords<Row extends WordPair>(rows: readonly Row[], words: string): readonly Row[] {
  const sought = foldForSearch(words.trim());
  return sought === ""
    ? rows
    : rows.filter(({ everyday, official }) =>
        [everyday, official].some((word) => foldForSearch(word).includes(sought)),
      );
}

const countRemark = (shown: number, all: number): string =>
  shown === all ? `${all} 条` : `${all} 条中的 ${shown} 条`;

function OwnWords({
  rows,
  all,
  onTakeBack,
}: {
  readonly rows: readonly OwnWordRow[];
  readonly all: number;
  readonly onTakeBack: (row: OwnWordRow) => void;
}) {
  const today = useToday();
  const mayTakeBack = rows.some((row) => row.mayTakeBack);
  return (
    <Panel title="本单位补充的" remark={countRemark(rows.length, all)} flush>
      {rows.length === 0 ? (
        <EmptyState title={all === 0 ? "还没有补充过" : "没有符合的"}>
          {all === 0
            ? "查不到时，多半是材料里用的是另一个词。在上面补充一条，下次就查得到。"
            : "换一个词再找，或者在上面补充一条。"}
        </EmptyState>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th className="everyday-words__word">平时的说法</th>
              <th className="everyday-words__official">规范用语</th>
              <th className="everyday-words__direction">怎样查</th>
              <th>补充人和时间</th>
              {mayTakeBack ? <th className="is-narrow">办理</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.wordId}>
                <td>{row.everyday}</td>
                <td>
                  {row.official} {row.isNowhere ? <Tag kind="soon">库里还没有这个词</Tag> : null}
                </td>
                <td className="text-13">{directions[row.direction]}</td>
                <td className="text-13">
                  {row.addedBy}，{listTime(row.addedAt, today)}
                </td>
                {mayTakeBack ? (
                  <td>
                    {row.mayTakeBack ? (
                      <Button
                        size="small"
                        aria-label={`去掉：${row.everyday}`}
                        onClick={() => onTakeBack(row)}
                      >
                        去掉
                      </Button>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function ShippedWords({ rows, all }: { readonly rows: readonly WordPair[]; readonly all: number }) {
  return (
    <Panel title="程序自带的" remark={`${countRemark(rows.length, all)}，随程序更新，不在这里修改`} flush>
      {rows.length === 0 ? (
        <EmptyState title="没有符合的">换一个词再找，或者在上面补充一条。</EmptyState>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th className="everyday-words__word">平时的说法</th>
              <th className="everyday-words__official">规范用语</th>
              <th className="everyday-words__direction">怎样查</th>
              <th>领域</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.everyday}>
                <td>{row.everyday}</td>
                <td>{row.official}</td>
                <td className="text-13">{directions[row.direction]}</td>
                <td className="text-13">{row.field}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** 通俗用语: which everyday words a search takes for official ones, and the department's own among them (domain/search.md §8). */
export function EverydayWordsScreen() {
  const { value, error, reload } = useView("everydayWords.list", {}, ["words"]);
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const takeBack = async ({ wordId, everyday }: OwnWordRow): Promise<void> => {
    const answer = await call("everydayWords.takeBack", { wordId });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(`“${everyday}”已去掉，需要时可以再补充`);
    await reload();
  };
  return (
    <div className="page everyday-words">
      <header className="page__head">
        <h1>通俗用语</h1>
        <span className="page__remark">
          查平时的说法，也查得到用规范用语写的材料；结果里写明“已扩展”，可以只查原词
        </span>
      </header>
      <AddWord />
      {problem ? <ErrorPanel error={problem} about="没有去掉" /> : null}
      {error ? (
        <ErrorPanel error={error} about="通俗用语没有取出来" onRetry={() => void reload()} />
      ) : value ? (
        <>
          <Input
            className="everyday-words__find"
            allowClear
            prefix={<Icon name="search" />}
            aria-label="在通俗用语里找"
            placeholder="在下面的用语里找"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <OwnWords
            rows={withWords(value.own, words)}
            all={value.own.length}
            onTakeBack={(row) => void takeBack(row)}
          />
          <ShippedWords rows={withWords(value.shipped, words)} all={value.shipped.length} />
        </>
      ) : (
        <LoadingRows rows={12} label="正在取出通俗用语" />
      )}
    </div>
  );
}
