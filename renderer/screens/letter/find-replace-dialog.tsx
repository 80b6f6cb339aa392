import { Button, Input } from "antd";
import { useState } from "react";

import type { FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { Field } from "../../components/field/field.tsx";
import { findInDraft, replaceInDraft } from "./find-replace.ts";
import type { LetterDraft } from "./letter-draft.ts";

/** 查找和替换: in what was typed; each place can be replaced by itself, and Ctrl Z takes it back. */
export function FindReplaceDialog({
  draft,
  onChange,
  onField,
  onClose,
}: {
  readonly draft: LetterDraft;
  readonly onChange: (change: (draft: LetterDraft) => LetterDraft) => void;
  readonly onField: (name: FieldName) => void;
  readonly onClose: () => void;
}) {
  const [sought, setSought] = useState("");
  const [instead, setInstead] = useState("");
  const found = findInDraft(draft, sought);
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const replace = (only?: ReadonlySet<string>): void =>
    onChange((current) => replaceInDraft(current, sought, instead, only));
  return (
    <ActDialog
      title="查找和替换"
      act={total === 0 ? "全部替换" : `全部替换（${total}处）`}
      cancel="关闭"
      disabled={total === 0}
      onRun={() => replace()}
      onClose={onClose}
    >
      <div className="event-form" style={{ gridTemplateColumns: "minmax(0, 1fr)" }}>
        <Field label="查找" required hint="法定语句和案件字段不在其内">
          {(control) => (
            <Input
              {...control}
              data-first-field
              value={sought}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
        <Field label="替换为">
          {(control) => (
            <Input {...control} value={instead} onChange={(event) => setInstead(event.target.value)} />
          )}
        </Field>
      </div>
      <div aria-live="polite">
        {sought === "" ? null : total === 0 ? (
          <p className="ink-2">没有找到。</p>
        ) : (
          <ul className="letter-found">
            {found.map(({ name, label, count }) => (
              <li key={name}>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    onField(name);
                    onClose();
                  }}
                >
                  {label}
                </button>
                <span className="ink-2">{count} 处</span>
                <Button size="small" onClick={() => replace(new Set([name]))}>
                  替换
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </ActDialog>
  );
}
