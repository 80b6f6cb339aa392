import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";

import type { ChecklistRow, ReviewView } from "../../../shared/contract/reviews.ts";
import { checklistAnswers, type ChecklistAnswer } from "../../../shared/domain/review/review-stages.ts";
import { checklistGroups } from "../../../shared/domain/review/checklist.ts";
import { useCommand } from "../../commands/use-command.ts";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { wordError } from "../../core-client/error-wording.ts";
import {
  answerNeedsNote,
  checkAfterAnswer,
  checklistGroupsOf,
  nextOpenCheck,
  proposedNote,
} from "./checklist-model.ts";
import { useReviewStore } from "./review-store.ts";

const answers = Object.keys(checklistAnswers) as readonly ChecklistAnswer[];

function groupName(group: string): string {
  return Object.hasOwn(checklistGroups, group)
    ? `${group} ${checklistGroups[group as keyof typeof checklistGroups]}`
    : group;
}

function Check({
  row,
  mayAnswer,
  onAnswered,
}: {
  readonly row: ChecklistRow;
  readonly mayAnswer: boolean;
  readonly onAnswered: (code: string) => void;
}) {
  const answerCheck = useReviewStore((state) => state.answerCheck);
  const [pending, setPending] = useState<ChecklistAnswer>();
  const [note, setNote] = useState(row.note);
  const [problem, setProblem] = useState<string>();
  const chosen = pending ?? row.answer;
  useEffect(() => {
    // Focus is where typing should start: what was found needs its treatment next.
    if (pending !== undefined) document.getElementById(`check-note-${row.code}`)?.focus();
  }, [pending, row.code]);
  const record = async (answer: ChecklistAnswer, text: string): Promise<void> => {
    const error = await answerCheck(row.code, answer, text);
    if (error) {
      const words = wordError(error);
      setProblem(`${words.what}，${words.next}`);
      return;
    }
    setPending(undefined);
    setProblem(undefined);
    onAnswered(row.code);
  };
  const choose = (answer: ChecklistAnswer): void => {
    setProblem(undefined);
    if (answerNeedsNote(answer)) {
      if (note === "") setNote(proposedNote(row, answer));
      setPending(answer);
      return;
    }
    void record(answer, "");
  };
  const confirm = (): void => {
    if (chosen === undefined) return;
    if (note.trim() === "") setProblem(chosen === "yes" ? "写明怎样处理。" : "写明什么不能确定。");
    else void record(chosen, note.trim());
  };
  return (
    <div className="checks__row" id={`check-${row.code}`}>
      <div className="checks__text">
        <span className="checks__code">{row.code}</span>
        <span id={`check-text-${row.code}`}>{row.check}</span>
      </div>
      {row.hint && <p className="checks__hint">{row.hint}</p>}
      <p className="checks__usual">通常处理：{row.usualTreatment}</p>
      <div className="checks__answers" role="radiogroup" aria-labelledby={`check-text-${row.code}`}>
        {answers.map((answer) => (
          <label
            key={answer}
            className={`checks__answer is-${answer} ${chosen === answer ? "is-chosen" : ""}`}
          >
            <input
              type="radio"
              name={`answer-${row.code}`}
              checked={chosen === answer}
              disabled={!mayAnswer}
              onChange={() => choose(answer)}
            />
            {checklistAnswers[answer]}
          </label>
        ))}
      </div>
      {mayAnswer &&
        chosen !== undefined &&
        answerNeedsNote(chosen) &&
        (pending !== undefined || row.note !== note) && (
          <div className="checks__note">
            <Input
              id={`check-note-${row.code}`}
              size="small"
              value={note}
              placeholder={chosen === "yes" ? "在哪里，怎样处理" : "什么不能确定，须报请确定"}
              aria-label={chosen === "yes" ? "怎样处理" : "什么不能确定"}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={confirm}
              onKeyDown={(event) => {
                if (event.key !== "Escape" || pending === undefined) return;
                // Gives the answer up, not the whole list.
                event.preventDefault();
                setPending(undefined);
                setNote(row.note);
                setProblem(undefined);
                focusCheck(row.code);
              }}
            />
            <Button size="small" onClick={confirm}>
              记下
            </Button>
          </div>
        )}
      {pending === undefined && row.answer !== undefined && row.note !== "" && row.note === note && (
        <p className="checks__by">
          {row.note}
          {mayAnswer && answerNeedsNote(row.answer) && (
            <>
              {" "}
              <button type="button" className="link-button" onClick={() => setPending(row.answer)}>
                改
              </button>
            </>
          )}
        </p>
      )}
      {row.answeredBy && <p className="checks__by">{row.answeredBy} 填</p>}
      {row.contradicted && pending === undefined && (
        <p className="decision__gap">与须遮盖的发现不符，应答“有，已处理”</p>
      )}
      {problem && (
        <p className="decision__gap" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Puts the focus on the first answer of a check, where one key gives it. */
function focusCheck(code: string | undefined): void {
  if (code === undefined) return;
  const row = document.getElementById(`check-${code}`);
  row?.querySelector("input")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

/** The first check that nobody has answered: where the work on the list begins. */
export function focusOpenCheck(rows: readonly ChecklistRow[]): void {
  focusCheck(nextOpenCheck(rows, undefined));
}

/** The check that has the focus, else the first open one. */
function checkAtHand(rows: readonly ChecklistRow[]): string | undefined {
  const focused = document.activeElement?.closest("[id^=check-]")?.id.replace(/^check-/, "");
  return rows.some((row) => row.code === focused) ? focused : nextOpenCheck(rows, undefined);
}

/** 1–4 answer the check at hand, ↑ and ↓ go to the one above and below without answering. */
function useCheckCommands(rows: readonly ChecklistRow[], mayAnswer: boolean): void {
  const give = (answer: ChecklistAnswer) => (): void => {
    const row = document.getElementById(`check-${checkAtHand(rows) ?? ""}`);
    const choices = row?.querySelectorAll<HTMLInputElement>("input[type=radio]");
    choices?.[answers.indexOf(answer)]?.click();
  };
  const step = (direction: 1 | -1) => (): void => {
    const at = rows.findIndex((row) => row.code === checkAtHand(rows));
    focusCheck(rows[Math.min(Math.max(at + direction, 0), rows.length - 1)]?.code);
  };
  const options = { disabledReason: mayAnswer ? undefined : "现在不由您审查" };
  useCommand("checks.no", give("no"), options);
  useCommand("checks.yes", give("yes"), options);
  useCommand("checks.na", give("na"), options);
  useCommand("checks.unsure", give("unsure"), options);
  useCommand("checks.next", step(1));
  useCommand("checks.previous", step(-1));
}

/** 核对单: each check is answered by itself; after a plain answer the focus goes to the next open one. */
export function ChecklistTab({
  review,
  mayAnswer,
}: {
  readonly review: ReviewView;
  readonly mayAnswer: boolean;
}) {
  const list = useRef<HTMLDivElement>(null);
  const groups = checklistGroupsOf(review.checklist);
  useCheckCommands(review.checklist, mayAnswer);
  const onAnswered = (code: string): void => {
    focusCheck(checkAfterAnswer(useReviewStore.getState().review?.checklist ?? [], code));
  };
  return (
    <div className="review-scroll" ref={list}>
      {mayAnswer && (
        <p className="hint-row checks__keys">
          <KeyHint
            commands={["checks.no", "checks.yes", "checks.na", "checks.unsure"]}
            words="依次选四种答复"
          />
          <KeyHint commands={["checks.previous", "checks.next"]} words="上下项" />
        </p>
      )}
      {groups.map((group) => (
        <section key={group.group} aria-label={groupName(group.group)}>
          <h3 className="checks__group">
            {groupName(group.group)}
            <span>{group.open > 0 ? `${group.open} 项未答` : `${group.rows.length} 项已答`}</span>
          </h3>
          {group.rows.map((row) => (
            <Check key={row.code} row={row} mayAnswer={mayAnswer} onAnswered={onAnswered} />
          ))}
        </section>
      ))}
    </div>
  );
}
