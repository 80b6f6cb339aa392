import { EditorView } from "prosemirror-view";
import { Selection, type EditorState } from "prosemirror-state";
import { useCallback, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { canHighlight, drawLines } from "../findings/line-highlights.ts";
import { PaperPage } from "../paper/paper-page.tsx";
import { createEditorState } from "./editor-setup.ts";
import { fromEditorDocument } from "./editor-document.ts";
import { showFindings } from "./finding-marks.ts";
import { beginningOf } from "./new-paper.ts";
import "../findings/findings.css";
import "./document-editor.css";

export interface DocumentEditorHandle {
  readonly view: EditorView;
}

/**
 * The editor on an A4 page: what is seen is what is printed. It holds the text while it is typed; `onChange` hands the
 * normal form over after every change, and the owner saves it through the core. Another text needs another editor: the owner gives it another `key`.
 */
export function DocumentEditor({
  document,
  title,
  findings,
  currentFindingId,
  width,
  label,
  handle,
  onChange,
  onState,
  onOpenFinding,
  onFiles,
}: {
  readonly document: StructuredDocument;
  /** What a paper begins with on which nothing is written. */
  readonly title: string;
  /** Of the text in the editor; undefined while they belong to an earlier text. */
  readonly findings: readonly FindingView[] | undefined;
  readonly currentFindingId: string | undefined;
  readonly width: number;
  readonly label: string;
  readonly handle?: Ref<DocumentEditorHandle | undefined>;
  readonly onChange: (document: StructuredDocument) => void;
  /** For the format bar: the state after every transaction. */
  readonly onState: (state: EditorState) => void;
  readonly onOpenFinding: (findingId: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ onChange, onState, onOpenFinding, onFiles, document, title });
  /** The title of a paper on which nothing was written yet. */
  const begun = useRef<string>(undefined);
  const [view, setView] = useState<EditorView>();
  useLayoutEffect(() => {
    latest.current = { onChange, onState, onOpenFinding, onFiles, document, title };
  });
  const stateOf = useCallback(
    (written: StructuredDocument) =>
      createEditorState(written, {
        onOpenFinding: (id) => latest.current.onOpenFinding(id),
        onFiles: (files) => latest.current.onFiles(files),
      }),
    [],
  );

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const beginning = beginningOf(latest.current.document, latest.current.title);
    begun.current = beginning && latest.current.title;
    const state = stateOf(beginning ?? latest.current.document);
    const made: EditorView = new EditorView(element, {
      state,
      attributes: {
        class: "document-editor__text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "data-pane-start": "true",
        spellcheck: "false",
      },
      dispatchTransaction: (transaction) => {
        const next = made.state.apply(transaction);
        const changed = transaction.docChanged ? fromEditorDocument(next.doc) : undefined;
        // A step that leads beyond the limits of a document is not taken.
        if (changed && !changed.ok) return;
        made.updateState(next);
        if (changed) begun.current = undefined;
        latest.current.onState(next);
        if (changed) latest.current.onChange(changed.value);
      },
    });
    setView(made);
    latest.current.onState(made.state);
    // A new paper begins where typing starts: under its title.
    if (beginning || made.state.doc.textContent === "") {
      made.dispatch(made.state.tr.setSelection(Selection.atEnd(made.state.doc)));
      made.focus();
    }
    return () => {
      setView(undefined);
      made.destroy();
    };
  }, [label, stateOf]);

  useLayoutEffect(() => {
    if (!view || begun.current === undefined || begun.current === title) return;
    begun.current = title;
    view.updateState(stateOf(beginningOf(latest.current.document, title) ?? latest.current.document));
    latest.current.onState(view.state);
  }, [view, title, stateOf]);

  useImperativeHandle(handle, () => (view ? { view } : undefined), [view]);

  useLayoutEffect(() => {
    if (!view || !findings) return undefined;
    view.dispatch(showFindings(view.state, { findings, currentId: currentFindingId }));
    if (!canHighlight()) return undefined;
    return drawLines([...globalThis.document.querySelectorAll(".findings-paper")]);
  }, [view, findings, currentFindingId]);

  return (
    <div className={`findings-paper document-editor ${canHighlight() ? "" : "findings-own-lines"}`}>
      <PaperPage width={width} label={label} numbers="none" continuous>
        <div ref={place} />
      </PaperPage>
    </div>
  );
}
