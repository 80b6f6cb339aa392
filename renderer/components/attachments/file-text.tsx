import { useEffect, useLayoutEffect, useMemo, useState } from "react";

import type { FileTextView, FindingView } from "../../../shared/contract/items.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { CurrentFindingContext, holdCurrentFinding } from "../findings/current-finding.ts";
import { findingMark, markElementId, type FindingDecoration } from "../findings/finding-decorations.tsx";
import { FindingGlyphBlock } from "../findings/finding-glyph.tsx";
import { glyphOfType, labelOfType } from "../findings/finding-words.ts";
import { DocumentView, type DecorationRenderer } from "../paper/document-view.tsx";
import { ErrorPanel } from "../states/error-panel.tsx";
import { LoadingRows } from "../states/loading-rows.tsx";
import { shownPassages, type ShownPassage } from "./file-text-model.ts";
import "../findings/findings.css";
import "./file-text.css";

type Answer = { readonly text: FileTextView } | { readonly error: CallError };

function Passage({
  shown: { passage, document, decorations, first },
  onOpen,
}: {
  readonly shown: ShownPassage;
  readonly onOpen: ((findingId: string) => void) | undefined;
}) {
  const render = useMemo((): DecorationRenderer<FindingDecoration> => {
    const mark = findingMark(onOpen);
    return (decoration, piece, begins, level) =>
      mark(decoration, piece, begins && first.has(decoration.id), level);
  }, [onOpen, first]);
  const { where, hidden } = passage;
  return (
    <section className={`file-text__passage ${hidden ? "is-hidden" : ""}`} aria-label={where}>
      <h4 className="file-text__where">
        {where}
        {hidden ? (
          <span className="file-text__hidden">
            <FindingGlyphBlock glyph={glyphOfType(hidden)} /> {labelOfType(hidden)}，页面上看不到
          </span>
        ) : null}
      </h4>
      <div className="paper file-text__words">
        <DocumentView document={document} decorations={decorations} renderDecoration={render} />
      </div>
    </section>
  );
}

interface FileTextProps {
  readonly itemId: string;
  readonly attachmentId: string;
  readonly copy?: boolean;
  /** Those of this file. */
  readonly findings: readonly FindingView[];
  readonly currentId?: string | undefined;
  readonly onOpen?: ((findingId: string) => void) | undefined;
}

function ReadFileText({
  itemId,
  attachmentId,
  copy = false,
  findings,
  currentId,
  onOpen,
  onReadAgain,
}: FileTextProps & { readonly onReadAgain: () => void }) {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      const read = await call("items.attachmentText", { itemId, attachmentId, copy });
      if (!left) setAnswer(read.ok ? { text: read.value } : { error: read.error });
    };
    void ask();
    return () => {
      left = true;
    };
  }, [itemId, attachmentId, copy]);
  const text = answer && "text" in answer ? answer.text : undefined;
  const shown = useMemo(() => (text ? shownPassages(text.passages, findings) : []), [text, findings]);
  const [holder] = useState(holdCurrentFinding);
  useLayoutEffect(() => holder.set(currentId), [holder, currentId]);
  const isShown = text !== undefined;
  useEffect(() => {
    if (isShown && currentId !== undefined)
      document.getElementById(markElementId(currentId))?.scrollIntoView({ block: "center" });
  }, [isShown, currentId]);
  if (answer && "error" in answer)
    return (
      <ErrorPanel
        error={answer.error}
        about="附件的内容没有读出来"
        retryLabel="重新读取"
        onRetry={onReadAgain}
      />
    );
  if (!text) return <LoadingRows rows={6} label="正在读取附件的内容" />;
  return (
    <CurrentFindingContext value={holder}>
      <div className="file-text findings-own-lines">
        {text.passages.length === 0 ? <p className="ink-2">程序在这个文件里没有读到文字。</p> : null}
        {text.notes.map((note) => (
          <p key={note} className="text-soon">
            {note}
          </p>
        ))}
        {shown.map((each, index) => (
          <Passage key={index} shown={each} onOpen={onOpen} />
        ))}
        {text.cut ? <p className="text-soon">后面还有内容，此处不再列出，请另存后用本机软件看完。</p> : null}
      </div>
    </CurrentFindingContext>
  );
}

/**
 * What an attached file says, passage by passage, with what its page hides and the marks of its findings: of the file as it
 * was attached, or of the copy that goes out.
 */
export function FileText(props: FileTextProps) {
  const [readings, setReadings] = useState(1);
  return (
    <ReadFileText
      key={`${props.attachmentId} ${props.copy ?? false} ${readings}`}
      {...props}
      onReadAgain={() => setReadings(readings + 1)}
    />
  );
}
