import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";

import { isAdministrator } from "../../../shared/domain/access/roles.ts";
import type { RowOutcome } from "../../../shared/contract/acting-for-others.ts";
import type { PersonRow } from "../../../shared/contract/organisation.ts";
import type { QueueRow } from "../../../shared/contract/reviews.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useSession } from "../../session/session-store.ts";

/**
 * What may be done to several rows at once: return them for one reason, or assign them. Agreeing is never among it
 * (一事一审).
 */
export function QueueBulk({
  rows,
  onDone,
}: {
  readonly rows: readonly QueueRow[];
  readonly onDone: () => void;
}) {
  const session = useSession();
  const assigns = session.roles.some((role) => role === "disclosureOffice" || role === "leader");
  const [reason, setReason] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [to, setTo] = useState<string>();
  const [people, setPeople] = useState<readonly PersonRow[]>([]);
  const [outcome, setOutcome] = useState<readonly RowOutcome[]>();
  const [problem, setProblem] = useState<CallError>();
  useEffect(() => {
    if (!assigns) return;
    const read = async (): Promise<void> => {
      const answer = await call("people.list", {});
      if (answer.ok) setPeople(answer.value);
    };
    void read();
  }, [assigns]);
  const returnable = rows.filter((row) => row.stage !== "selfCheck" && !row.toSettle);
  const final = returnable.some((row) => row.stage === "leaderApproval");
  const show = (
    answer: { ok: true; value: { rows: readonly RowOutcome[] } } | { ok: false; error: CallError },
  ) => {
    setProblem(answer.ok ? undefined : answer.error);
    setOutcome(answer.ok ? answer.value.rows : undefined);
    if (answer.ok) onDone();
  };
  const returnThem = async (): Promise<void> =>
    show(
      await call("reviews.returnEach", {
        rows: returnable.map(({ reviewId, stage, digest }) => ({ reviewId, stage, digest })),
        reason: reason.trim(),
        ...(final ? { passphrase } : {}),
      }),
    );
  const assign = async (): Promise<void> => {
    if (to === undefined) return;
    show(
      await call("reviews.assign", {
        reviewIds: rows.map((row) => row.reviewId),
        toPersonId: to,
        reason: reason.trim(),
      }),
    );
  };
  const kept = outcome?.filter((row) => !row.done) ?? [];
  return (
    <div className="review-queue__filter" role="group" aria-label="成批办理">
      <span>
        已选 {rows.length} 件。可以成批退回{assigns ? "、指派" : ""}；同意须逐件办理。
      </span>
      <Input
        size="small"
        aria-label="成批办理的理由"
        placeholder="退回的理由，每件都写进流转记录"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {final && (
        <Input.Password
          size="small"
          visibilityToggle={false}
          aria-label="再次输入口令"
          placeholder="再次输入口令"
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
      <Button
        size="small"
        danger
        disabled={returnable.length === 0 || reason.trim() === "" || (final && passphrase === "")}
        onClick={() => void returnThem()}
      >
        退回 {returnable.length} 件
      </Button>
      {assigns && (
        <>
          <Select
            size="small"
            aria-label="指派给"
            placeholder="指派给"
            showSearch={{ optionFilterProp: "label" }}
            options={people
              .filter((person) => !person.roles.some(isAdministrator))
              .map((person) => ({ value: person.personId, label: person.personName }))}
            value={to ?? null}
            onChange={(value) => setTo(value ?? undefined)}
          />
          <Button size="small" disabled={to === undefined || rows.length === 0} onClick={() => void assign()}>
            指派 {rows.length} 件
          </Button>
        </>
      )}
      {problem && <ErrorPanel error={problem} about="没有办成" />}
      {outcome && (
        <span role="status">
          办成 {outcome.length - kept.length} 件
          {kept.length > 0
            ? `，${kept.length} 件没有办成：${[...new Set(kept.map((row) => row.because))].join("；")}`
            : ""}
        </span>
      )}
    </div>
  );
}
