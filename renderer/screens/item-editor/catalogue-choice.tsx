import { Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import {
  catalogueLinkWords,
  type CatalogueNotice,
} from "../../../shared/domain/publication/catalogue-link.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Field } from "../../components/field/field.tsx";
import { useSettledWords } from "../../components/field/settled-words.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { catalogueNoticeWords } from "../../wording/catalogue.ts";

/** 目录事项: which item of the catalogue the paper belongs to, looked for by its code or its levels. */
export function CatalogueChoice({
  value,
  editable,
  notice,
  onChange,
}: {
  readonly value: string;
  readonly editable: boolean;
  readonly notice: CatalogueNotice | undefined;
  readonly onChange: (catalogueItem: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const words = useSettledWords(typed);
  const { value: found } = useView("catalogue.choices", { words, chosen: value }, ["catalogue"]);
  const chosen = found?.chosen;
  const renamed = chosen && catalogueLinkWords(chosen) !== value ? catalogueLinkWords(chosen) : undefined;
  return (
    <Field
      label="目录事项"
      wide
      hint={
        notice ? (
          <span className="text-soon">{catalogueNoticeWords(notice)}</span>
        ) : chosen ? (
          <Link to={addresses.catalogueItem(chosen.itemId)}>
            在目录中看：{chosen.level1}
            {renamed ? `，现在叫“${renamed}”` : ""}
          </Link>
        ) : undefined
      }
    >
      {(control) => (
        <Select<string>
          {...control}
          disabled={!editable}
          allowClear={clearing}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          value={value === "" ? null : value}
          placeholder="按编码或者名称查找"
          notFoundContent={
            found && typed.trim() === "" ? "目录里还没有在用的事项，由政务公开机构编制" : "没有找到在用的事项"
          }
          options={(found?.rows ?? []).map((row) => ({
            value: catalogueLinkWords(row),
            label: catalogueLinkWords(row),
            title: row.level1,
          }))}
          onChange={(next: string | null | undefined) => {
            setTyped("");
            onChange(next ?? "");
          }}
        />
      )}
    </Field>
  );
}
