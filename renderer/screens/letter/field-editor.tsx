import { Button, Input, InputNumber, Select } from "antd";
import { memo, useCallback, useEffect, useRef } from "react";

import type { FieldType } from "../../../shared/domain/letters/field-dictionary.ts";
import { typeOf } from "../../../shared/domain/letters/field-values.ts";
import { withholdingGrounds } from "../../../shared/domain/letters/withholding-ground.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { citationWords } from "../../components/paper/short-citation.ts";
import { isWholeRow, type FieldRow } from "./letter-draft.ts";

interface Cell {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "number" | "ground" | "moment" | "long";
  /** Shares its line with the cell beside it. */
  readonly half?: true;
}

/** The cells of the table fields. */
const cells: Readonly<Record<string, readonly Cell[]>> = {
  copies: [
    { name: "title", label: "名称", kind: "text" },
    { name: "docNumber", label: "文号", kind: "text", half: true },
    { name: "pages", label: "页数", kind: "number", half: true },
  ],
  withheldItems: [
    { name: "passage", label: "不予公开的内容", kind: "text" },
    { name: "ground", label: "依据", kind: "ground" },
    { name: "reason", label: "理由", kind: "long" },
  ],
  searchScopes: [
    { name: "system", label: "检索的系统、库房、部门", kind: "text" },
    { name: "keywords", label: "关键词", kind: "text" },
    { name: "period", label: "时间范围", kind: "text", half: true },
    { name: "hits", label: "结果", kind: "text", half: true },
  ],
  attempts: [
    { name: "at", label: "时间", kind: "moment" },
    { name: "result", label: "结果", kind: "text" },
  ],
};

const groundOptions = Object.entries(withholdingGrounds).map(([value, ground]) => ({
  value,
  label: `${ground.label}（${citationWords(ground.article)}）`,
}));

/** "2026-09-16T09:30" of a moment with its zone, for the picker. */
function localMoment(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 16) : "";
}

function CellEditor({
  cell,
  value,
  disabled,
  onChange,
}: {
  readonly cell: Cell;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (cell.kind === "number")
    return (
      <InputNumber
        size="small"
        style={{ width: "100%" }}
        min={1}
        placeholder={cell.label}
        aria-label={cell.label}
        disabled={disabled}
        value={typeof value === "number" ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  if (cell.kind === "ground")
    return (
      <Select
        size="small"
        style={{ width: "100%" }}
        popupMatchSelectWidth={false}
        placeholder={cell.label}
        aria-label={cell.label}
        disabled={disabled}
        value={text === "" ? undefined : text}
        options={groundOptions}
        onChange={onChange}
      />
    );
  if (cell.kind === "moment")
    return (
      <input
        type="datetime-local"
        className="moment-input"
        aria-label={cell.label}
        disabled={disabled}
        value={localMoment(value)}
        onChange={(event) =>
          onChange(event.target.value === "" ? undefined : `${event.target.value}:00+08:00`)
        }
      />
    );
  if (cell.kind === "long")
    return (
      <Input.TextArea
        size="small"
        className="growing-text"
        rows={2}
        placeholder={cell.label}
        aria-label={cell.label}
        disabled={disabled}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      size="small"
      placeholder={cell.label}
      aria-label={cell.label}
      disabled={disabled}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type Row = Readonly<Record<string, unknown>>;

const RowEditor = memo(function RowEditor({
  kind,
  index,
  row,
  disabled,
  removable,
  onCell,
  onRemove,
}: {
  readonly kind: string;
  readonly index: number;
  readonly row: Row;
  readonly disabled: boolean;
  readonly removable: boolean;
  readonly onCell: (index: number, name: string, value: unknown) => void;
  readonly onRemove: (index: number) => void;
}) {
  return (
    <div className="rows-editor__row">
      <span className="rows-editor__no">{index + 1}</span>
      <div className="rows-editor__cells">
        {(cells[kind] ?? []).map((cell) => (
          <div key={cell.name} className={cell.half ? "" : "is-wide"}>
            <CellEditor
              cell={cell}
              value={row[cell.name]}
              disabled={disabled}
              onChange={(next) => onCell(index, cell.name, next)}
            />
          </div>
        ))}
        {Object.keys(row).length > 0 && !isWholeRow(kind, row) && (
          <span className="text-soon text-12 is-wide">填齐后才写进文书</span>
        )}
      </div>
      <button
        type="button"
        className="review-queue__tool"
        aria-label={`删去第 ${index + 1} 项`}
        disabled={disabled || !removable}
        onClick={() => onRemove(index)}
      >
        <Icon name="trash" size={14} />
      </button>
    </div>
  );
});

const noRow: Row = {};

function RowsEditor({
  id,
  kind,
  value,
  disabled,
  onChange,
}: {
  readonly id: string;
  readonly kind: string;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  const rows = (Array.isArray(value) ? value : []) as readonly Row[];
  const shown = rows.length > 0 ? rows : [noRow];
  // The rows keep one pair of callbacks, so that a key in one row draws that row only.
  const latest = useRef({ shown, rows, onChange });
  useEffect(() => {
    latest.current = { shown, rows, onChange };
  });
  const putCell = useCallback((index: number, name: string, cell: unknown): void => {
    const now = latest.current;
    now.onChange(now.shown.map((row, at) => (at === index ? { ...row, [name]: cell } : row)));
  }, []);
  const remove = useCallback((index: number): void => {
    const now = latest.current;
    now.onChange(now.rows.filter((_, at) => at !== index));
  }, []);
  return (
    <div id={id} className="rows-editor" role="group" tabIndex={-1}>
      {shown.map((row, index) => (
        <RowEditor
          key={index}
          kind={kind}
          index={index}
          row={row}
          disabled={disabled}
          removable={rows.length > 0}
          onCell={putCell}
          onRemove={remove}
        />
      ))}
      <Button size="small" disabled={disabled} onClick={() => onChange([...shown, {}])}>
        <Icon name="plus" size={12} /> 加一项
      </Button>
    </div>
  );
}

function ListEditor({
  id,
  label,
  value,
  disabled,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  const items = (Array.isArray(value) ? value : []) as readonly string[];
  const shown = items.length > 0 ? items : [""];
  return (
    <div id={id} className="rows-editor" role="group" aria-label={label} tabIndex={-1}>
      {shown.map((item, index) => (
        <div key={index} className="rows-editor__row">
          <span className="rows-editor__no">{index + 1}</span>
          <Input
            size="small"
            aria-label={`${label}第 ${index + 1} 项`}
            disabled={disabled}
            value={item}
            onChange={(event) =>
              onChange(shown.map((each, at) => (at === index ? event.target.value : each)))
            }
            onPressEnter={() => onChange([...shown, ""])}
          />
          <button
            type="button"
            className="review-queue__tool"
            aria-label={`删去第 ${index + 1} 项`}
            disabled={disabled || items.length === 0}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            <Icon name="trash" size={14} />
          </button>
        </div>
      ))}
      <Button size="small" disabled={disabled} onClick={() => onChange([...shown, ""])}>
        <Icon name="plus" size={12} /> 加一项
      </Button>
    </div>
  );
}

export function fieldInputId(name: string): string {
  return `field-${name}`;
}

function ValueEditor({
  row,
  type,
  value,
  disabled,
  onChange,
}: {
  readonly row: FieldRow;
  readonly type: FieldType;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  const id = fieldInputId(row.use.name);
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  switch (type.type) {
    case "text":
      return (
        <Input.TextArea
          id={id}
          className="growing-text"
          rows={1}
          disabled={disabled}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "date":
      return (
        <DayInput
          control={{
            id,
            "aria-invalid": false,
            "aria-describedby": undefined,
            "aria-required": row.use.need === "mandatory",
          }}
          disabled={disabled}
          value={text}
          onChange={onChange}
        />
      );
    case "dateTime":
      return (
        <input
          id={id}
          type="datetime-local"
          className="moment-input"
          disabled={disabled}
          value={localMoment(value)}
          onChange={(event) =>
            onChange(event.target.value === "" ? undefined : `${event.target.value}:00+08:00`)
          }
        />
      );
    case "integer":
      return (
        <InputNumber
          id={id}
          style={{ width: "100%" }}
          {...(type.min === undefined ? {} : { min: type.min })}
          {...(type.max === undefined ? {} : { max: type.max })}
          precision={0}
          disabled={disabled}
          value={typeof value === "number" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "boolean":
      return (
        <Select
          id={id}
          style={{ width: "100%" }}
          allowClear
          disabled={disabled}
          value={typeof value === "boolean" ? String(value) : undefined}
          options={[
            { value: "true", label: "是" },
            { value: "false", label: "否" },
          ]}
          onChange={(next?: string) => onChange(next === undefined ? undefined : next === "true")}
        />
      );
    case "choice":
      return (
        <Select
          id={id}
          style={{ width: "100%" }}
          allowClear
          disabled={disabled}
          value={text === "" ? undefined : text}
          options={type.options.map((option) => ({ value: option.code, label: option.label }))}
          onChange={(next?: string) => onChange(next)}
        />
      );
    case "list":
      return <ListEditor id={id} label={row.label} value={value} disabled={disabled} onChange={onChange} />;
    default:
      return <RowsEditor id={id} kind={type.type} value={value} disabled={disabled} onChange={onChange} />;
  }
}

interface FieldEditorProps {
  readonly row: FieldRow;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly problem: string | undefined;
  /** Stable: the editor is drawn again only when its own value changes. */
  readonly onChange: (name: string, value: unknown) => void;
}

function sameField(a: FieldEditorProps, b: FieldEditorProps): boolean {
  return (
    a.value === b.value &&
    a.disabled === b.disabled &&
    a.problem === b.problem &&
    a.onChange === b.onChange &&
    a.row.missing === b.row.missing &&
    a.row.use.name === b.row.use.name
  );
}

function FieldEditorContent({ row, value, disabled, problem, onChange }: FieldEditorProps) {
  const type = typeOf(row.use);
  return (
    <div className={`letter-field ${row.missing ? "is-missing" : ""}`} id={`letter-field-${row.use.name}`}>
      <label className="letter-field__label" htmlFor={fieldInputId(row.use.name)}>
        {row.label}
        {row.missing ? <span className="text-soon"> 待填</span> : null}
        {row.use.need === "optional" && <span className="ink-3 text-12"> 可不填</span>}
      </label>
      <ValueEditor
        row={row}
        type={type}
        value={value}
        disabled={disabled}
        onChange={(next) => onChange(row.use.name, next)}
      />
      {problem && (
        <span className="text-law text-12" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

/** One field of a letter, by its type. */
export const FieldEditor = memo(FieldEditorContent, sameField);
