import { Select } from "antd";
import { useState } from "react";

import type { LedgerTaskView } from "../../../shared/contract/ledger.ts";
import { clearing } from "../../components/field/clearing.tsx";
import type { FieldControl } from "../../components/field/field.tsx";
import { useSettledWords } from "../../components/field/settled-words.ts";
import { useView } from "../../core-client/use-view.ts";

const offeredAtMost = 20;

/** Chooses what proves a task among what is public, by words of its title; the newest first. */
export function EvidenceChoice({
  control,
  value,
  onChange,
}: {
  readonly control: FieldControl;
  readonly value: LedgerTaskView["evidence"];
  readonly onChange: (evidence: LedgerTaskView["evidence"]) => void;
}) {
  const [typed, setTyped] = useState("");
  const words = useSettledWords(typed);
  const { value: found } = useView(
    "publications.list",
    {
      limit: offeredAtMost,
      state: ["inForce", "ending", "ended"],
      ...(words === "" ? {} : { titleContains: words }),
    },
    ["publications"],
  );
  const titles = new Map((found?.rows ?? []).map((row) => [row.itemId, row.title]));
  if (value && typed === "") titles.set(value.itemId, value.title);
  return (
    <Select
      {...control}
      allowClear={clearing}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value?.itemId ?? null}
      placeholder="按标题查找已公开的信息"
      notFoundContent="没有找到已公开的信息"
      options={[...titles].map(([itemId, title]) => ({ value: itemId, label: title }))}
      onChange={(itemId: string | null | undefined) => {
        setTyped("");
        onChange(itemId ? { itemId, title: titles.get(itemId) ?? value?.title ?? "" } : undefined);
      }}
    />
  );
}
