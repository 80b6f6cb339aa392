import { createContext, memo, useContext, useMemo, type CSSProperties, type ReactNode } from "react";

import type { FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import type {
  FieldRun,
  InlineRun,
  LetterBlock,
  LetterFormat,
  LetterModel,
  LetterRun,
  StatutoryRun,
  TableBlock,
} from "../../../shared/domain/letters/letter-model.ts";
import { Icon } from "../icon/icon.tsx";
import { PaperPage } from "./paper-page.tsx";
import { WordBreaks } from "./word-breaks.tsx";
import { shortCitation } from "./short-citation.ts";
import "./letter-page.css";

/** A remark of the checks on a block of the letter. */
export interface BlockMark {
  readonly tone: "wrong" | "look";
  readonly text: string;
}

/** Comments on a block that are still open, and the first of them. */
export interface BlockComments {
  readonly commentId: string;
  readonly count: number;
}

interface Interaction {
  readonly currentField?: FieldName | undefined;
  readonly onField?: ((name: FieldName) => void) | undefined;
  readonly onClause?: ((clauseId: string) => void) | undefined;
  readonly marks: ReadonlyMap<string, BlockMark>;
  readonly comments: ReadonlyMap<string, BlockComments>;
  readonly onComment?: ((commentId: string) => void) | undefined;
  readonly target?: string | undefined;
}

const InteractionContext = createContext<Interaction>({ marks: new Map(), comments: new Map() });

/** Filled when the letter is signed; not a gap of the draft (V10). */
const atSigning: Readonly<Partial<Record<FieldName, string>>> = {
  docNumber: "签发时取号",
  issueDate: "签发之日",
};

export function blockElementId(blockId: string): string {
  return `block-${blockId}`;
}

function Chip({ run, red = false }: { readonly run: FieldRun; readonly red?: boolean }) {
  const { currentField, onField } = useContext(InteractionContext);
  const signing = run.missing ? atSigning[run.name] : undefined;
  const missing = run.missing && signing === undefined;
  const className = [
    "lt-chip",
    missing ? "is-missing" : "",
    red ? "is-red" : "",
    currentField === run.name ? "is-current" : "",
  ].join(" ");
  const text = signing ?? (missing ? `${run.label}待填` : run.text);
  if (!onField) return <span className={className}>{text}</span>;
  return (
    <span
      className={className}
      role="button"
      tabIndex={0}
      data-field={run.name}
      aria-label={`${run.label}：${missing ? "待填" : text}`}
      onClick={(event) => {
        event.stopPropagation();
        onField(run.name);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        onField(run.name);
      }}
    >
      {text}
    </span>
  );
}

function Inline({ runs, red = false }: { readonly runs: readonly InlineRun[]; readonly red?: boolean }) {
  return runs.map((run, index) =>
    run.kind === "text" ? <span key={index}>{run.text}</span> : <Chip key={index} run={run} red={red} />,
  );
}

/** Text the law fixes; its lock is the note in the margin. */
function Clause({ run }: { readonly run: StatutoryRun }) {
  return (
    <span className={`lt-clause ${run.unlocked ? "is-unlocked" : ""}`} data-clause={run.clauseId}>
      <Inline runs={run.runs} />
    </span>
  );
}

function Title({ runs }: { readonly runs: readonly InlineRun[] }) {
  return runs.map((run, index) =>
    run.kind === "text" ? <WordBreaks key={index} text={run.text} /> : <Chip key={index} run={run} />,
  );
}

function Runs({ runs }: { readonly runs: readonly LetterRun[] }) {
  return runs.map((run, index) => {
    if (run.kind === "statutory") return <Clause key={index} run={run} />;
    if (run.kind === "field") return <Chip key={index} run={run} />;
    return <span key={index}>{run.text}</span>;
  });
}

/** Beside a block: what the checks say of it, or which article locks it. */
function MarginNote({
  blockId,
  clauses,
}: {
  readonly blockId: string;
  readonly clauses: readonly StatutoryRun[];
}) {
  const { marks, onClause } = useContext(InteractionContext);
  const mark = marks.get(blockId);
  const first = clauses[0];
  if (mark)
    return (
      <span className={`lt-note paper-screen-only is-${mark.tone}`}>
        <Icon name={mark.tone === "wrong" ? "cross" : "warning"} size={12} /> {mark.text}
        {first && onClause && (
          <>
            <br />
            <button type="button" onClick={() => onClause(first.clauseId)}>
              {first.unlocked ? "改或者恢复" : "看法定语句"}
            </button>
          </>
        )}
      </span>
    );
  if (!first) return null;
  const keys = [...new Set(clauses.flatMap((clause) => clause.articles))];
  const { law, article } = shortCitation(keys[0] ?? "");
  const words = (
    <>
      <Icon name={first.unlocked ? "edit" : "lock"} size={12} /> {first.unlocked ? "已解开" : law}
      <br />
      {article}
      {keys.length > 1 ? "等" : ""}
    </>
  );
  return (
    <span className={`lt-note paper-screen-only ${first.unlocked ? "is-look" : ""}`}>
      {onClause ? (
        <button
          type="button"
          title="解开或者恢复这段法定语句（Ctrl Shift U）"
          aria-label={`${first.unlocked ? "已解开的法定语句" : "法定语句"}，${law}${article}，解开或者恢复`}
          onClick={() => onClause(first.clauseId)}
        >
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  );
}

/** In the left margin: how many comments wait here. */
function CommentMark({ blockId }: { readonly blockId: string }) {
  const { comments, onComment } = useContext(InteractionContext);
  const here = comments.get(blockId);
  if (!here || !onComment) return null;
  return (
    <button
      type="button"
      className="lt-comment paper-screen-only"
      aria-label={`看批注，${here.count}条`}
      title={`${here.count} 条批注`}
      onClick={() => onComment(here.commentId)}
    >
      <Icon name="comment" size={13} /> {here.count}
    </button>
  );
}

function statutory(runs: readonly LetterRun[]): readonly StatutoryRun[] {
  return runs.filter((run) => run.kind === "statutory");
}

function BlockFrame({
  id,
  className,
  clauses,
  children,
}: {
  readonly id: string;
  readonly className: string;
  readonly clauses: readonly StatutoryRun[];
  readonly children: ReactNode;
}) {
  const { marks, target } = useContext(InteractionContext);
  const mark = marks.get(id);
  return (
    <p
      id={blockElementId(id)}
      className={`lt-block ${className} ${mark ? `is-marked is-${mark.tone}` : ""} ${target === id ? "is-target" : ""}`}
    >
      {children}
      <CommentMark blockId={id} />
      <MarginNote blockId={id} clauses={clauses} />
    </p>
  );
}

const chineseCount = "一二三四五六七八九十";

/** 「一、」 to 「十、」, then digits; typed, never the list numbering of a word processor. */
function listNumber(index: number): string {
  const character = chineseCount[index];
  return character === undefined ? `${index + 1}.` : `${character}、`;
}

function Sheet({ block }: { readonly block: TableBlock }) {
  const total = block.columns.reduce((sum, width) => sum + width, 0);
  return (
    <table className="lt-sheet" id={blockElementId(block.id)}>
      <colgroup>
        {block.columns.map((width, index) => (
          <col key={index} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      <tbody>
        {block.rows.map((row, rowIndex) => (
          <tr key={rowIndex} style={{ height: `calc(${row.lines} * 8 * var(--mm))` }}>
            {row.cells.map((cell, index) => (
              <td
                key={index}
                colSpan={cell.span}
                className={cell.role === "label" ? "is-label" : ""}
                style={
                  cell.align ? { textAlign: cell.align === "centre" ? "center" : cell.align } : undefined
                }
              >
                {cell.paragraphs.map((runs, line) => (
                  <p key={line}>
                    <Runs runs={runs} />
                  </p>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BlockContent({ block }: { readonly block: LetterBlock }) {
  if (block.kind === "table") return <Sheet block={block} />;
  if (block.kind === "list")
    return block.items.map((item, index) => (
      <BlockFrame
        key={index}
        id={index === 0 ? block.id : `${block.id}.${index + 1}`}
        className="is-list"
        clauses={[]}
      >
        {block.items.length > 1 && !/^[一二三四五六七八九十\d]+[、.．]/u.test(item[0]?.text ?? "")
          ? listNumber(index)
          : ""}
        <Inline runs={item} />
      </BlockFrame>
    ));
  if (block.kind === "attachmentNote")
    return (
      <>
        <div className="pp-space" aria-hidden="true" />
        {block.names.map((name, index) => (
          <p
            key={index}
            className="lt-attachment-note"
            id={index === 0 ? blockElementId(block.id) : undefined}
          >
            {index === 0 ? "附件：" : "　　　"}
            {block.names.length > 1 ? `${index + 1}.` : ""}
            <Inline runs={name} />
          </p>
        ))}
      </>
    );
  const clauses = statutory(block.runs);
  const whole = clauses.length > 0 && clauses.length === block.runs.length;
  const level = block.level ? `pp-heading is-${block.level}` : "";
  return (
    <BlockFrame
      id={block.id}
      className={`${whole ? "is-clause" : ""} ${block.indent === "none" ? "is-flush" : ""} ${level}`}
      clauses={clauses}
    >
      <Runs runs={block.runs} />
    </BlockFrame>
  );
}

const written = new WeakMap<LetterBlock, string>();

function writtenForm(block: LetterBlock): string {
  const known = written.get(block);
  if (known !== undefined) return known;
  const form = JSON.stringify(block);
  written.set(block, form);
  return form;
}

/** Each key composes the letter anew; only the blocks that read differently are drawn again. */
const Block = memo(BlockContent, (a, b) => writtenForm(a.block) === writtenForm(b.block));

function textOf(runs: readonly InlineRun[]): string {
  return runs.map((run) => run.text).join("");
}

const headed: ReadonlySet<LetterFormat> = new Set(["letter", "document", "minutes"]);

/** 发文机关标志: one line of 156 mm (文件) or 166 mm (信函), at most 42 pt. */
function headSize(model: LetterModel): CSSProperties {
  const characters = Math.max(1, Array.from(textOf(model.organHead)).length);
  const room = model.format === "letter" ? 166 : 156;
  return { fontSize: `calc(${Math.min(14.8, room / characters).toFixed(2)} * var(--mm))` };
}

function FirstSheet({ model }: { readonly model: LetterModel }) {
  if (!headed.has(model.format)) return null;
  return (
    <>
      <div className={`letter-head is-${model.format}`} style={headSize(model)}>
        <Inline runs={model.organHead} red />
        {model.format === "minutes" ? "纪要" : ""}
      </div>
      {model.format === "letter" && (
        <>
          <div className="letter-rule-top" aria-hidden="true" />
          <div className="letter-rule-bottom" aria-hidden="true" />
        </>
      )}
    </>
  );
}

function Space() {
  return <div className="pp-space" aria-hidden="true" />;
}

function Body({ model }: { readonly model: LetterModel }) {
  const { format, signOff } = model;
  const sheet = format === "sheet";
  return (
    <>
      {headed.has(format) && <div className={`letter-spacer is-${format}`} aria-hidden="true" />}
      {sheet && model.organHead.length > 0 && (
        <p style={{ textAlign: "center" }}>
          <Inline runs={model.organHead} />
        </p>
      )}
      {model.number && !sheet && (
        <p className={`letter-number is-${format}`} id={blockElementId("number")}>
          <Inline runs={model.number} />
        </p>
      )}
      {headed.has(format) && (
        <>
          <Space />
          <Space />
        </>
      )}
      <p className="pp-title" role="heading" aria-level={2} id={blockElementId("title")}>
        <Title runs={model.title} />
      </p>
      {model.number && sheet && (
        <p className="letter-number is-sheet" id={blockElementId("number")}>
          <Inline runs={model.number} />
        </p>
      )}
      {model.addressee && (
        <>
          <Space />
          <p className="pp-addressee" id={blockElementId("addressee")}>
            <Inline runs={model.addressee} />：
          </p>
        </>
      )}
      {model.blocks.map((block) => (
        <Block key={block.id} block={block} />
      ))}
      {signOff && (
        <>
          <Space />
          <div className="pp-sign-off is-dated" id={blockElementId("sign-off")}>
            <p className="pp-sign-organ">
              <span>
                <Inline runs={signOff.organ} />
              </span>
            </p>
            <p>
              <Inline runs={signOff.date} />
            </p>
          </div>
        </>
      )}
      {model.annotation && <p className="pp-annotation">（{model.annotation}）</p>}
      {model.attachments.map((attachment, index) => (
        <section key={attachment.title} className="lt-attachment" aria-label={`附件${index + 1}`}>
          <p className="lt-attachment__no">附件{model.attachments.length > 1 ? index + 1 : ""}</p>
          <Space />
          <p className="pp-title">{attachment.title}</p>
          <Space />
          {attachment.blocks.map((block) => (
            <Block key={block.id} block={block} />
          ))}
        </section>
      ))}
      {model.colophon && (
        <div className="lt-colophon">
          {model.colophon.copyTo && <p>抄送：{model.colophon.copyTo}</p>}
          {model.colophon.issuedBy && (
            <p>
              <span>{model.colophon.issuedBy}</span>
              <span>{model.colophon.issuedOn}印发</span>
            </p>
          )}
        </div>
      )}
    </>
  );
}

export const letterFormats: Readonly<Record<LetterFormat, string>> = {
  letter: "信函格式",
  document: "文件格式",
  minutes: "纪要格式",
  sheet: "表格",
  plain: "无红头",
};

export interface LetterPageProps {
  readonly model: LetterModel;
  readonly width: number;
  readonly currentField?: FieldName | undefined;
  /** Absent: the page only shows. */
  readonly onField?: ((name: FieldName) => void) | undefined;
  readonly onClause?: ((clauseId: string) => void) | undefined;
  readonly marks?: ReadonlyMap<string, BlockMark>;
  readonly comments?: ReadonlyMap<string, BlockComments>;
  readonly onComment?: ((commentId: string) => void) | undefined;
  readonly target?: string | undefined;
  readonly onPages?: (pages: number) => void;
}

const noMarks: ReadonlyMap<string, BlockMark> = new Map();
const noComments: ReadonlyMap<string, BlockComments> = new Map();

function LetterPageContent(props: LetterPageProps) {
  const { model, width, currentField, onField, onClause, marks = noMarks, target, onPages } = props;
  const { comments = noComments, onComment } = props;
  const interaction = useMemo(
    () => ({ currentField, onField, onClause, marks, comments, onComment, target }),
    [currentField, onField, onClause, marks, comments, onComment, target],
  );
  return (
    <InteractionContext value={interaction}>
      <PaperPage
        width={width}
        label={model.name}
        numbers={model.format === "letter" ? "fromSecond" : model.format === "sheet" ? "none" : "all"}
        firstSheet={<FirstSheet model={model} />}
        {...(onPages ? { onPages } : {})}
      >
        <Body model={model} />
      </PaperPage>
    </InteractionContext>
  );
}

/**
 * A letter as it will be printed: what the case knows as chips, what the law says as shaded blocks with the article
 * beside them, what is missing in amber.
 */
export const LetterPage = memo(LetterPageContent);
