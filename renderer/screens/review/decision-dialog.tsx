import { Button, Checkbox, Input, Modal, Radio } from "antd";
import { useState } from "react";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { conclusionNeedsGround, refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import { reviewConclusions } from "../../../shared/domain/review/review-stages.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { shortDigest } from "../../wording/numbers.ts";
import {
  asksDeferDay,
  consequenceOf,
  decisionGaps,
  draftDecision,
  unmaskedWords,
  type DecisionDraft,
  type DecisionGap,
  type DecisionKind,
  needsWords,
} from "./decision-model.ts";

/** 报请确定 has a dialog of its own. */
export type PlainDecision = Exclude<DecisionKind, "refer">;
const titles: Readonly<Record<PlainDecision, string>> = { agree: "作出结论", return: "退回修改" };
const acts: Readonly<Record<PlainDecision, string>> = { agree: "同意", return: "退回" };
const gapWords: Readonly<Record<DecisionGap, string>> = {
  conclusion: "选一个结论。",
  grounds: "不公开的部分须写明依据。",
  deferUntil: "写明哪一天重新评估。",
  reasons: "写明理由，承办人要照着改。",
  passphrase: "最后一个环节要再次输入本人口令。",
};

/**
 * One decision on one revision: the conclusion, what it rests on, and in words what it will do. The final one asks
 * for the passphrase in the same place.
 */
export function DecisionDialog({
  kind,
  review,
  busy,
  onDecide,
  onClose,
}: {
  readonly kind: PlainDecision;
  readonly review: ReviewView;
  readonly busy: boolean;
  readonly onDecide: (draft: DecisionDraft) => Promise<CallError | undefined>;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(() => draftDecision(kind, review));
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const gaps = decisionGaps(draft, review);
  const change = (part: Partial<DecisionDraft>): void => {
    setDraft({ ...draft, ...part });
    setError(undefined);
  };
  const gap = (name: DecisionGap) =>
    tried && gaps.includes(name) ? (
      <p className="decision__gap" role="alert">
        {name === "reasons" && kind === "agree" ? "写明理由，随结论记录。" : gapWords[name]}
      </p>
    ) : null;
  const decide = async (): Promise<void> => {
    setTried(true);
    if (gaps.length > 0 || busy) return;
    setError(await onDecide(draft));
  };
  const returnable = kind === "return" ? review.unmasked : [];
  const needsText = kind !== "agree" || needsWords(draft, review);
  const textLabel =
    kind !== "agree"
      ? "理由"
      : !needsText
        ? "意见"
        : draft.conclusion === "defer"
          ? "等什么事、为什么"
          : "为什么不主动公开";
  return (
    <Modal
      open
      title={`${titles[kind]}：第${review.revision.revNo}稿 ${shortDigest(review.revision.digest)}`}
      onCancel={onClose}
      width={560}
      // Focus is where typing should start; where nothing is to be typed, on the act: A, Enter.
      afterOpenChange={(shown) => {
        if (!shown) return;
        const agreeing = review.needsPassphrase ? "decision-passphrase" : "decision-act";
        const first = kind === "agree" ? agreeing : "decision-text";
        document.getElementById(first)?.focus();
      }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不办了
        </Button>,
        <Button
          key="act"
          id="decision-act"
          type="primary"
          danger={kind === "return"}
          loading={busy}
          onClick={() => void decide()}
        >
          {kind === "agree" && draft.conclusion ? reviewConclusions[draft.conclusion].label : acts[kind]}
        </Button>,
      ]}
    >
      <p className="strong">{review.metadata.title}</p>
      {kind === "agree" && review.allowedConclusions.length > 0 && (
        <div className="decision__field">
          <span className="decision__label" id="decision-conclusion">
            结论
          </span>
          <Radio.Group
            aria-labelledby="decision-conclusion"
            value={draft.conclusion}
            onChange={(event) =>
              change({ conclusion: event.target.value as NonNullable<DecisionDraft["conclusion"]> })
            }
          >
            <div className="decision__choices">
              {review.allowedConclusions.map((conclusion) => (
                <Radio key={conclusion} value={conclusion}>
                  {reviewConclusions[conclusion].label}
                </Radio>
              ))}
            </div>
          </Radio.Group>
          {gap("conclusion")}
        </div>
      )}
      {kind === "agree" && conclusionNeedsGround(draft.conclusion) && (
        <div className="decision__field">
          <span className="decision__label" id="decision-grounds">
            依据，可以多选
          </span>
          <Checkbox.Group
            aria-labelledby="decision-grounds"
            value={[...draft.grounds]}
            onChange={(grounds) => change({ grounds })}
          >
            <div className="decision__choices">
              {refusalGrounds.map((ground) => (
                <Checkbox key={ground} value={ground}>
                  {ground}
                </Checkbox>
              ))}
            </div>
          </Checkbox.Group>
          {gap("grounds")}
        </div>
      )}
      {asksDeferDay(draft, review) && (
        <Field
          label="哪一天重新评估"
          required
          hint="到时回到承办人和政务公开机构的工作台；最长一年。公开期限照常计算。"
          problem={tried && gaps.includes("deferUntil") ? gapWords.deferUntil : undefined}
        >
          {(control) => (
            <DayInput
              control={control}
              value={draft.deferUntil ?? ""}
              onChange={(deferUntil) => change({ deferUntil })}
            />
          )}
        </Field>
      )}
      {returnable.length > 0 && (
        <div className="decision__field">
          <span className="decision__label" id="decision-findings">
            须遮盖而公开件中仍在的，随理由退回
          </span>
          <Checkbox.Group
            aria-labelledby="decision-findings"
            value={[...draft.findingIds]}
            onChange={(findingIds) => change({ findingIds })}
          >
            <div className="decision__choices">
              {returnable.map((unmasked) => (
                <Checkbox key={unmasked.findingId} value={unmasked.findingId}>
                  {unmaskedWords(unmasked)}
                </Checkbox>
              ))}
            </div>
          </Checkbox.Group>
        </div>
      )}
      <div className="decision__field">
        <label className="decision__label" htmlFor="decision-text">
          {textLabel}
          {!needsText && <span className="field__optional"> 可不填</span>}
        </label>
        <Input.TextArea
          id="decision-text"
          className="growing-text"
          rows={2}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        {gap("reasons")}
      </div>
      {consequenceOf(draft, review) !== "" && (
        <p className="decision__words" style={{ marginTop: 12 }}>
          {consequenceOf(draft, review)}
        </p>
      )}
      {kind === "agree" && review.needsPassphrase && (
        <div className="decision__field">
          <label className="decision__label" htmlFor="decision-passphrase">
            再次输入口令
          </label>
          <Input.Password
            visibilityToggle={false}
            id="decision-passphrase"
            autoComplete="current-password"
            value={draft.passphrase}
            onChange={(event) => change({ passphrase: event.target.value })}
            onPressEnter={() => void decide()}
          />
          {gap("passphrase")}
        </div>
      )}
      {error && <ErrorPanel error={error} about="结论没有记下" />}
    </Modal>
  );
}
