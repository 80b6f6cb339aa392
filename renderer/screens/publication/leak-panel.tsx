import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import type { ReleaseView } from "../../../shared/contract/after-release.ts";
import { leakKinds, type LeakKind } from "../../../shared/domain/publication/leak.ts";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";

const kinds = Object.keys(leakKinds) as LeakKind[];

/** One act for "this is out and should not be": the incident on record, the take-down asked for, the clock running. */
export function LeakPanel({ view }: { readonly view: ReleaseView }) {
  const navigate = useNavigate();
  const [kind, setKind] = useState<LeakKind>();
  const [foundHow, setFoundHow] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const open = async (): Promise<void> => {
    if (!kind) return;
    setBusy(true);
    const answer = await call("leaks.open", { publicationId: view.publicationId, kind, foundHow });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) await navigate(addresses.leak(answer.value.leakId));
  };
  return (
    <Panel title="不该公开的公开了" remark="立即处置，24 小时内报告">
      <div className="form-stack">
        <Field label="属于哪一类" required>
          {(control) => (
            <Select<LeakKind>
              {...control}
              style={{ width: "100%" }}
              {...(kind ? { value: kind } : {})}
              placeholder="选一类"
              options={kinds.map((each) => ({ value: each, label: leakKinds[each] }))}
              onChange={setKind}
            />
          )}
        </Field>
        <Field label="怎样发现的" required hint="只写经过，不要抄写内容">
          {(control) => (
            <Input {...control} value={foundHow} onChange={(event) => setFoundHow(event.target.value)} />
          )}
        </Field>
        {problem ? <ErrorPanel error={problem} about="没有开始" /> : null}
        <span className="act-row">
          <Button
            danger
            disabled={!kind || foundHow.trim() === ""}
            loading={busy}
            onClick={() => void open()}
          >
            开始泄密处置，提出撤下
          </Button>
          <Missing of={{ 属于哪一类: !kind, 怎样发现的: foundHow.trim() === "" }} />
        </span>
      </div>
    </Panel>
  );
}
