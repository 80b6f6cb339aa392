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
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { TickStrip } from "../../components/findings/tick-strip.tsx";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { useSoughtPassage } from "../../components/paper/use-sought-passage.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { groupedNumber } from "../../wording/numbers.ts";
import { applyMasks } from "../../../shared/domain/item/release-document.ts";
import { draftMasks } from "../../../shared/domain/item/draft-masks.ts";
import { ReleasePaper } from "../../components/paper/release-paper.tsx";
import { useCommand } from "../../commands/use-command.ts";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { isUnsaved } from "./draft-saving.ts";
import { useItemEditorStore } from "./item-editor-store.ts";

const wantedWidthPx = 652;

/** The page as it would go out with the answers given so far, beside the original. */
function ReleasePreview({ item, settled }: { readonly item: ItemView; readonly settled: boolean }) {
  const pane = useRef<HTMLDivElement>(null);
  const width = usePaperWidth(pane, wantedWidthPx);
  const release = useMemo(
    () => applyMasks(item.document, draftMasks(item.findings)),
    [item.document, item.findings],
  );
  const open = everyFinding(item).filter((finding) => !finding.answer).length;
  return (
    <ScrollRegion className="editor__desk editor__release" ref={pane} label="公开件">
      <p className="editor__release-head" role="status">
        公开件（送审时照此固定）
        {settled ? "" : "，刚才的改动检查完后更新"}
        {open > 0 ? `，还有 ${open} 处发现未处理` : ""}
      </p>
      <ReleasePaper original={item.document} release={release} width={width} label="公开件" />
    </ScrollRegion>
  );
}

/** The page in the centre: an editor while the text may be changed, the page with its findings otherwise. */
export function EditorCentre({ item, editable }: { readonly item: ItemView; readonly editable: boolean }) {
  const pane = useRef<HTMLDivElement>(null);
  useSoughtPassage(pane);
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
  const current = currentFinding(findingsState, everyFinding(item));
  const open = useMemo(
    () =>
      (findingId: string): void => {
        dispatchFindings({ type: "opened", findingId });
        showTab("findings");
      },
    [dispatchFindings, showTab],
  );
  const [showsRelease, setShowsRelease] = useState(false);
  useCommand("editor.preview", () => setShowsRelease((shown) => !shown));
  const run = (command: Command) => {
    const view = handle.current?.view;
    if (!view) return;
    command(view.state, view.dispatch.bind(view), view);
    view.focus();
  };

  return (
    <section className="editor__centre" aria-label="正文" data-pane="paper">
      <div className="editor__bar">
        {editable ? (
          <FormatBar state={editorState} run={run} remark={`${groupedNumber(characters)} 字`} />
        ) : (
          <div className="format-bar">
            <span className="ink-2">只看，不能改</span>
            <span className="format-bar__count">{groupedNumber(characters)} 字</span>
          </div>
        )}
        <button
          type="button"
          className="find-filter"
          aria-pressed={showsRelease}
          onClick={() => setShowsRelease((shown) => !shown)}
        >
          对照公开件 <ButtonKey command="editor.preview" />
        </button>
      </div>
      <div className="editor__paper-row">
        <ScrollRegion className="editor__desk" ref={pane} label="稿纸">
          {editable ? (
            <DocumentEditor
              key={`${item.itemId} ${textVersion}`}
              document={document}
              title={draft?.metadata.title ?? item.metadata.title}
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
        {showsRelease ? <ReleasePreview item={item} settled={settled || !editable} /> : null}
        <TickStrip pane={pane} findings={item.findings} currentId={current?.findingId} onOpen={open} />
      </div>
    </section>
  );
}
