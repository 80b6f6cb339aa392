import { Button, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { HandoverView } from "../../../shared/contract/acting-for-others.ts";
import type { PersonRow } from "../../../shared/contract/organisation.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { colleagueOptions, delegableStages } from "./lend-form.tsx";

type Outcome = CallOutput<"reviews.handOver">;

/** Hands over what waits for somebody who is away; what the colleague may not decide stays, and says why. */
export function HandOverForm({ people }: { readonly people: readonly PersonRow[] }) {
  const session = useSession();
  const organises = session.roles.some((role) => role === "disclosureOffice" || role === "leader");
  const [from, setFrom] = useState(session.personId);
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const holders = people.filter((person) =>
    delegableStages.some((stage) => person.roles.includes(reviewStages[stage].role)),
  );
  const handOver = async (): Promise<void> => {
    if (to === undefined) return;
    setBusy(true);
    const answer = await call("reviews.handOver", {
      ...(from === session.personId ? {} : { fromPersonId: from }),
      toPersonId: to,
      reason: reason.trim(),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    setOutcome(answer.ok ? answer.value : undefined);
    if (answer.ok) setReason("");
  };
  const kept = outcome?.rows.filter((row) => !row.done) ?? [];
  const causes = Map.groupBy(kept, (row) => row.because ?? "");
  return (
    <Panel title="移交待办" remark="逐件附交接要点；移交不增减职责，受领人须本来有职责或者受委托">
      <div className="form-grid form-grid--three">
        <Field label="离岗人" required>
          {(control) => (
            <Select
              {...control}
              style={{ width: "100%" }}
              disabled={!organises}
              options={holders
                .filter((person) => organises || person.personId === session.personId)
                .map((person) => ({
                  value: person.personId,
                  label: `${person.personName}　${person.unitName}`,
                }))}
              value={from}
              onChange={setFrom}
            />
          )}
        </Field>
        <Field label="受领人" required>
          {(control) => (
            <Select
              {...control}
              style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              options={colleagueOptions(people, from)}
              value={to ?? null}
              onChange={(value) => setTo(value ?? undefined)}
            />
          )}
        </Field>
        <Field label="事由" required>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      {problem ? <ErrorPanel error={problem} about="没有移交" /> : null}
      {outcome ? (
        <p role="status" className="text-13">
          已移交 {outcome.rows.length - kept.length} 件
          {kept.length > 0
            ? `，留下 ${kept.length} 件：${[...causes].map(([cause, rows]) => `${cause}（${rows.length} 件）`).join("；")}`
            : ""}
        </p>
      ) : null}
      <span className="act-row">
        <Button
          type="primary"
          loading={busy}
          disabled={to === undefined || reason.trim() === ""}
          onClick={() => void handOver()}
        >
          移交
        </Button>
        <Missing of={{ 受领人: to === undefined, 事由: reason.trim() === "" }} />
      </span>
    </Panel>
  );
}

/** One handover with the brief of each item: what it is, where it stands, how long there is, what is open. */
export function HandoverCard({ handover }: { readonly handover: HandoverView }) {
  const waiting = handover.items.filter((item) => item.waiting).length;
  return (
    <Panel
      flush
      title={`${handover.fromPersonName} → ${handover.toPersonName}`}
      remark={`${handover.reason}；共 ${handover.items.length} 件，还有 ${waiting} 件未办`}
      extra={<RelativeTime at={handover.at} />}
    >
      <table className="plain-table">
        <caption className="spoken">交接要点</caption>
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">办到哪里</th>
            <th scope="col" className="is-wide">
              期限
            </th>
            <th scope="col">未了</th>
          </tr>
        </thead>
        <tbody>
          {handover.items.map((item) => (
            <tr key={item.reviewId}>
              <td>
                <Link to={addresses.review(item.reviewId)}>{item.title}</Link>{" "}
                {item.waiting ? null : <Tag kind="done">已办</Tag>}
                <br />
                <span className="ink-2 text-13">
                  {item.reviewNo}，{item.brief.what}
                </span>
              </td>
              <td>
                {item.brief.stands.map((line) => (
                  <span key={line} className="text-13 handover__line">
                    {line}
                  </span>
                ))}
              </td>
              <td className="text-13">{item.brief.time}</td>
              <td>
                {item.brief.open.length === 0 ? <span className="ink-3">没有未了事项</span> : null}
                {item.brief.open.map((line) => (
                  <span key={line} className="text-13 handover__line">
                    {line}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
