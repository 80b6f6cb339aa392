import { Checkbox, Input, Radio, Select } from "antd";
import { useId } from "react";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import {
  formsFor,
  organsFor,
  referralForms,
  referralOrganKinds,
  referralQuestions,
  type ReferralForm as PaperForm,
  type ReferralOrganKind,
  type ReferralQuestion,
} from "../../../shared/domain/review/referral.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import {
  doubtfulChecks,
  gapWords,
  passagesToChoose,
  referralGaps,
  withOrganKind,
  withQuestion,
  type ReferralDraft,
  type ReferralGap,
} from "./referral-model.ts";
import "./referral.css";

function Matters({
  review,
  draft,
  problem,
  onChange,
}: {
  readonly review: ReviewView;
  readonly draft: ReferralDraft;
  readonly problem: string | undefined;
  readonly onChange: (draft: ReferralDraft) => void;
}) {
  const label = useId();
  const checks = doubtfulChecks(review);
  return (
    <div className="field field--wide" role="group" aria-labelledby={label}>
      <span className="field__label" id={label}>
        报请哪些内容
      </span>
      <ScrollRegion className="referral__matters" label="可选的段落和附件">
        {passagesToChoose(review.releaseDocument).map(({ position, where, text }) => (
          <Checkbox
            key={position}
            checked={draft.positions.includes(position)}
            onChange={(event) =>
              onChange({
                ...draft,
                positions: event.target.checked
                  ? [...draft.positions, position]
                  : draft.positions.filter((each) => each !== position),
              })
            }
          >
            <span className="ink-3">{where}</span> {text}
          </Checkbox>
        ))}
        {review.attachments.map((attachment) => (
          <Checkbox
            key={attachment.attachmentId}
            checked={draft.attachmentIds.includes(attachment.attachmentId)}
            onChange={(event) =>
              onChange({
                ...draft,
                attachmentIds: event.target.checked
                  ? [...draft.attachmentIds, attachment.attachmentId]
                  : draft.attachmentIds.filter((each) => each !== attachment.attachmentId),
              })
            }
          >
            <span className="ink-3">附件</span> {attachment.fileName}
          </Checkbox>
        ))}
      </ScrollRegion>
      {problem ? (
        <span className="field__problem" role="alert">
          {problem}
        </span>
      ) : (
        <span className="field__hint">
          {checks.length > 0
            ? `核对单中不能确定的 ${checks.length} 项一并写入：${checks.join("；")}`
            : "报请文书只写选中的内容，取自公开件；其余不出本机。"}
        </span>
      )}
    </div>
  );
}

/** What is asked, of whom, about which passages, and why (条例17; 保密法25). */
export function ReferralForm({
  review,
  draft,
  tried,
  onChange,
}: {
  readonly review: ReviewView;
  readonly draft: ReferralDraft;
  /** What is missing is said only after somebody tried. */
  readonly tried: boolean;
  readonly onChange: (draft: ReferralDraft) => void;
}) {
  const question = useId();
  const gaps = tried ? referralGaps(draft) : [];
  const problemOf = (gap: ReferralGap) => (gaps.includes(gap) ? gapWords[gap] : undefined);
  return (
    <div className="form-grid">
      <div className="field field--wide" role="group" aria-labelledby={question}>
        <span className="field__label" id={question}>
          什么不能确定
        </span>
        <Radio.Group
          aria-labelledby={question}
          value={draft.question}
          onChange={(event) => onChange(withQuestion(draft, event.target.value as ReferralQuestion))}
          options={(Object.keys(referralQuestions) as ReferralQuestion[]).map((value) => ({
            value,
            label: referralQuestions[value].label,
          }))}
        />
        <span className="field__hint">
          {draft.question === "stateSecret"
            ? "保密法第二十五条、实施条例第二十五条：向省级或者国家保密行政管理部门报请，自采取保密措施之日起10个工作日内发出。"
            : "条例第十七条：报有关主管部门或者保密行政管理部门确定。法律没有定报请的期限，由本机关掌握。"}
        </span>
      </div>
      <Field label="向哪一类机关报请" required>
        {(control) => (
          <Select
            {...control}
            value={draft.organKind}
            onChange={(organKind: ReferralOrganKind) => onChange(withOrganKind(draft, organKind))}
            options={organsFor(draft.question).map((value) => ({ value, label: referralOrganKinds[value] }))}
          />
        )}
      </Field>
      <Field label="机关全称" required problem={problemOf("organ")} controlId="referral-organ">
        {(control) => (
          <Input
            {...control}
            value={draft.organ}
            placeholder="用作主送机关"
            onChange={(event) => onChange({ ...draft, organ: event.target.value })}
          />
        )}
      </Field>
      {formsFor(draft.organKind).length > 1 && (
        <Field
          label="用什么文种"
          hint="报本机关的上级机关用请示，一文一事，只主送一个机关；不相隶属的机关用函。"
        >
          {(control) => (
            <Select
              {...control}
              value={draft.form}
              onChange={(form: PaperForm) => onChange({ ...draft, form })}
              options={formsFor(draft.organKind).map((value) => ({ value, label: referralForms[value] }))}
            />
          )}
        </Field>
      )}
      {draft.form === "request" && (
        <Field label="签发人" required problem={problemOf("signer")}>
          {(control) => (
            <Input
              {...control}
              value={draft.signer}
              onChange={(event) => onChange({ ...draft, signer: event.target.value })}
            />
          )}
        </Field>
      )}
      <Matters review={review} draft={draft} problem={problemOf("matters")} onChange={onChange} />
      <Field label="不能确定的理由" required wide problem={problemOf("doubt")}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={draft.doubt}
            onChange={(event) => onChange({ ...draft, doubt: event.target.value })}
          />
        )}
      </Field>
      <Field label="先行采取保密措施之日" required problem={problemOf("protectedOn")}>
        {(control) => (
          <DayInput
            control={control}
            value={draft.protectedOn}
            onChange={(protectedOn) => onChange({ ...draft, protectedOn })}
          />
        )}
      </Field>
    </div>
  );
}
