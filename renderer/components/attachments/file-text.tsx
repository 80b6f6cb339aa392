import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";

import type { FileTextView, FindingView } from "../../../shared/contract/items.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { CurrentFindingContext, holdCurrentFinding } from "../findings/current-finding.ts";
import { findingMark, markElementId, type FindingDecoration } from "../findings/finding-decorations.tsx";
import { FindingGlyphBlock } from "../findings/finding-glyph.tsx";
import { glyphOfType, labelOfType } from "../findings/finding-words.ts";
import { isStandIn } from "../findings/listed-findings.ts";
import { DocumentView, type DecorationRenderer } from "../paper/document-view.tsx";
import type { TextDecoration } from "../paper/text-decorations.ts";
import { ErrorPanel } from "../states/error-panel.tsx";
import { LoadingRows } from "../states/loading-rows.tsx";
import { shownPassages, type MarkedPassage, type ShownPassage } from "./file-text-model.ts";
import "../findings/findings.css";
import "./file-text.css";

type Answer = { readonly text: FileTextView } | { readonly error: CallError };

/** Draws what it holds when that comes near the window: a list of thousands of rows is not drawn at once. */
function WhenNear({
  height,
  now,
  children,
}: {
  /** Before it is drawn, in pixels. */
  readonly height: number;
  /** It is drawn wherever it is. */
  readonly now: boolean;
  readonly children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (near || !element) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "400px 0px" },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [near]);
  const drawn = near || now;
  return (
    <div ref={place} style={drawn ? undefined : { height }}>
      {drawn ? children : null}
    </div>
  );
}

const LINE_HEIGHT = 28;

function FilePassage<D extends TextDecoration, P extends ShownPassage<D>>({
  shown,
  now,
  render,
}: {
  readonly shown: P;
  readonly now: boolean;
  readonly render: (passage: P) => DecorationRenderer<D>;
}) {
  const renderDecoration = useMemo(() => render(shown), [render, shown]);
  const { where, hidden } = shown.passage;
  return (
    <section
      className={`file-text__passage ${hidden ? "is-hidden" : ""}`}
      aria-label={shown.continued ? undefined : where}
    >
      {shown.continued ? null : (
        <h4 className="file-text__where">
          {where}
          {hidden ? (
            <span className="file-text__hidden">
              <FindingGlyphBlock glyph={glyphOfType(hidden)} /> {labelOfType(hidden)}，页面上看不到
            </span>
          ) : null}
        </h4>
      )}
      <WhenNear height={shown.lines * LINE_HEIGHT} now={now}>
        <div className="paper file-text__words">
          <DocumentView
            document={shown.document}
            decorations={shown.decorations}
            renderDecoration={renderDecoration}
          />
        </div>
      </WhenNear>
    </section>
  );
}

/** Draws a file passage by passage; what its page hides is named. */
export function FilePassages<D extends TextDecoration, P extends ShownPassage<D>>({
  text,
  shown,
  isNeeded = () => false,
  render,
}: {
  readonly text: FileTextView;
  readonly shown: readonly P[];
  /** Whether a piece is drawn though it is out of view: somebody is on the way there. */
  readonly isNeeded?: (passage: P) => boolean;
  readonly render: (passage: P) => DecorationRenderer<D>;
}) {
  return (
    <div className="file-text findings-own-lines">
      {text.passages.length === 0 ? <p className="ink-2">程序在这个文件里没有读到文字。</p> : null}
      {text.notes.map((note) => (
        <p key={note} className="text-soon">
          {note}
        </p>
      ))}
      {shown.map((passage, index) => (
        <FilePassage key={index} shown={passage} now={index === 0 || isNeeded(passage)} render={render} />
      ))}
      {text.cut ? <p className="text-soon">后面还有内容，此处不再列出，请另存后用本机软件看完。</p> : null}
    </div>
  );
}

/** Where a file is: with a draft or a revision of an item, or in a request from another machine. */
export type FileSource =
  | { readonly itemId: string; readonly attachmentId: string }
  | { readonly requestId: string; readonly position: number };

const readSource = async (source: FileSource) =>
  "itemId" in source
    ? await call("items.attachmentText", { ...source, copy: false })
    : await call("reviewRequests.fileText", source);

/** What tells one file from all others. */
const keyOf = (source: FileSource): string =>
  "itemId" in source ? source.attachmentId : `${source.requestId} ${source.position}`;

interface FileTextProps {
  readonly source: FileSource;
  /** Those of this file. */
  readonly findings: readonly FindingView[];
  readonly currentId?: string | undefined;
  readonly onOpen?: ((findingId: string) => void) | undefined;
}

function ReadFileText({
  source,
  findings,
  currentId,
  onOpen,
  onReadAgain,
}: FileTextProps & { readonly onReadAgain: () => void }) {
  // The key of this component: another file is another one of these.
  const [asked] = useState(source);
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      const read = await readSource(asked);
      if (!left) setAnswer(read.ok ? { text: read.value } : { error: read.error });
    };
    void ask();
    return () => {
      left = true;
    };
  }, [asked]);
  const text = answer && "text" in answer ? answer.text : undefined;
  const shown = useMemo(() => (text ? shownPassages(text.passages, findings) : []), [text, findings]);
  const render = useMemo(() => {
    const mark = findingMark(onOpen);
    return ({ first }: MarkedPassage): DecorationRenderer<FindingDecoration> =>
      (decoration, piece, begins, level) =>
        mark(decoration, piece, begins && first.has(decoration.id), level);
  }, [onOpen]);
  const [holder] = useState(holdCurrentFinding);
  useLayoutEffect(() => holder.set(currentId), [holder, currentId]);
  const isShown = text !== undefined;
  useEffect(() => {
    if (isShown && currentId !== undefined)
      // What is in view already stays where it is: somebody may just have clicked on it.
      document.getElementById(markElementId(currentId))?.scrollIntoView({ block: "nearest" });
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
      {findings.some(isStandIn) ? (
        <p className="text-soon">这个文件里的发现很多，内容里不逐处标出，请按发现清单逐处看。</p>
      ) : null}
      <FilePassages
        text={text}
        shown={shown}
        isNeeded={({ first }) => currentId !== undefined && first.has(currentId)}
        render={render}
      />
    </CurrentFindingContext>
  );
}

/**
 * What an attached file says, passage by passage, with what its page hides and the marks of its findings, as it was
 * attached.
 */
export function FileText(props: FileTextProps) {
  const [readings, setReadings] = useState(1);
  return (
    <ReadFileText
      key={`${keyOf(props.source)} ${readings}`}
      {...props}
      onReadAgain={() => setReadings(readings + 1)}
    />
  );
}
