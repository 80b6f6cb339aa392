import { Button, Select } from "antd";
import { useState } from "react";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { fullTime } from "../../wording/dates.ts";
import { arrivalWords } from "../../wording/review-requests.ts";
import { outboxStates } from "../../wording/states.ts";

/** Who on another workstation was asked for a stage, how far it is, and asking. */
export function RequestsPanel({ review }: { readonly review: ReviewView }) {
  const { reviewId } = review;
  const { value, reload } = useView("reviewRequests.ofReview", { reviewId }, [
    "reviews",
    "packages",
    "reviewRequests",
  ]);
  const [personId, setPersonId] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  if (!value || (value.sent.length === 0 && !value.mayAsk && value.refused.length === 0)) return null;
  const ask = async (): Promise<void> => {
    if (personId === undefined) return;
    setBusy(true);
    const answer = await call("reviewRequests.send", { reviewId, personId });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setPersonId(undefined);
    showToast("已封包，联网后自动送出，也可以在同步里导出");
    await reload();
  };
  return (
    <section className="requests" aria-label="外机审查">
      {value.sent.map((row) => (
        <p key={row.packageId} className="text-13">
          {fullTime(row.sentAt)}请{row.toPersonName}办理{reviewStages[row.stage].label}：
          {row.answeredAt
            ? `${fullTime(row.answeredAt)}收到答复`
            : row.packageState === "accepted"
              ? "已送到中心，等待答复"
              : `${outboxStates[row.packageState]}，等待答复`}
        </p>
      ))}
      {value.refused.map((row) => (
        <p key={row.arrivedAt} className="text-13 text-law">
          {fullTime(row.arrivedAt)}的答复没有采用：{arrivalWords(row.problem)}
        </p>
      ))}
      {value.mayAsk ? (
        <div className="requests__ask">
          <Select
            size="small"
            aria-label="请谁在外机审查"
            placeholder="请外机审查"
            value={personId ?? null}
            options={value.candidates.map((person) => ({
              value: person.personId,
              label: person.personName,
            }))}
            onChange={(value) => setPersonId(value ?? undefined)}
          />
          <Button size="small" loading={busy} disabled={personId === undefined} onClick={() => void ask()}>
            送出
          </Button>
        </div>
      ) : null}
      {problem ? <ErrorPanel error={problem} about="没有送出" /> : null}
    </section>
  );
}
