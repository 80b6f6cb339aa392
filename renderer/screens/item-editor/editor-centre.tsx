import type { Command, EditorState } from "prosemirror-state";
import { useMemo, useRef, useState } from "react";

import type { ItemView } from "../../../shared/contract/items.ts";
import { countDocumentCharacters } from "../../../shared/domain/item/character-count.ts";
import {
  DocumentEditor,
  type DocumentEditorHandle,
} from "../../components/document-editor/document-editor.tsx";
import { FormatBar } from "../../components/document-editor/format-bar.tsx";
import { FindingsOnPaper } from "../../components/findings/findings-on-paper.tsx";
import { currentFinding } from "../../components/findings/findings-reducer.ts";
import { TickStrip } from "../../components/findings/tick-strip.tsx";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { groupedNumber } from "../../wording/numbers.ts";
import { isUnsaved } from "./draft-saving.ts";
import { useItemEditorStore } from "./item-editor-store.ts";

const wantedWidthPx = 652;

/** The page in the centre: an editor while the text may be changed, the page with its findings otherwise. */
export function EditorCentre({ item, editable }: { readonly item: ItemView; readonly editable: boolean }) {
  const pane = useRef<HTMLDivElement>(null);
  const handle = useRef<DocumentEditorHandle | undefined>(undefined);
  const [editorState, setEditorState] = useState<EditorState>();
  const width = usePaperWidth(pane, wantedWidthPx);
  const draft = useItemEditorStore((state) => state.draft);
  const textVersion = useItemEditorStore((state) => state.textVersion);
  const draftSeq = useItemEditorStore((state) => state.draftSeq);
  const saving = useItemEditorStore((state) => state.saving);
  const findingsState = useItemEditorStore((state) => state.findings);
  const edit = useItemEditorStore((state) => state.edit);
  const showTab = useItemEditorStore((state) => state.showTab);
  const dispatchFindings = useItemEditorStore((state) => state.dispatchFindings);
  const addAttachments = useItemEditorStore((state) => state.addAttachments);

  const document = draft?.document ?? item.document;
  const characters = useMemo(() => countDocumentCharacters(document).characters, [document]);
  // Marks are drawn only for the text they were found in; while typing, the last ones move along.
  const settled = item.draftSeq === draftSeq && !isUnsaved(saving) && item.screening === "done";
  const current = currentFinding(findingsState, item.findings);
  const open = useMemo(
    () =>
      (findingId: string): void => {
        dispatchFindings({ type: "opened", findingId });
        showTab("findings");
      },
    [dispatchFindings, showTab],
  );
  const run = (command: Command) => {
    const view = handle.current?.view;
    if (!view) return;
    command(view.state, view.dispatch.bind(view), view);
    view.focus();
  };

  return (
    <section className="editor__centre" aria-label="正文" data-pane="paper">
      {editable ? (
        <FormatBar state={editorState} run={run} remark={`${groupedNumber(characters)} 字`} />
      ) : (
        <div className="format-bar">
          <span className="ink-2">只看，不能改</span>
          <span className="format-bar__count">{groupedNumber(characters)} 字</span>
        </div>
      )}
      <div className="editor__paper-row">
        <ScrollRegion className="editor__desk" ref={pane} label="稿纸">
          {editable ? (
            <DocumentEditor
              key={`${item.itemId} ${textVersion}`}
              document={document}
              findings={settled ? item.findings : undefined}
              currentFindingId={current?.findingId}
              width={width}
              label="正文"
              handle={handle}
              onChange={(changed) => edit({ document: changed })}
              onState={setEditorState}
              onOpenFinding={open}
              onFiles={(files) => void addAttachments(files)}
            />
          ) : (
            <FindingsOnPaper
              document={item.document}
              findings={item.findings}
              currentId={current?.findingId}
              onOpen={open}
              width={width}
              label={item.metadata.title}
            />
          )}
        </ScrollRegion>
        <TickStrip pane={pane} findings={item.findings} currentId={current?.findingId} onOpen={open} />
      </div>
    </section>
  );
}
