import { Input, Modal, Select } from "antd";
import { useEffect, useState } from "react";

import { isAdministrator } from "../../../shared/domain/access/roles.ts";
import type { PersonRow } from "../../../shared/contract/organisation.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useSession } from "../../session/session-store.ts";

/** 应急授权: asks for one person to decide this stage of this review today; somebody else confirms it. */
export function EmergencyDialog({
  review,
  onClose,
}: {
  readonly review: ReviewView;
  readonly onClose: () => void;
}) {
  const session = useSession();
  const [people, setPeople] = useState<readonly PersonRow[]>([]);
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const answer = await call("people.list", {});
      if (answer.ok) setPeople(answer.value);
    };
    void read();
  }, []);
  const propose = async (): Promise<void> => {
    if (to === undefined) return;
    setBusy(true);
    const answer = await call("delegations.proposeEmergency", {
      reviewId: review.reviewId,
      toPersonId: to,
      reason: reason.trim(),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("已提出，安全保密管理员确认后生效");
    onClose();
  };
  return (
    <Modal
      open
      title={`应急授权：${review.currentStage ? reviewStages[review.currentStage].label : ""}`}
      onCancel={onClose}
      onOk={() => void propose()}
      okText="提出"
      cancelText="不办了"
      okButtonProps={{ disabled: to === undefined || reason.trim() === "", loading: busy }}
    >
      <p className="ink-2">
        只在有职责的人都联系不上时使用：仅限本件、本环节、今天；安全保密管理员确认后生效，安全审计员最先看到。审查一步不少，承办人回避、一人一环节照旧。
      </p>
      <div className="form-stack">
        <Select
          aria-label="授权给"
          placeholder="授权给"
          showSearch={{ optionFilterProp: "label" }}
          options={people
            .filter((person) => person.personId !== session.personId && !person.roles.some(isAdministrator))
            .map((person) => ({
              value: person.personId,
              label: `${person.personName}　${person.unitName}`,
            }))}
          value={to ?? null}
          onChange={(value) => setTo(value ?? undefined)}
        />
        <Input.TextArea
          aria-label="应急的理由"
          placeholder="理由：为什么等不到有职责的人"
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {problem ? <ErrorPanel error={problem} about="没有提出" /> : null}
    </Modal>
  );
}
