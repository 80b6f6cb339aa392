import { Button } from "antd";

import { plainText } from "../../../shared/domain/item/plain-text.ts";
import { DifferenceLines } from "../../components/paper/difference-lines.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LeakProcedure } from "../items/leak-procedure.tsx";
import { useItemEditorStore } from "./item-editor-store.ts";

/** The store takes nothing, whatever is tried: the words can be taken out as a file. */
const cannotBeKept: ReadonlySet<string> = new Set([
  "disk-full",
  "internal",
  "store-read-only",
  "store-closed",
  "host-unreachable",
]);

/** The title stays out of the name of the file (V12). */
function exportText(): void {
  const draft = useItemEditorStore.getState().draft;
  if (!draft) return;
  saveFile({
    fileName: "没有保存的稿件.txt",
    mediaType: "text/plain;charset=utf-8",
    bytes: new TextEncoder().encode(plainText(draft.document)),
  });
}

/** What stands between the keys and the store when a save did not succeed: said where it happened, with the way out. */
export function SavingNotices() {
  const saving = useItemEditorStore((state) => state.saving);
  const conflict = useItemEditorStore((state) => state.conflict);
  const save = useItemEditorStore((state) => state.save);
  const takeStored = useItemEditorStore((state) => state.takeStored);
  const keepMine = useItemEditorStore((state) => state.keepMine);
  const actError = useItemEditorStore((state) => state.actError);
  const clearActError = useItemEditorStore((state) => state.clearActError);
  const mark = saving.error?.facts?.["mark"];
  return (
    <>
      {conflict ? (
        <Notice kind="soon" title="这份稿件在别处保存过，两份都在，没有覆盖">
          <p>下面是屏幕上的与库里最新一份的差异，请定以哪份为准。</p>
          <div className="editor__conflict">
            <DifferenceLines difference={conflict.difference} />
          </div>
          <div className="editor__conflict-acts">
            <Button size="small" type="primary" onClick={() => void keepMine()}>
              以屏幕上的为准，再存一次
            </Button>
            <Button size="small" onClick={takeStored}>
              换成库里最新的
            </Button>
          </div>
        </Notice>
      ) : saving.error?.code === "secret-mark" ? (
        <LeakProcedure mark={typeof mark === "string" ? mark : undefined} />
      ) : saving.error ? (
        <ErrorPanel
          error={saving.error}
          about="没有保存"
          onRetry={() => void save()}
          actions={
            cannotBeKept.has(saving.error.code) ? (
              <Button size="small" onClick={exportText}>
                导出这份文字
              </Button>
            ) : undefined
          }
        />
      ) : null}
      {actError?.code === "secret-mark" ? (
        <LeakProcedure
          mark={typeof actError.facts?.["mark"] === "string" ? actError.facts["mark"] : undefined}
        />
      ) : actError ? (
        <ErrorPanel
          error={actError}
          actions={
            <Button size="small" onClick={clearActError}>
              知道了
            </Button>
          }
        />
      ) : null}
    </>
  );
}
