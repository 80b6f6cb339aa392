import { Input } from "antd";
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import { articlesInWords } from "../../../shared/domain/letters/citation.ts";
import { findingAnswers, type FindingAnswer } from "../../../shared/domain/review/review-stages.ts";
import type { OfferedDismissal } from "../../../shared/domain/review/offered-dismissals.ts";
import { dayOfInstant, formatChineseDate, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { shownChord, type CommandId } from "../../commands/command-table.ts";
import { ariaShortcut, chordParts } from "../../commands/key-chord.ts";
import { hostKind } from "../../core-client/core-client.ts";
import { useDepartmentRule } from "../../session/department-rules-store.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { rulesWords } from "../../wording/rules.ts";
import { Icon } from "../icon/icon.tsx";
import { ButtonKey, KeyHint } from "../key-hint/key-hint.tsx";
import { EmptyState } from "../states/empty-state.tsx";
import { findingGlyphs } from "./finding-classes.ts";
import { rowElementId } from "./finding-decorations.tsx";
import { FindingGlyphBlock } from "./finding-glyph.tsx";
import {
  explanationOf,
  glyphOfType,
  labelOfType,
  maskedForm,
  offeredForms,
  placeInParts,
  ruleBehind,
} from "./finding-words.ts";
import { answeredRows, answerWords, countByGlyph, mayAnswerKind, sameKind } from "./findings-model.ts";
import {
  currentFinding,
  visibleFindings,
  type FindingsEvent,
  type FindingsState,
} from "./findings-reducer.ts";
import { useAdoptable, useEqualFindings, useWholeFinding } from "./finding-windows.ts";
import { WindowedRows } from "./windowed-rows.tsx";
import "./findings.css";

export interface FindingHints {
  readonly move: readonly CommandId[];
  readonly equals?: CommandId;
  readonly record?: CommandId;
  /** Absent: nothing but the pointer and the arrows choose a treatment here. */
  readonly choose?: Readonly<Record<FindingAnswer, CommandId>>;
}

const reviewHints: FindingHints = {
  move: ["review.nextFinding", "review.previousFinding"],
  equals: "review.equalHits",
  record: "review.record",
  choose: { mask: "review.mask", keep: "review.keep", dismiss: "review.dismiss" },
};

export interface FindingsPanelProps {
  readonly findings: readonly FindingView[];
  readonly state: FindingsState;
  readonly dispatch: (event: FindingsEvent) => void;
  /** Records the chosen treatment; the owner asks the core and dispatches "recorded". */
  readonly onRecord: (stay: boolean) => void;
  /** Takes the recorded answer of a finding back. */
  readonly onTakeBack?: (finding: FindingView) => void;
  /** Earlier 误报 for the same words, offered with their reasons; taking one over is still an answer of this person. */
  readonly offered?: readonly OfferedDismissal[] | undefined;
  /** Takes over the treatments of equal words for everything they fit. */
  readonly onAdopt?: () => void;
  readonly mayAnswer: boolean;
  /** Said when nothing can be answered here: whose turn it is. */
  readonly mayNotAnswerBecause?: string | undefined;
  readonly busy?: boolean;
  /** The commands whose keys are printed; the review screen's when absent. */
  readonly hints?: FindingHints;
  /** Above the list, for example that a screening still runs. */
  readonly notice?: ReactNode;
}

const answers = Object.keys(findingAnswers) as readonly FindingAnswer[];
const names: Readonly<
  Record<FindingAnswer, { readonly name: string; readonly hint: string; readonly note: string }>
> = {
  mask: { name: "属实，须遮盖", hint: "", note: "公开件中写作" },
  keep: { name: "属实，可公开", hint: "须注明依据", note: "依据，例如哪一部规定要求公开" },
  dismiss: { name: "误报", hint: "须注明理由", note: "理由" },
};

function Choice({
  answer,
  finding,
  state,
  dispatch,
  onRecord,
  command,
}: {
  readonly answer: FindingAnswer;
  readonly finding: FindingView;
  /** Whose key chooses it. */
  readonly command: CommandId | undefined;
  readonly state: FindingsState;
  readonly dispatch: FindingsPanelProps["dispatch"];
  readonly onRecord: FindingsPanelProps["onRecord"];
}) {
  const field = useRef<HTMLElement>(null);
  const chosen = state.choice === answer;
  const { name, hint, note } = names[answer];
  const needsNote = answer !== "mask";
  useEffect(() => {
    // Focus is where typing should start: a note is always the next thing after 2 and 3.
    if (chosen && needsNote) field.current?.querySelector("input")?.focus();
  }, [chosen, needsNote]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onRecord(event.shiftKey);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      document.getElementById(rowElementId(finding.findingId))?.focus();
    }
  };
  const last = state.lastNotes[answer];
  const chord = command && shownChord(command, hostKind());
  const problem = chosen && state.problem === "note-missing";
  return (
    <div className={`find-choice ${chosen ? "is-chosen" : ""}`}>
      <label>
        <input
          type="radio"
          name={`treatment-${finding.findingId}`}
          checked={chosen}
          aria-keyshortcuts={chord ? ariaShortcut(chord) : undefined}
          onChange={() => dispatch({ type: "chose", answer })}
          onKeyDown={onKeyDown}
        />
        {chord && (
          <span className="find-choice-key" aria-hidden="true">
            {chordParts(chord).join(" ")}
          </span>
        )}
        <span className="find-choice-words">
          <span className="find-choice-name">{name}</span>
          {hint !== "" && <span className="find-choice-hint">{hint}</span>}
        </span>
      </label>
      {chosen && (
        <span className="find-choice-more" ref={(element) => void (field.current = element)}>
          {answer === "mask" ? (
            <>
              公开件写作 <span className="find-form">{state.note.trim() || maskedForm(finding)}</span>
              <Input
                size="small"
                value={state.note}
                aria-label="换一种写法"
                placeholder="换一种写法，空着按规则遮盖"
                onChange={(event) => dispatch({ type: "noted", note: event.target.value })}
                onKeyDown={onKeyDown}
              />
              {offeredForms(finding)
                .filter((form) => form.note !== state.note)
                .map((form) => (
                  <button
                    key={form.note}
                    type="button"
                    className="link-button"
                    onClick={() => dispatch({ type: "noted", note: form.note })}
                  >
                    {form.name}
                  </button>
                ))}
              {state.note !== "" && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => dispatch({ type: "noted", note: "" })}
                >
                  按规则遮盖
                </button>
              )}
            </>
          ) : (
            <>
              <Input
                size="small"
                value={state.note}
                aria-label={`${name}，${note}`}
                aria-invalid={problem}
                placeholder={note}
                {...(problem ? { status: "error" as const } : {})}
                onChange={(event) => dispatch({ type: "noted", note: event.target.value })}
                onKeyDown={onKeyDown}
              />
              {last !== undefined && last !== state.note && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => dispatch({ type: "noted", note: last })}
                >
                  沿用：{last}
                </button>
              )}
            </>
          )}
        </span>
      )}
    </div>
  );
}

/** Why the program stopped here: the rule and the standard or law it rests on. */
function RuleBehind({ finding }: { readonly finding: FindingView }) {
  const own = useDepartmentRule(finding.ruleId);
  const rule = ruleBehind(finding) ?? own;
  if (!rule) return null;
  return (
    <details className="find-rule">
      <summary>规则依据</summary>
      {rule.explanation}
      <span className="find-rule-source">{articlesInWords(rule.source)}</span>
    </details>
  );
}

/** What a change of the rules did to this finding. */
function RulesNote({ finding }: { readonly finding: FindingView }) {
  if (finding.newUnder !== undefined)
    return <p className="find-explanation">原来没有，按{rulesWords(finding.newUnder)}新发现。</p>;
  if (finding.lastUnder === undefined) return null;
  const last = rulesWords(finding.lastUnder);
  return (
    <p className="find-explanation">
      现行规则不再报这一处{last === "" ? "" : `（${last}报过）`}，原定遮盖的仍然遮盖。
    </p>
  );
}

function AnsweredNote({ finding }: { readonly finding: FindingView }) {
  const { answer } = finding;
  if (!answer) return null;
  return (
    <div className="find-done-note">
      {answer.personName}：{findingAnswers[answer.answer]}
      {answer.note !== "" && <>，{answer.note}</>}
      {answer.carried && <>（附件去掉又加回来，沿用去掉前的处理）</>}
    </div>
  );
}

/** What a finding says; of one in a long list nothing until it was read. */
const wordsOf = (finding: FindingView, known: boolean): string =>
  known ? finding.value || "（无文字）" : "正在读取";

/** Where a finding stands: in a narrow panel what it lies in is shortened, never the number of its row. */
function Place({ where, before = "" }: { readonly where: string; readonly before?: string }) {
  const [within, at] = placeInParts(where);
  return (
    <span className="find-row-where find-place" title={where}>
      {before}
      {within === "" ? null : <span className="find-place-within">{within}</span>}
      <span className={within === "" ? "find-place-within" : undefined}>{at}</span>
    </span>
  );
}

function CurrentFinding({
  finding: shown,
  props,
}: {
  readonly finding: FindingView;
  readonly props: FindingsPanelProps;
}) {
  const { state, dispatch, onRecord, mayAnswer, busy = false, onTakeBack, hints = reviewHints } = props;
  const { finding, known } = useWholeFinding(shown);
  const equals = useEqualFindings(shown, props.findings);
  const kindRefused = state.choice !== undefined && !mayAnswerKind(finding, state.choice);
  const kind = sameKind(finding, props.findings, kindRefused ? "mask" : state.choice);
  const { earlier } = finding;
  const offered = props.offered?.find((each) => each.findingId === finding.findingId);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.scrollIntoView({ block: "nearest" });
    // The field of the finding before is gone: the focus goes to the one that opened, not to nowhere.
    if (document.activeElement === document.body)
      element.current?.querySelector<HTMLElement>(".find-current-head")?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={element} className="find-current" aria-current="true" aria-busy={!known}>
      <div id={rowElementId(finding.findingId)} className="find-current-head" tabIndex={-1}>
        <FindingGlyphBlock glyph={glyphOfType(finding.type)} open={!finding.answer} />
        <span className="find-current-value">{wordsOf(finding, known)}</span>
        <Place where={finding.where} />
      </div>
      <div className="find-current-body">
        <p className="find-explanation">{explanationOf(finding)}</p>
        <RuleBehind finding={finding} />
        <RulesNote finding={finding} />
        <AnsweredNote finding={finding} />
        {mayAnswer && earlier && (
          <p className="find-explanation">
            相同内容已按“{answerWords[earlier.answer]}”处理
            {earlier.note === "" ? "" : `：${earlier.note}`}（{earlier.personName}）{" "}
            <button
              type="button"
              className="link-button"
              onClick={() => dispatch({ type: "chose", answer: earlier.answer, note: earlier.note })}
            >
              沿用
            </button>
          </p>
        )}
        {offered && (
          <p className="find-explanation">
            同一段上次按误报处理：{offered.note}（{offered.personName}，
            {formatChineseDate(dayOfInstant(offered.at as Instant))}）
            {mayAnswer && (
              <button
                type="button"
                className="link-button"
                onClick={() => dispatch({ type: "chose", answer: "dismiss", note: offered.note })}
              >
                这次也这样写
              </button>
            )}
          </p>
        )}
        {mayAnswer && equals.others > 0 && (
          <label className="find-equals">
            <input
              type="checkbox"
              checked={state.withEquals}
              onChange={() => dispatch({ type: "turnedEquals" })}
            />
            <span>同值 {equals.others + 1} 处一并处理</span>
            {hints.equals && <KeyHint commands={[hints.equals]} />}
            <span className="find-row-where">{equals.places.slice(0, 3).join("，")}</span>
          </label>
        )}
        {mayAnswer && kind.length > 1 && (
          <label className="find-equals">
            <input
              type="checkbox"
              checked={state.withKind && !kindRefused}
              disabled={kindRefused}
              onChange={() => dispatch({ type: "turnedKind" })}
            />
            <span>
              {`${finding.attachmentId === undefined ? "正文" : "本附件"}中未处理的${labelOfType(finding.type)} ${groupedNumber(kind.length + 1)} 处一并处理`}
            </span>
            {kindRefused && <span className="find-equals-only">须逐处说明</span>}
          </label>
        )}
        {mayAnswer && (
          <>
            <div className="find-choices" role="radiogroup" aria-label="怎样处理">
              {answers.map((answer) => (
                <Choice
                  key={answer}
                  answer={answer}
                  finding={finding}
                  state={state}
                  dispatch={dispatch}
                  onRecord={onRecord}
                  command={hints.choose?.[answer]}
                />
              ))}
            </div>
            {state.problem !== undefined && (
              <p className="find-problem" role="alert">
                <Icon name="warning" size={14} />
                {state.problem === "no-choice"
                  ? "先选怎样处理，再记录。"
                  : state.choice === "keep"
                    ? "可公开须注明依据。"
                    : "误报须注明理由。"}
              </p>
            )}
            {(state.choice !== undefined || (finding.answer && onTakeBack)) && (
              <div className="find-record">
                {state.choice !== undefined && (
                  <button
                    type="button"
                    className="find-filter"
                    disabled={busy}
                    onClick={() => onRecord(false)}
                  >
                    记录，下一处 {hints.record && <ButtonKey command={hints.record} />}
                  </button>
                )}
                {finding.answer && onTakeBack && (
                  <button
                    type="button"
                    className="link-button"
                    disabled={busy}
                    onClick={() => onTakeBack(finding)}
                  >
                    撤回处理
                  </button>
                )}
              </div>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Row({
  finding: shown,
  nested = false,
  onOpen,
}: {
  readonly finding: FindingView;
  readonly nested?: boolean;
  readonly onOpen: (findingId: string) => void;
}) {
  const { finding, known } = useWholeFinding(shown);
  const answer = finding.answer?.answer;
  return (
    <button
      type="button"
      id={rowElementId(finding.findingId)}
      className={`find-row ${nested ? "is-nested" : ""}`}
      onClick={() => onOpen(finding.findingId)}
    >
      <FindingGlyphBlock glyph={glyphOfType(finding.type)} open={!answer} />
      <span className={`find-row-value ${known ? "" : "ink-3"}`}>{wordsOf(finding, known)}</span>
      <Place where={finding.where} before={finding.newUnder !== undefined && !answer ? "新发现，" : ""} />
      {answer ? (
        <span className="find-row-answer">
          <Icon name="check" size={14} /> {answerWords[answer]}
        </span>
      ) : (
        <span className="find-row-answer is-open">
          <Icon name="warning" size={14} /> 未处理
        </span>
      )}
    </button>
  );
}

function Filters({ findings, state, dispatch }: Pick<FindingsPanelProps, "findings" | "state" | "dispatch">) {
  const counts = countByGlyph(findings);
  return (
    <div className="find-filters" role="group" aria-label="按类筛选">
      <button
        type="button"
        className="find-filter"
        aria-pressed={state.filter === "all"}
        onClick={() => dispatch({ type: "filtered", glyph: "all" })}
      >
        全部 {findings.length}
      </button>
      {findingGlyphs.flatMap((glyph) => {
        const count = counts[glyph];
        if (count === undefined) return [];
        return [
          <button
            key={glyph}
            type="button"
            className="find-filter"
            aria-pressed={state.filter === glyph}
            onClick={() => dispatch({ type: "filtered", glyph })}
          >
            {glyph} {count}
          </button>,
        ];
      })}
    </div>
  );
}

/** Rows with the current finding unfolded among them. */
function FindingRows({
  findings,
  currentId,
  scroller,
  draw,
}: {
  readonly findings: readonly FindingView[];
  readonly currentId: string | undefined;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly draw: (finding: FindingView) => ReactNode;
}) {
  const at = findings.findIndex((finding) => finding.findingId === currentId);
  const current = findings[at];
  if (!current) return <WindowedRows rows={findings} scroller={scroller} draw={draw} />;
  return (
    <>
      <WindowedRows rows={findings.slice(0, at)} scroller={scroller} draw={draw} />
      {draw(current)}
      <WindowedRows rows={findings.slice(at + 1)} scroller={scroller} draw={draw} />
    </>
  );
}

/**
 * The findings of one revision as a list: what is open first, the current one unfolded in place with its three
 * answers, what is settled below, gathered by class. Each row carries the id that joins it to its mark on paper.
 */
export function FindingsPanel(props: FindingsPanelProps) {
  const { findings, state, dispatch, mayAnswer, mayNotAnswerBecause, notice, hints = reviewHints } = props;
  const adoptable = useAdoptable(findings);
  const scroller = useRef<HTMLDivElement>(null);
  const { filter, grouped } = state;
  const visible = useMemo(() => visibleFindings({ filter }, findings), [filter, findings]);
  const current = currentFinding(state, findings);
  const open = useMemo(() => visible.filter((finding) => !finding.answer), [visible]);
  const answered = useMemo(() => visible.filter((finding) => finding.answer), [visible]);
  const rows = useMemo(() => (grouped ? answeredRows(answered) : []), [answered, grouped]);
  const onOpen = (findingId: string): void => dispatch({ type: "opened", findingId });
  const draw = (finding: FindingView, nested = false): ReactNode =>
    finding.findingId === current?.findingId ? (
      <CurrentFinding key={finding.findingId} finding={finding} props={props} />
    ) : (
      <Row key={finding.findingId} finding={finding} nested={nested} onOpen={onOpen} />
    );
  const drawNested = (finding: FindingView): ReactNode => draw(finding, true);
  return (
    <section className="find-panel" aria-label="发现">
      {findings.length > 0 && <Filters findings={findings} state={state} dispatch={dispatch} />}
      <div className="find-scroll" ref={scroller}>
        {notice}
        {!mayAnswer && mayNotAnswerBecause && findings.length > 0 && (
          <p className="find-empty">{mayNotAnswerBecause}</p>
        )}
        {findings.length === 0 && (
          <EmptyState title="没有发现">程序没有找到须处理的内容，仍要逐页看过。</EmptyState>
        )}
        {findings.length > 0 && (
          <>
            <div className="find-group">
              未处理 {open.length}
              {hints.move.length > 0 && <KeyHint commands={hints.move} words="下一处、上一处" />}
              {mayAnswer && props.onAdopt && adoptable > 0 && (
                <button
                  type="button"
                  className="link-button"
                  disabled={props.busy}
                  title="与已经处理的内容相同"
                  onClick={props.onAdopt}
                >
                  {adoptable} 处沿用已有处理
                </button>
              )}
            </div>
            <FindingRows findings={open} currentId={current?.findingId} scroller={scroller} draw={draw} />
          </>
        )}
        {answered.length > 0 && (
          <div className="find-group">
            已处理 {answered.length}
            <button
              type="button"
              className="link-button"
              onClick={() => dispatch({ type: "turnedGrouping" })}
            >
              {state.grouped ? "逐处列出" : "按类归并"}
            </button>
          </div>
        )}
        {!grouped && (
          <FindingRows findings={answered} currentId={current?.findingId} scroller={scroller} draw={draw} />
        )}
        {rows.map((row) => {
          const only = row.findings.length === 1 ? row.findings[0] : undefined;
          if (only) return draw(only);
          const holdsCurrent = row.findings.some((finding) => finding.findingId === current?.findingId);
          const unfolded = state.unfolded.has(row.key) || holdsCurrent;
          return (
            <div key={row.key}>
              <button
                type="button"
                className="find-row"
                aria-expanded={unfolded}
                onClick={() => dispatch({ type: "unfolded", key: row.key })}
              >
                <FindingGlyphBlock glyph={row.glyph} />
                <span className="find-row-value">{row.label}</span>
                <Place where={row.where} />
                <span className="find-row-answer">
                  <Icon name="check" size={14} /> {answerWords[row.answer]}
                </span>
              </button>
              {unfolded && (
                <FindingRows
                  findings={row.findings}
                  currentId={current?.findingId}
                  scroller={scroller}
                  draw={drawNested}
                />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
