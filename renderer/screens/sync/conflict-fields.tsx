import { Radio } from "antd";

import type { ConflictView } from "../../../shared/contract/sync.ts";
import { mergeFields, type MergeField } from "../../../shared/domain/item/merge-fields.ts";

export type FieldChoices = Readonly<Partial<Record<MergeField, "mine" | "theirs">>>;

/** What both versions say beside the text and differs; each asks for a choice. */
export function ConflictFields({
  rows,
  chosen,
  disabled,
  onChoose,
}: {
  readonly rows: ConflictView["fields"];
  readonly chosen: FieldChoices;
  readonly disabled: boolean;
  readonly onChoose: (field: MergeField, side: "mine" | "theirs") => void;
}) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="conflict-part">登记信息</h3>
      <ol className="conflict-places">
        {rows.map((row) => (
          <li key={row.field} className="conflict-place conflict-place--differs">
            {(["mine", "theirs"] as const).map((side) => (
              <div
                key={side}
                className={`conflict-side ${chosen[row.field] === side ? "conflict-side--chosen" : ""}`}
              >
                <span className="conflict-label">{mergeFields[row.field].label}</span>
                {row[side] === "" ? <span className="ink-3">没有填写</span> : row[side]}
              </div>
            ))}
            <Radio.Group
              className="conflict-choice"
              aria-label={`${mergeFields[row.field].label}用哪一个`}
              value={chosen[row.field]}
              disabled={disabled}
              onChange={(event) => onChoose(row.field, event.target.value as "mine" | "theirs")}
              options={[
                { value: "mine", label: "用本机的" },
                { value: "theirs", label: "用中心的" },
              ]}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
