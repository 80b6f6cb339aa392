import { Input, Select } from "antd";

import { lossReasons, type LossReason } from "../../../shared/domain/application/dispute.ts";
import { Field } from "../../components/field/field.tsx";

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Why an answer did not hold and what the next drafter must do: asked for whenever a case is lost. */
export function LossFields({
  reason,
  lesson,
  tried,
  onReason,
  onLesson,
}: {
  readonly reason: LossReason;
  readonly lesson: string;
  readonly tried: boolean;
  readonly onReason: (reason: LossReason) => void;
  readonly onLesson: (lesson: string) => void;
}) {
  return (
    <>
      <Field label="为什么被纠正" wide required>
        {({ id }) => <Select id={id} value={reason} options={optionsOf(lossReasons)} onChange={onReason} />}
      </Field>
      <Field
        label="教训"
        wide
        required
        hint="以后选用同一种文书、同一理由的人会看到：应当怎样做"
        problem={tried && lesson.trim() === "" ? "写明应当怎样做" : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            value={lesson}
            onChange={(event) => onLesson(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
