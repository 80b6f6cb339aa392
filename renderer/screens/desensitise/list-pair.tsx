import { Select } from "antd";
import { useRef } from "react";

import type { DesensitisedSheetView } from "../../../shared/contract/desensitise.ts";
import {
  columnTreatments,
  listColumnKinds,
  type ColumnTreatment,
} from "../../../shared/domain/desensitise/list-presets.ts";
import { Tag } from "../../components/tag/tag.tsx";
import { isAlone, rowPairs } from "./desensitise-model.ts";

const treatmentOptions = (Object.keys(columnTreatments) as ColumnTreatment[]).map((value) => ({
  value,
  label: columnTreatments[value],
}));

/** Original and copy of one list, side by side; they scroll together. Every column says what it was taken for. */
export function ListPair({
  sheet,
  busy,
  onTreat,
}: {
  readonly sheet: DesensitisedSheetView;
  readonly busy: boolean;
  readonly onTreat: (header: string, treatment: ColumnTreatment) => void;
}) {
  const sides = useRef<(HTMLDivElement | null)[]>([null, null]);
  const rows = rowPairs(sheet);
  const kept = Math.max(sheet.columns.filter((column) => column.treatment !== "remove").length, 1);
  const follow = (from: 0 | 1) => {
    const source = sides.current[from];
    const other = sides.current[1 - from];
    if (source && other && other.scrollTop !== source.scrollTop) other.scrollTop = source.scrollTop;
  };
  const side = (which: 0 | 1) => {
    const label = which === 0 ? "原件" : "脱敏件";
    return (
      <section className="list-pair__side" aria-label={`${sheet.name}：${label}`}>
        <h3 className="list-pair__title">{label}</h3>
        <div
          className="list-pair__scroll"
          // Scrolls by the arrow keys as well (WCAG 2.1.1).
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={`${sheet.name}：${label}，可以滚动`}
          ref={(element) => {
            sides.current[which] = element;
          }}
          onScroll={() => follow(which)}
        >
          <table className="plain-table plain-table--auto list-pair__table">
            <tbody>
              {rows.map((row, r) => (
                // Rows of a file never change their order.
                <tr key={r} className={r === sheet.headerRow ? "is-head" : ""}>
                  {row.map((cell) => {
                    if (which === 1 && cell.after === null) return null;
                    // A title or a remark takes the whole width, so that it does not widen the first column.
                    const alone = isAlone(row);
                    if (alone && cell.before === "") return null;
                    const text = which === 0 ? cell.before : cell.after;
                    const className = cell.changed ? (which === 0 ? "is-withheld" : "is-treated") : undefined;
                    return r === sheet.headerRow ? (
                      <th key={cell.column} scope="col" className={className}>
                        {text}
                      </th>
                    ) : (
                      <td
                        key={cell.column}
                        className={className}
                        colSpan={alone ? (which === 0 ? row.length : kept) : 1}
                      >
                        {text}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    );
  };
  return (
    <section className="list-pair" aria-label={sheet.name}>
      <header className="list-pair__head">
        <h2>{sheet.name}</h2>
        <span className="ink-2 text-13">
          {sheet.rowCount} 行{sheet.rowCount > rows.length ? `，这里显示前 ${rows.length} 行` : ""}
        </span>
      </header>
      <ul className="list-pair__columns">
        {sheet.columns.map((column) => (
          <li key={column.index}>
            <span className="list-pair__name">{column.header || `第 ${column.index + 1} 列`}</span>
            <Tag kind={column.kind === "other" ? "plain" : "stage"}>{listColumnKinds[column.kind]}</Tag>
            <Select
              size="small"
              aria-label={`“${column.header}”怎么处理`}
              value={column.treatment}
              options={treatmentOptions}
              disabled={busy || column.header === ""}
              onChange={(treatment) => onTreat(column.header, treatment)}
              style={{ width: 112 }}
            />
            <span className="ink-2 text-12">{column.changed > 0 ? `${column.changed} 处` : ""}</span>
          </li>
        ))}
      </ul>
      <div className="list-pair__sides">
        {side(0)}
        {side(1)}
      </div>
    </section>
  );
}
