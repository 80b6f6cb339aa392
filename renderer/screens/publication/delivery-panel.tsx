import { Button, Input, Select } from "antd";
import { useState } from "react";

import type { ReleaseView } from "../../../shared/contract/after-release.ts";
import { deliveryMethods, type DeliveryMethod } from "../../../shared/domain/publication/delivery.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { fullDate } from "../../wording/dates.ts";

const methods = Object.keys(deliveryMethods) as DeliveryMethod[];

function Record({
  publicationId,
  recipient,
  onRecorded,
}: {
  readonly publicationId: string;
  readonly recipient: string;
  readonly onRecorded: () => void;
}) {
  const today = useToday();
  const [method, setMethod] = useState<DeliveryMethod>("inPerson");
  const [evidence, setEvidence] = useState("");
  const [day, setDay] = useState<string>(today);
  const [problem, setProblem] = useState<CallError>();
  const record = async (): Promise<void> => {
    const answer = await call("targeted.record", {
      publicationId,
      recipient,
      method,
      evidence,
      deliveredOn: day as typeof today,
    });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onRecorded();
  };
  return (
    <div className="form-stack">
      <span className="delivery__row">
        <Select<DeliveryMethod>
          aria-label={`${recipient}：怎样送达`}
          value={method}
          style={{ width: 150 }}
          options={methods.map((each) => ({ value: each, label: deliveryMethods[each] }))}
          onChange={setMethod}
        />
        <DayInput value={day} onChange={setDay} label={`${recipient}：哪一天送达`} />
      </span>
      <span className="delivery__row">
        <Input
          value={evidence}
          aria-label={`${recipient}：凭证`}
          placeholder="凭证：签收人、邮件号、张贴地点"
          onChange={(event) => setEvidence(event.target.value)}
          onPressEnter={() => void record()}
        />
        <Button disabled={evidence.trim() === ""} onClick={() => void record()}>
          登记送达
        </Button>
      </span>
      {problem ? <ErrorPanel error={problem} about="没有登记" /> : null}
    </div>
  );
}

/** 定向送达: every recipient the review named, and the evidence that it has it; absent for what is open to the public. */
export function DeliveryPanel({ view }: { readonly view: ReleaseView }) {
  const { value, reload } = useView("targeted.read", { publicationId: view.publicationId }, ["publications"]);
  if (!value || value.recipients.length === 0) return null;
  const left = value.recipients.filter((each) => !each.delivered).length;
  return (
    <Panel
      title="定向送达"
      remark={left === 0 ? "已全部送达" : `还有 ${left} 个没有送达`}
      kind={left === 0 ? "plain" : "next"}
    >
      <ul className="publication__history">
        {value.recipients.map((each) => (
          <li key={each.recipient}>
            <strong>{each.recipient}</strong>　
            {each.delivered ? (
              <>
                <Tag kind="done">已送达</Tag>　{fullDate(each.delivered.on)}，
                {deliveryMethods[each.delivered.method]}，{each.delivered.evidence}，{each.delivered.by}登记
              </>
            ) : value.mayRecord ? (
              <Record
                publicationId={view.publicationId}
                recipient={each.recipient}
                onRecorded={() => void reload()}
              />
            ) : (
              "没有送达"
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
