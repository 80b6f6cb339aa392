import { Dropdown, Select } from "antd";
import type { Command, EditorState } from "prosemirror-state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
} from "prosemirror-tables";

import { declarationOf, shownChord, type CommandId } from "../../commands/command-table.ts";
import { chordParts } from "../../commands/key-chord.ts";
import { hostKind } from "../../core-client/core-client.ts";
import { Icon } from "../icon/icon.tsx";
import {
  blockKindIds,
  blockKinds,
  currentBlockKind,
  insertTable,
  setAlignment,
  setBlockKind,
  type BlockKind,
} from "./block-kinds.ts";
import { editorSchema } from "./editor-schema.ts";
import { editorCommands } from "./editor-setup.ts";

function hint(id: CommandId): string {
  const chord = shownChord(id, hostKind());
  const label = declarationOf(id).label;
  return chord ? `${label}（${chordParts(chord).join("+")}）` : label;
}

function hasMark(state: EditorState, name: "strong" | "underline"): boolean {
  const type = editorSchema.marks[name];
  if (!type) return false;
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

const tableCommands: readonly (readonly [string, Command])[] = [
  ["上面加一行", addRowBefore],
  ["下面加一行", addRowAfter],
  ["左边加一列", addColumnBefore],
  ["右边加一列", addColumnAfter],
  ["合并单元格", mergeCells],
  ["拆分单元格", splitCell],
  ["删除本行", deleteRow],
  ["删除本列", deleteColumn],
  ["删除表格", deleteTable],
];

/** What the text can become: undo, kind of block, emphasis, alignment, tables. */
export function FormatBar({
  state,
  run,
  remark,
}: {
  readonly state: EditorState | undefined;
  readonly run: (command: Command) => void;
  readonly remark: string;
}) {
  if (!state) return <div className="format-bar" />;
  const tool = (id: CommandId, content: React.ReactNode, pressed?: boolean) => {
    const command = editorCommands[id];
    return (
      <button
        type="button"
        className="format-bar__tool"
        title={hint(id)}
        aria-label={declarationOf(id).label}
        disabled={!command || !command(state)}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => command && run(command)}
      >
        {content}
      </button>
    );
  };
  const inTable = isInTable(state);
  const align = state.selection.$from.parent.attrs["align"] as string | null | undefined;
  const alignTool = (value: "center" | "right", label: string) => (
    <button
      type="button"
      className="format-bar__tool"
      aria-pressed={align === value}
      disabled={state.selection.$from.parent.type.name !== "paragraph"}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(setAlignment(align === value ? null : value))}
    >
      {label}
    </button>
  );
  return (
    <div className="format-bar" role="toolbar" aria-label="格式">
      {tool("editor.undo", <Icon name="back" size={15} />)}
      {tool(
        "editor.redo",
        <span style={{ transform: "scaleX(-1)", display: "flex" }}>
          <Icon name="back" size={15} />
        </span>,
      )}
      <span className="format-bar__gap" />
      <Select<BlockKind>
        size="small"
        style={{ width: 116 }}
        aria-label="段落种类"
        value={currentBlockKind(state) ?? null}
        disabled={inTable}
        options={blockKindIds.map((id) => ({ value: id, label: blockKinds[id].label }))}
        onChange={(id) => run(setBlockKind(id))}
      />
      <span className="format-bar__gap" />
      {tool("editor.strong", <strong>加粗</strong>, hasMark(state, "strong"))}
      {tool("editor.underline", <u>下划线</u>, hasMark(state, "underline"))}
      {alignTool("center", "居中")}
      {alignTool("right", "居右")}
      <span className="format-bar__gap" />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: inTable
            ? tableCommands.map(([label, command]) => ({
                key: label,
                label,
                disabled: !command(state),
                onClick: () => run(command),
              }))
            : [2, 3, 4, 5, 6].map((columns) => ({
                key: String(columns),
                label: `插入 ${columns} 列的表格`,
                onClick: () => run(insertTable(columns)),
              })),
        }}
      >
        <button type="button" className="format-bar__tool" onMouseDown={(event) => event.preventDefault()}>
          <Icon name="columns" size={14} />
          表格
        </button>
      </Dropdown>
      <span className="format-bar__count">{remark}</span>
    </div>
  );
}
