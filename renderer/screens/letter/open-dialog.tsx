import type { LetterView } from "../../../shared/contract/applications.ts";
import type { FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import { eachRun, type LetterModel, type StatutoryRun } from "../../../shared/domain/letters/letter-model.ts";
import { showToast } from "../../components/toast/toast-store.ts";
import { ServiceDialog, SignDialog, UnlockDialog, VoidDialog } from "./letter-dialogs.tsx";
import { FindReplaceDialog } from "./find-replace-dialog.tsx";
import { useLetterStore } from "./letter-store.ts";

/** Which dialog of a letter is open. */
export type LetterDialog =
  | { readonly kind: "unlock"; readonly clauseId: string }
  | { readonly kind: "findReplace" }
  | { readonly kind: "sign" }
  | { readonly kind: "serve" }
  | { readonly kind: "void" };

function clauseOf(model: LetterModel, clauseId: string): StatutoryRun | undefined {
  for (const { run } of eachRun(model)) if (run.kind === "statutory" && run.clauseId === clauseId) return run;
  return undefined;
}

/** The dialogs of a letter, one at a time. */
export function LetterDialogs({
  view,
  model,
  dialog,
  onField,
  onRestore,
  onClose,
}: {
  readonly view: LetterView;
  readonly model: LetterModel;
  readonly dialog: LetterDialog | undefined;
  readonly onField: (name: FieldName) => void;
  /** Puts the words of the law back into a clause. */
  readonly onRestore: (clauseId: string) => void;
  readonly onClose: () => void;
}) {
  const store = useLetterStore();
  const clause = dialog?.kind === "unlock" ? clauseOf(model, dialog.clauseId) : undefined;
  return (
    <>
      {dialog?.kind === "findReplace" && (
        <FindReplaceDialog draft={store.draft} onChange={store.change} onField={onField} onClose={onClose} />
      )}
      {clause && (
        <UnlockDialog
          clause={clause}
          onUnlock={(unlocked) =>
            store.change((draft) => ({
              ...draft,
              unlocked: { ...draft.unlocked, [clause.clauseId]: unlocked },
            }))
          }
          onRestore={() => onRestore(clause.clauseId)}
          onClose={onClose}
        />
      )}
      {dialog?.kind === "sign" && (
        <SignDialog
          view={view}
          busy={store.busy}
          onSign={async (passphrase) => {
            const error = await store.sign(passphrase);
            if (!error) showToast("已签发，文号已取");
            return error;
          }}
          onClose={onClose}
        />
      )}
      {dialog?.kind === "serve" && (
        <ServiceDialog
          view={view}
          busy={store.busy}
          onServe={async (input) => {
            const error = await store.serve(input);
            if (!error) showToast("已登记送达");
            return error;
          }}
          onClose={onClose}
        />
      )}
      {dialog?.kind === "void" && (
        <VoidDialog view={view} busy={store.busy} onVoid={store.voidNumber} onClose={onClose} />
      )}
    </>
  );
}
