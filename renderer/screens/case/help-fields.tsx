import { Checkbox, Input } from "antd";

import { helpKinds, type HelpKind } from "../../../shared/contract/applications.ts";
import { Field } from "../../components/field/field.tsx";
import type { IntakeDraft, IntakeField } from "./intake-model.ts";

const kinds = (Object.entries(helpKinds) as [HelpKind, string][]).map(([value, label]) => ({ value, label }));

/** What help somebody needs (条例43), and how an oral application was written down and confirmed (条例29①). */
export function HelpFields({
  draft,
  change,
  problem,
}: {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
  readonly problem: (field: IntakeField) => string | undefined;
}) {
  const oral = draft.submissionChannel === "oral";
  if (!oral && !draft.helpNeeded) return null;
  return (
    <>
      {draft.helpNeeded && (
        <fieldset className="units">
          <legend>需要什么帮助</legend>
          <Checkbox.Group
            options={kinds}
            value={[...draft.helpKinds]}
            onChange={(values) => change({ helpKinds: values })}
          />
          <Input
            style={{ marginTop: 8 }}
            aria-label="其他帮助"
            placeholder="其他帮助、来访时的安排"
            value={draft.helpNote}
            onChange={(event) => change({ helpNote: event.target.value })}
          />
          {problem("helpKinds") && <p className="text-law text-13">{problem("helpKinds")}</p>}
        </fieldset>
      )}
      {oral && (
        <fieldset className="units">
          <legend>口头申请，由工作人员代填</legend>
          <Field label="书写有什么困难" required problem={problem("difficultyReason")}>
            {(control) => (
              <Input
                {...control}
                value={draft.difficultyReason}
                onChange={(event) => change({ difficultyReason: event.target.value })}
              />
            )}
          </Field>
          <Checkbox
            style={{ marginTop: 8 }}
            checked={draft.readBack}
            onChange={(event) => change({ readBack: event.target.checked })}
          >
            以上内容已向申请人宣读，申请人确认无误
          </Checkbox>
          {problem("readBack") && <p className="text-law text-13">{problem("readBack")}</p>}
          <p className="ink-2 text-13">
            登记以后打印代填记录，由申请人签名或者捺印；签名之日为收到申请之日。
          </p>
        </fieldset>
      )}
    </>
  );
}
