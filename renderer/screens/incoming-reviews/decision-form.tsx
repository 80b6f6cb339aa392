import { Button, Input, Radio, Select } from "antd";
import { useState } from "react";

import type { IncomingRequestView } from "../../../shared/contract/review-requests.ts";
import { contradictedChecks, findingTypesOfCheck } from "../../../shared/domain/review/checklist-findings.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import {
  conclusionNeedsGround,
  conclusionNeedsWords,
  refusalGrounds,
} from "../../../shared/domain/review/refusal-grounds.ts";
import {
  checklistAnswers,
  reviewConclusions,
  type ChecklistAnswer,
  type ReviewConclusion,
} from "../../../shared/domain/review/review-stages.ts";
import { findingTypes, type FindingType } from "../../../shared/domain/screening/finding-types.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { labelOfType } from "../../components/findings/finding-words.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";

interface Answered {
  readonly answer: ChecklistAnswer;
  readonly note: string;
}

const answerOptions = (Object.keys(checklistAnswers) as ChecklistAnswer[])
  // What cannot be settled here goes back to where the register is.
  .filter((answer) => answer !== "unsure")
  .map((value) => ({ value, label: checklistAnswers[value] }));

/** What the copy withholds of a check; the copy itself does not show it. */
function withheldWords(code: string, withheld: readonly string[]): string {
  const labels = findingTypesOfCheck(code)
    .filter((type) => withheld.includes(type) && Object.hasOwn(findingTypes, type))
    .map((type) => labelOfType(type as FindingType));
  return labels.length === 0 ? "" : `公开件中已遮盖${labels.join("、")}`;
}

/** Every check with its answer; what was found names its treatment. */
function Checks({
  given,
  withheld,
  contradicted,
  onAnswer,
}: {
  readonly given: ReadonlyMap<string, Answered>;
  readonly withheld: readonly string[];
  readonly contradicted: readonly string[];
  readonly onAnswer: (code: string, answered: Answered) => void;
}) {
  return (
    <ol className="incoming__checks">
      {checklist.map((entry) => {
        const answered = given.get(entry.code);
        const hint = withheldWords(entry.code, withheld);
        return (
          <li key={entry.code}>
            <p className="text-13">
              <span className="ink-3">{entry.code}</span> {entry.check}
            </p>
            {hint === "" ? null : <p className="ink-2 text-13">{hint}</p>}
            <Radio.Group
              aria-label={entry.check}
              value={answered?.answer}
              options={answerOptions}
              onChange={(event) => {
                const answer = event.target.value as ChecklistAnswer;
                const note = answered?.note ?? "";
                onAnswer(entry.code, { answer, note: answer === "yes" && note === "" ? hint : note });
              }}
            />
            {contradicted.includes(entry.code) ? (
              <p className="text-law text-13">与公开件中已遮盖的内容不符，应答“有，已处理”</p>
            ) : null}
            {answered?.answer === "yes" ? (
              <Input
                value={answered.note}
                aria-label={`${entry.code}怎样处理`}
                placeholder="写明怎样处理"
                onChange={(event) => onAnswer(entry.code, { ...answered, note: event.target.value })}
              />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** The reviewer's decision; it is signed over the digest of what is shown and goes back as a package. */
export function DecisionForm({
  view,
  onDecided,
}: {
  readonly view: IncomingRequestView;
  readonly onDecided: () => Promise<void>;
}) {
  const [decision, setDecision] = useState<"agree" | "return">("agree");
  const [conclusion, setConclusion] = useState<ReviewConclusion>();
  const [grounds, setGrounds] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const [deferUntil, setDeferUntil] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [given, setGiven] = useState<ReadonlyMap<string, Answered>>(new Map());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const agreeing = decision === "agree";
  const serious = view.findings.some((finding) => finding.severity === "must-fix");
  const open = agreeing && view.answersChecklist ? checklist.length - given.size : 0;
  const contradicted =
    agreeing && view.answersChecklist
      ? contradictedChecks(new Map([...given].map(([code, { answer }]) => [code, answer])), view.withheld)
      : [];
  const defers = agreeing && conclusion === "defer" && view.stage === "leaderApproval";
  const deferDay = defers ? parseCalendarDay(deferUntil) : undefined;
  const withholds = agreeing && conclusionNeedsGround(conclusion);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("reviewRequests.decide", {
      requestId: view.requestId,
      digest: view.digest,
      decision,
      ...(agreeing && conclusion ? { conclusion } : {}),
      grounds: withholds ? [...grounds] : [],
      reasons: reason.trim() === "" ? [] : [reason.trim()],
      checklist: [...given].map(([code, answered]) => ({ code, ...answered })),
      ...(deferDay ? { deferUntil: deferDay } : {}),
      ...(passphrase === "" ? {} : { passphrase }),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("已签名封包，联网后自动送回，也可以在同步里导出");
    await onDecided();
  };
  const ready =
    agreeing && view.concludes && conclusion === undefined
      ? "请选审查结论"
      : withholds && grounds.length === 0
        ? "不公开的部分须写明依据"
        : defers && !deferDay
          ? "请写明哪一天重新评估"
          : open > 0
            ? `核对单还有 ${open} 项没有答`
            : contradicted.length > 0
              ? `核对单${contradicted.join("、")}的答复与已遮盖的内容不符`
              : agreeing && serious && reason.trim() === ""
                ? "本机筛查还有须处理的发现，同意须写明依据"
                : agreeing &&
                    conclusionNeedsWords(conclusion, view.disclosureProperty) &&
                    reason.trim() === ""
                  ? "改为依申请公开须写明理由"
                  : !agreeing && reason.trim() === ""
                    ? "退回须写明理由"
                    : agreeing && view.needsPassphrase && passphrase === ""
                      ? "审批须再次输入口令"
                      : undefined;
  return (
    <Panel title="作出审查" remark="签名只对这一稿有效">
      <div className="form-stack">
        {view.actsFor ? <p className="ink-2 text-13">受{view.actsFor}委托办理，记录写明代谁办理。</p> : null}
        <Radio.Group
          aria-label="审查意见"
          value={decision}
          options={[
            { value: "agree", label: "同意" },
            { value: "return", label: "退回补充" },
          ]}
          onChange={(event) => setDecision(event.target.value as "agree" | "return")}
        />
        {agreeing && view.concludes ? (
          <Field label="审查结论" required>
            {({ id }) => (
              <Select<ReviewConclusion>
                id={id}
                value={conclusion ?? null}
                placeholder="请选择"
                options={view.allowedConclusions.map((value) => ({
                  value,
                  label: reviewConclusions[value].label,
                }))}
                onChange={setConclusion}
              />
            )}
          </Field>
        ) : null}
        {defers ? (
          <Field
            label="哪一天重新评估"
            required
            hint="到时回到对方承办人和政务公开机构的工作台；最长一年。公开期限照常计算。"
          >
            {(control) => <DayInput control={control} value={deferUntil} onChange={setDeferUntil} />}
          </Field>
        ) : null}
        {withholds ? (
          <Field label="依据，可以多选" required>
            {({ id }) => (
              <Select<string[]>
                id={id}
                mode="multiple"
                value={[...grounds]}
                placeholder="请选择"
                options={refusalGrounds.map((value) => ({ value, label: value }))}
                onChange={setGrounds}
              />
            )}
          </Field>
        ) : null}
        <Field label={agreeing ? "说明" : "退回理由"} required={!agreeing || serious}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              className="growing-text"
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {agreeing && view.answersChecklist ? (
          <details className="incoming__checklist">
            <summary>
              核对单（{given.size}／{checklist.length}）
            </summary>
            <Checks
              given={given}
              withheld={view.withheld}
              contradicted={contradicted}
              onAnswer={(code, one) => setGiven(new Map([...given, [code, one]]))}
            />
          </details>
        ) : null}
        {agreeing && view.needsPassphrase ? (
          <Field label="口令" required>
            {(control) => (
              <Input.Password
                {...control}
                value={passphrase}
                autoComplete="off"
                onChange={(event) => setPassphrase(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {problem ? <ErrorPanel error={problem} about="没有送出" /> : null}
        <div>
          <Button type="primary" loading={busy} disabled={ready !== undefined} onClick={() => void send()}>
            {agreeing ? "签名并答复" : "退回"}
          </Button>
          {ready ? <span className="ink-2 text-13"> {ready}</span> : null}
        </div>
      </div>
    </Panel>
  );
}
