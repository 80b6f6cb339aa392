import { Button, Input, Modal, Select } from "antd";
import { useState, type FormEvent } from "react";

import { itemKinds, type ItemKind } from "../../../shared/domain/item/item-kinds.ts";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";

const kinds = (Object.keys(itemKinds) as ItemKind[])
  // Answers to applicants begin in their case, not here.
  .filter((kind) => kind !== "letter")
  .map((kind) => ({ value: kind, label: itemKinds[kind] }));

function NewItemForm({ onCreated }: { readonly onCreated: (itemId: string) => void }) {
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<ItemKind>("publicNotice");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === "" || busy) return;
    setBusy(true);
    const answer = await call("items.create", { title: title.trim(), kind });
    setBusy(false);
    if (answer.ok) onCreated(answer.value.itemId);
    else setError(answer.error);
  };
  return (
    <form onSubmit={(event) => void submit(event)} style={{ display: "grid", gap: 12 }}>
      <Field label="标题" required>
        {(control) => (
          <Input
            {...control}
            value={title}
            maxLength={400}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="信息种类" required>
        {({ id }) => (
          <Select<ItemKind> id={id} value={kind} options={kinds} onChange={setKind} aria-label="信息种类" />
        )}
      </Field>
      {error ? <ErrorPanel error={error} about="没有建成" /> : null}
      <div className="act-row">
        <Button type="primary" htmlType="submit" disabled={title.trim() === ""} loading={busy}>
          建好并打开
        </Button>
        <Missing of={{ 标题: title.trim() === "" }} />
      </div>
    </form>
  );
}

export function NewItemDialog({
  open,
  onClose,
  onCreated,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated: (itemId: string) => void;
}) {
  return (
    <Modal title="新建公开事项" open={open} onCancel={onClose} footer={null} width={520} destroyOnHidden>
      <NewItemForm onCreated={onCreated} />
    </Modal>
  );
}
