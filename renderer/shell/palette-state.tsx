import { Button } from "antd";
import type { ReactNode } from "react";

import type { SearchAnswer } from "../../shared/contract/desk.ts";
import type { CallError } from "../core-client/core-client.ts";
import { wordError } from "../core-client/error-wording.ts";
import { groupedNumber } from "../wording/numbers.ts";
import { hasFilter, onlyAsTyped, wordWithoutOfficial } from "./palette-model.ts";

const MOST_SUGGESTED = 8;
/** The core counts no further. */
const MOST_COUNTED = 50_000;

function Ask({ children, onClick }: { readonly children: ReactNode; readonly onClick: () => void }) {
  return (
    <Button type="link" size="small" onClick={onClick}>
      {children}
    </Button>
  );
}

interface Told {
  readonly query: string;
  readonly answer: SearchAnswer | undefined;
  readonly onAsk: (query: string) => void;
}

/** What the program did with the query, and how to have it as it was typed. */
function Explained({ query, answer, onAsk }: Told) {
  if (!answer) return null;
  return (
    <>
      {answer.explain
        .filter((line) => !line.startsWith("已扩展"))
        .map((line) => {
          const [told = "", instead] = line.split("，仍要搜索");
          return (
            <span key={line}>
              {told}。
              {instead === undefined ? null : (
                <Ask onClick={() => onAsk(`“${query.trim().replaceAll(/["“”]/gu, "")}”`)}>
                  仍要搜索“{query.trim()}”
                </Ask>
              )}
            </span>
          );
        })}
      {answer.expanded.length > 0 ? (
        <span>
          已扩展：
          {answer.expanded
            .map(({ from, to, isOwn }) => `${from} → ${to.join("、")}${isOwn ? "（本单位补充）" : ""}`)
            .join("；")}
          <Ask onClick={() => onAsk(onlyAsTyped(query, answer.expanded))}>只查原词</Ask>
        </span>
      ) : null}
    </>
  );
}

/** Words to look for: what may have been meant, then how what is typed may go on. */
function Suggested({ query, answer, suggested, onAsk }: Told & { readonly suggested: readonly string[] }) {
  const isLost = answer !== undefined && answer.total === 0;
  // Where a filter lets nothing through, how the word goes on helps nobody.
  const goingOn = isLost && hasFilter(query) ? [] : suggested;
  const words = [...new Set([...(answer?.suggestions ?? []), ...goingOn])]
    .filter((word) => word !== query.trim() && word !== answer?.corrected)
    .slice(0, MOST_SUGGESTED);
  if (words.length === 0) return null;
  return (
    <nav className="palette__suggested" aria-label={isLost ? "您是不是要找" : "推荐的词"}>
      <span>{isLost ? "您是不是要找：" : "推荐："}</span>
      {words.map((word) => (
        <Ask key={word} onClick={() => onAsk(word)}>
          {word}
        </Ask>
      ))}
    </nav>
  );
}

/**
 * Between the field and what was found: what was understood, how much was found, what else may be looked for; and where nothing was
 * found, how the word comes to its official wording.
 */
export function PaletteState({
  error,
  onExplain,
  ...told
}: Told & {
  readonly error: CallError | undefined;
  readonly suggested: readonly string[];
  /** Absent for whoever reads no content. */
  readonly onExplain: ((word: string) => void) | undefined;
}) {
  const word = onExplain && wordWithoutOfficial(told.query, told.answer);
  return (
    <>
      <p className="palette__state" aria-live="polite">
        {error ? <span className="text-law">{wordError(error).what}</span> : null}
        <Explained {...told} />
        {told.answer
          ? `找到 ${groupedNumber(told.answer.total)}${told.answer.total < MOST_COUNTED ? "" : "+"} 条`
          : null}
      </p>
      <Suggested {...told} />
      {word === undefined || !onExplain ? null : (
        <p className="palette__suggested">
          材料里多半用的是另一个词。
          <Ask onClick={() => onExplain(word)}>补充“{word}”的规范用语</Ask>
        </p>
      )}
    </>
  );
}
