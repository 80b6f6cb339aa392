import { Button, Checkbox, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useLocation } from "react-router";

import { maxWordLength } from "../../../shared/domain/search/own-word.ts";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { isWordState } from "./word-state.ts";

/** One everyday word with its official wording; Enter in either field adds it. */
export function AddWord() {
  const { state } = useLocation() as { readonly state: unknown };
  const brought = isWordState(state) ? state.everyday : "";
  const [everyday, setEveryday] = useState(brought);
  const [official, setOfficial] = useState("");
  const [both, setBoth] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const first = useRef<InputRef>(null);
  const second = useRef<InputRef>(null);
  useEffect(() => {
    setEveryday(brought);
    (brought === "" ? first : second).current?.focus();
  }, [brought]);
  const isReady = everyday.trim() !== "" && official.trim() !== "";
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    const answer = await call("everydayWords.add", {
      everyday,
      official,
      direction: both ? "both" : "toOfficial",
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(`查“${everyday.trim()}”时也查“${official.trim()}”`);
    setEveryday("");
    setOfficial("");
    setBoth(false);
    first.current?.focus();
  };
  return (
    <Panel title="补充一条" remark="补充以后，本单位的人查找时都用得上">
      <form className="everyday-words__add" onSubmit={(event) => void add(event)}>
        <Field label="平时的说法" required>
          {(control) => (
            <Input
              {...control}
              ref={first}
              maxLength={maxWordLength}
              value={everyday}
              placeholder="例如：修路钱"
              onChange={(event) => {
                setEveryday(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
        <Field label="规范用语" required>
          {(control) => (
            <Input
              {...control}
              ref={second}
              maxLength={maxWordLength}
              value={official}
              placeholder="例如：道路养护资金"
              onChange={(event) => {
                setOfficial(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!isReady}>
          补充
        </Button>
        <Checkbox checked={both} onChange={(event) => setBoth(event.target.checked)}>
          查规范用语时，也查平时的说法
        </Checkbox>
      </form>
      {problem ? <ErrorPanel error={problem} about="没有补充" /> : null}
    </Panel>
  );
}
