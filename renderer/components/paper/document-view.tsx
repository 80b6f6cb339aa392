import { cloneElement, Fragment, isValidElement, useMemo, type ReactNode } from "react";

import { mapPlainText } from "../../../shared/domain/item/plain-text.ts";
import {
  blockText,
  type Block,
  type Mark,
  type PlainBlock,
  type StructuredDocument,
  type TableCell,
  type TextNode,
} from "../../../shared/domain/item/structured-document.ts";
import { dateBelow } from "./sign-off.ts";
import { WordBreaks } from "./word-breaks.tsx";
import { tableLook, type CellLook } from "./cell-alignment.ts";
import { decorationsByBlock, piecesOf, type TextDecoration } from "./text-decorations.ts";

/**
 * Draws one decoration around a piece of text. `first` is its first piece in the document; `level` counts the
 * decorations that lie nearer to the text.
 */
export type DecorationRenderer<D extends TextDecoration> = (
  decoration: D,
  piece: ReactNode,
  first: boolean,
  level: number,
) => ReactNode;

export interface DocumentViewProps<D extends TextDecoration> {
  readonly document: StructuredDocument;
  readonly decorations?: readonly D[];
  readonly renderDecoration?: DecorationRenderer<D>;
  /** Numbers of blocks drawn pale: what an earlier review already covered. */
  readonly pale?: ReadonlySet<number> | undefined;
}

/** The same block with the pale ground; only its class changes, so that pages break where they did. */
function palely(drawn: ReactNode, pale: boolean): ReactNode {
  if (!pale || !isValidElement<{ className?: string }>(drawn)) return drawn;
  return cloneElement(drawn, { className: `${drawn.props.className ?? ""} is-pale` });
}

function wrapMarks(content: ReactNode, marks: readonly Mark[]): ReactNode {
  return marks.reduceRight<ReactNode>((inner, mark) => {
    if (mark.type === "strong") return <strong>{inner}</strong>;
    if (mark.type === "em") return <em>{inner}</em>;
    return <u>{inner}</u>;
  }, content);
}

interface Drawing<D extends TextDecoration> {
  readonly startOf: ReadonlyMap<string, number>;
  readonly byBlock: ReadonlyMap<string, readonly D[]>;
  readonly render: DecorationRenderer<D> | undefined;
  readonly begun: Set<string>;
  readonly pale?: ReadonlySet<number> | undefined;
}

function drawInline<D extends TextDecoration>(
  nodes: readonly TextNode[] | undefined,
  path: string,
  drawing: Drawing<D>,
  drawText: (text: string) => ReactNode = (text) => text,
): ReactNode {
  const { render } = drawing;
  const decorations = drawing.byBlock.get(path) ?? [];
  if (!nodes) return null;
  if (!render || decorations.length === 0)
    return nodes.map((node, index) => (
      <Fragment key={index}>{wrapMarks(drawText(node.text), node.marks ?? [])}</Fragment>
    ));
  return piecesOf(nodes, drawing.startOf.get(path) ?? 0, decorations).map((piece, index) => {
    let drawn = wrapMarks(drawText(piece.text), piece.marks);
    for (const [level, decoration] of piece.decorations.entries()) {
      const first = !drawing.begun.has(decoration.id);
      drawing.begun.add(decoration.id);
      drawn = render(decoration, drawn, first, level);
    }
    return <Fragment key={index}>{drawn}</Fragment>;
  });
}

function drawCell<D extends TextDecoration>(
  cell: TableCell,
  path: string,
  look: CellLook | undefined,
  drawing: Drawing<D>,
): ReactNode {
  const attributes = {
    colSpan: cell.attrs?.colspan ?? 1,
    rowSpan: cell.attrs?.rowspan ?? 1,
    style: { textAlign: look?.align },
    ...(look?.onOneLine ? { className: "pp-short" } : {}),
  } as const;
  const content = cell.content.map((paragraph, index) => (
    <p key={index} style={paragraph.attrs ? { textAlign: paragraph.attrs.align } : undefined}>
      {drawInline(paragraph.content, `${path}.${index}`, drawing)}
    </p>
  ));
  return look?.isHead ? <th {...attributes}>{content}</th> : <td {...attributes}>{content}</td>;
}

const plainClass: Readonly<Record<PlainBlock["type"], string>> = {
  title: "pp-title",
  docNumber: "pp-doc-number",
  addressee: "pp-addressee",
  signOff: "pp-sign-off",
  annotation: "pp-annotation",
};

function drawBlock<D extends TextDecoration>(
  block: Block,
  index: number,
  before: Block | undefined,
  drawing: Drawing<D>,
): ReactNode {
  const path = String(index);
  if (block.type === "table") {
    const looks = tableLook(
      block.content.map((row) =>
        row.content.map((cell) => ({
          text: cell.content.map(blockText).join(""),
          columns: cell.attrs?.colspan ?? 1,
          isHead: cell.attrs?.header === true,
        })),
      ),
    );
    return (
      <table key={path}>
        <tbody>
          {block.content.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.content.map((cell, cellIndex) => (
                <Fragment key={cellIndex}>
                  {drawCell(cell, `${path}.${rowIndex}.${cellIndex}`, looks[rowIndex]?.[cellIndex], drawing)}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const inline = drawInline(
    block.content,
    path,
    drawing,
    block.type === "title" ? (text) => <WordBreaks text={text} /> : undefined,
  );
  if (block.type === "heading") {
    const { level } = block.attrs;
    return (
      <p key={path} className={`pp-heading is-${level}`} role="heading" aria-level={level + 2}>
        {inline}
      </p>
    );
  }
  if (block.type === "paragraph") {
    const align = block.attrs?.align;
    return (
      <p key={path} className={`pp-paragraph ${align ? `is-${align}` : ""}`}>
        {inline}
      </p>
    );
  }
  if (block.type === "title") {
    return (
      <p key={path} className="pp-title" role="heading" aria-level={2}>
        {inline}
      </p>
    );
  }
  const underTitle = block.type === "annotation" && before?.type === "title";
  return (
    <p key={path} className={`${plainClass[block.type]} ${underTitle ? "is-under-title" : ""}`}>
      {inline}
    </p>
  );
}

/** Neighbouring 落款 blocks are one group: the organ stands centred on its date (7.3.5.1). */
function drawSignOff<D extends TextDecoration>(
  blocks: readonly { readonly block: PlainBlock; readonly index: number }[],
  drawing: Drawing<D>,
): ReactNode {
  const dated = dateBelow(blocks.map(({ block }) => blockText(block))) !== undefined;
  return (
    <div key={`sign-${blocks[0]?.index ?? 0}`} className={`pp-sign-off ${dated ? "is-dated" : ""}`}>
      {blocks.map(({ block, index }, position) => (
        <p key={index} className={dated && position < blocks.length - 1 ? "pp-sign-organ" : ""}>
          <span>{drawInline(block.content, String(index), drawing)}</span>
        </p>
      ))}
    </div>
  );
}

function drawBlocks<D extends TextDecoration>(
  document: StructuredDocument,
  drawing: Drawing<D>,
): readonly ReactNode[] {
  const drawn: ReactNode[] = [];
  const { content } = document;
  for (let index = 0; index < content.length; index += 1) {
    const block = content[index];
    if (!block) continue;
    const before = content[index - 1];
    if (block.type === "signOff") {
      const group = [{ block, index }];
      for (let next = content[index + 1]; next?.type === "signOff"; next = content[index + 1]) {
        index += 1;
        group.push({ block: next, index });
      }
      // 署名 one empty line under the body (7.3.5.2).
      drawn.push(<div key={`space-${index}`} className="pp-space" aria-hidden="true" />);
      drawn.push(
        palely(
          drawSignOff(group, drawing),
          group.every((each) => drawing.pale?.has(each.index)),
        ),
      );
      continue;
    }
    // 主送机关 and the text one empty line under the title (7.3.2).
    if (before?.type === "title" && block.type !== "title" && block.type !== "annotation") {
      drawn.push(<div key={`space-${index}`} className="pp-space" aria-hidden="true" />);
    }
    drawn.push(palely(drawBlock(block, index, before, drawing), drawing.pale?.has(index) ?? false));
  }
  return drawn;
}

/** Draws a structured document as blocks of an official paper; goes inside `PaperPage`. */
export function DocumentView<D extends TextDecoration>(props: DocumentViewProps<D>) {
  const { document, decorations, renderDecoration, pale } = props;
  const map = useMemo(() => mapPlainText(document), [document]);
  const startOf = useMemo(
    () => new Map(map.spans.map((span) => [span.path.join("."), span.start] as const)),
    [map],
  );
  const byBlock = useMemo(() => decorationsByBlock(map, decorations ?? []), [map, decorations]);
  // The blocks are drawn again only when the text or what lies on it changes, not with every key of the screen.
  return useMemo(
    () => <>{drawBlocks(document, { startOf, byBlock, render: renderDecoration, begun: new Set(), pale })}</>,
    [document, startOf, byBlock, renderDecoration, pale],
  );
}
