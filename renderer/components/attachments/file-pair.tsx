import { useEffect, useMemo, useState } from "react";

import type { FileTextView } from "../../../shared/contract/items.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import type { DecorationRenderer } from "../paper/document-view.tsx";
import type { TextDecoration } from "../paper/text-decorations.ts";
import { ErrorPanel } from "../states/error-panel.tsx";
import { LoadingRows } from "../states/loading-rows.tsx";
import { passagesOfSide } from "./file-text-model.ts";
import { FilePassages } from "./file-text.tsx";

/** A file as it was attached and as its copy goes out. */
export interface FilePair {
  readonly attachmentId: string;
  readonly original?: FileTextView;
  readonly copy?: FileTextView;
  readonly error?: CallError;
  readonly readAgain: () => void;
}

/** Reads both sides of a file of a revision; nothing where none is asked for. */
export function useFilePair(itemId: string, attachmentId: string | undefined): FilePair | undefined {
  const [attempt, setAttempt] = useState(1);
  const [read, setRead] = useState<Omit<FilePair, "readAgain"> & { readonly attempt: number }>();
  useEffect(() => {
    if (attachmentId === undefined) return undefined;
    let left = false;
    const ask = async (): Promise<void> => {
      const [original, copy] = await Promise.all(
        [false, true].map(
          async (side) => await call("items.attachmentText", { itemId, attachmentId, copy: side }),
        ),
      );
      if (left || !original || !copy) return;
      if (!original.ok) setRead({ attachmentId, attempt, error: original.error });
      else if (!copy.ok) setRead({ attachmentId, attempt, error: copy.error });
      else setRead({ attachmentId, attempt, original: original.value, copy: copy.value });
    };
    void ask();
    return () => {
      left = true;
    };
  }, [itemId, attachmentId, attempt]);
  if (read?.attachmentId !== attachmentId || read?.attempt !== attempt) return undefined;
  return { ...read, readAgain: () => setAttempt(attempt + 1) };
}

const hatched: DecorationRenderer<TextDecoration> = (_passage, piece) => (
  <span className="find is-mask">{piece}</span>
);
const solid: DecorationRenderer<TextDecoration> = (_passage, piece) => (
  <span className="paper-mask">{piece}</span>
);
const renderers = { original: () => hatched, copy: () => solid } as const;

/** One side of a file: what is withheld hatched on the original, what stands instead solid on the copy. */
export function FileSide({
  pair,
  side,
}: {
  readonly pair: FilePair | undefined;
  readonly side: "original" | "copy";
}) {
  const { original, copy } = pair ?? {};
  const shown = useMemo(() => {
    if (!original || !copy) return undefined;
    const [own, other] = side === "original" ? [original, copy] : [copy, original];
    return { text: own, passages: passagesOfSide(own.passages, other.passages) };
  }, [original, copy, side]);
  if (pair?.error)
    return (
      <ErrorPanel
        error={pair.error}
        about="附件的内容没有读出来"
        retryLabel="重新读取"
        onRetry={pair.readAgain}
      />
    );
  if (!shown) return <LoadingRows rows={6} label="正在读取附件的内容" />;
  return <FilePassages text={shown.text} shown={shown.passages} render={renderers[side]} />;
}
