import { Button, Input, Modal } from "antd";
import { useState } from "react";

import type { ReferralInput } from "../../../shared/contract/referrals.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { Field } from "../../components/field/field.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { useToday } from "../../session/session-store.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { ReferralForm } from "./referral-form.tsx";
import { freshReferral, referralOf, type ReferralDraft } from "./referral-model.ts";

/** 报请确定: asks another organ instead of deciding; from then on nothing of this revision is released until it answers. */
export function ReferralDialog({
  review,
  title = "报请确定",
  act = "报请确定",
  initial,
  needsPassphrase = false,
  onAsk,
  onClose,
}: {
  readonly review: ReviewView;
  readonly title?: string;
  readonly act?: string;
  readonly initial?: ReferralDraft;
  readonly needsPassphrase?: boolean;
  readonly onAsk: (referral: ReferralInput, passphrase: string) => Promise<CallError | undefined>;
  readonly onClose: () => void;
}) {
  const today = useToday();
  const [draft, setDraft] = useState(() => initial ?? freshReferral(today));
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const ask = async (): Promise<void> => {
    setTried(true);
    const referral = referralOf(draft);
    if (!referral || busy || (needsPassphrase && passphrase === "")) return;
    setBusy(true);
    setError(await onAsk(referral, passphrase));
    setBusy(false);
  };
  return (
    <Modal
      open
      title={`${title}：第${review.revision.revNo}稿 ${shortDigest(review.revision.digest)}`}
      onCancel={onClose}
      width={680}
      afterOpenChange={(shown) => {
        if (shown) document.getElementById("referral-organ")?.focus();
      }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不办了
        </Button>,
        <Button key="act" type="primary" loading={busy} onClick={() => void ask()}>
          {act}
        </Button>,
      ]}
    >
      <p className="strong" style={{ marginBottom: 12 }}>
        {review.metadata.title}
      </p>
      <ReferralForm review={review} draft={draft} tried={tried} onChange={setDraft} />
      <p className="decision__words" style={{ marginTop: 12 }}>
        第{review.revision.revNo}
        稿先行采取保密措施，收到答复前不公开；答复后回到专门审查，专门审查及以后的环节都重新办理。期间答复申请和公开的期限照常计算。报请文书按工作秘密管理，通过机要渠道或者派专人送达。
      </p>
      {needsPassphrase ? (
        <Field
          label="再次输入口令"
          required
          problem={tried && passphrase === "" ? "最后一个环节要再次输入本人口令。" : undefined}
        >
          {(control) => (
            <Input.Password
              {...control}
              visibilityToggle={false}
              autoComplete="current-password"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {error ? <ErrorPanel error={error} about="没有报请" /> : null}
    </Modal>
  );
}
