import { Button, Input } from "antd";
import { useState } from "react";

import type { CombinationsView, DryRunView } from "../../../shared/contract/aggregation-rules.ts";
import type { CombinationRule } from "../../../shared/domain/aggregation/rules.ts";
import { ruleChanges } from "../../../shared/domain/aggregation/rule-list.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { fullTime } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { RuleEditor } from "./rule-editor.tsx";
import "../../components/plain-table/plain-table.css";
import "./aggregation-screen.css";

function Register({ view, onChanged }: { readonly view: CombinationsView; readonly onChanged: () => void }) {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const rebuild = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("aggregation.rebuild", {});
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) setDone(`重建完成，读出 ${groupedNumber(answer.value.facts)} 条数据。`);
    onChanged();
  };
  const take = async (files: readonly File[]): Promise<void> => {
    const file = files[0];
    if (!file) return;
    setBusy(true);
    const answer = await call("aggregation.importList", { bytes: new Uint8Array(await file.arrayBuffer()) });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) setDone(`新导入 ${answer.value.added} 件，${answer.value.known} 件早已在册。`);
    onChanged();
  };
  const { register } = view;
  return (
    <Panel title="参加比对的信息" remark={`${groupedNumber(register.compared)} 件`}>
      <div className="form-stack">
        <p>
          本单位已公开的 {groupedNumber(register.compared - register.outside)} 件，其他机关公开的{" "}
          {groupedNumber(register.outside)} 件
          {register.unregistered > 0
            ? `；还有 ${groupedNumber(register.unregistered)} 件早先公开的没有登记`
            : ""}
          。
        </p>
        <FileButton multiple={false} accept=".csv,.txt,.tsv" onFiles={(files) => void take(files)}>
          导入其他机关公开的清单
        </FileButton>
        <p className="ink-2 text-13">
          清单为 csv，第一行是表头：机关、标题、文号、公开日期、正文。带密级标志的拒收。
        </p>
        <Button loading={busy} onClick={() => void rebuild()}>
          重建登记
        </Button>
        {done ? <Notice kind="done">{done}</Notice> : null}
        {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
      </div>
    </Panel>
  );
}

function DryRun({ run }: { readonly run: DryRunView }) {
  const { changes } = run;
  return (
    <Panel title="试运行" remark={`最近公开的 ${run.papers} 件与登记比对`}>
      <div className="form-stack">
        {changes.removed.length > 0 ? (
          <Notice kind="law" title={`去掉 ${changes.removed.join("、")} 以后不再提醒`}>
            去掉规则等于放行原来拦下的组合，请在说明里写明依据。
          </Notice>
        ) : null}
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">规则</th>
              <th scope="col" className="is-narrow">
                现在
              </th>
              <th scope="col" className="is-narrow">
                改后
              </th>
            </tr>
          </thead>
          <tbody>
            {run.counts.map((row) => (
              <tr key={row.ruleId}>
                <td>{row.ruleId}</td>
                <td>{row.before}</td>
                <td className={row.after < row.before ? "text-law" : ""}>{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {run.counts.length === 0 ? <p className="ink-2">改前改后都没有提醒。</p> : null}
        <ul>
          {run.examples.map((each) => (
            <li key={`${each.title}${each.ruleId}${each.entity}`} className="text-13">
              {each.ruleId}　{each.title}：{each.entity}，{each.yields}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Rules({ view, onSaved }: { readonly view: CombinationsView; readonly onSaved: () => void }) {
  const [rules, setRules] = useState<readonly CombinationRule[]>(view.rules);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [run, setRun] = useState<DryRunView>();
  const [problem, setProblem] = useState<CallError>();
  const changes = ruleChanges(view.rules, rules);
  const changed = changes.added.length + changes.removed.length + changes.changed.length > 0;
  const edit = (next: readonly CombinationRule[]): void => {
    setRules(next);
    setRun(undefined);
    setProblem(undefined);
  };
  const input = () => ({
    rules: rules.map((rule) => ({
      ...rule,
      checks: [...rule.checks],
      measure:
        rule.measure.kind === "all-needs"
          ? { ...rule.measure, needs: rule.measure.needs.map((need) => [...need]) }
          : rule.measure.kind === "complement"
            ? { ...rule.measure, attributes: [...rule.measure.attributes] }
            : rule.measure,
    })),
  });
  const dryRun = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("aggregation.dryRun", input());
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    setRun(answer.ok ? answer.value : undefined);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("aggregation.saveRules", { ...input(), note });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onSaved();
  };
  return (
    <>
      <RuleEditor rules={rules} mayEdit={view.mayEdit} onEdit={edit} />
      {problem ? <ErrorPanel error={problem} about="规则没有保存" /> : null}
      {view.mayEdit ? (
        <div className="aggregation-acts">
          <Button disabled={!changed} loading={busy} onClick={() => void dryRun()}>
            试运行
          </Button>
          <Input
            value={note}
            aria-label="为什么改"
            placeholder="为什么改，随版本留存"
            onChange={(event) => setNote(event.target.value)}
          />
          <Button
            type="primary"
            loading={busy}
            // What a change lets through is looked at before it is in force.
            disabled={!run || note.trim() === ""}
            onClick={() => void save()}
          >
            启用新规则
          </Button>
        </div>
      ) : null}
      {run ? <DryRun run={run} /> : null}
    </>
  );
}

/** 汇聚防护: the dangerous combinations of this department, tried out before they are in force, and what is compared. */
export function AggregationScreen() {
  const { value, error, reload } = useView("aggregation.rules", {}, ["aggregation"]);
  return (
    <div className="view">
      <header className="view__head">
        <h1>汇聚防护</h1>
        <span className="view__remark">
          {value
            ? `规则 ${value.version} 版${value.own ? "" : "（程序自带）"}，${value.rules.length} 条`
            : ""}
        </span>
      </header>
      <ScrollRegion className="view__body aggregation-screen" label="汇聚防护" pane="rules" start>
        {error ? <ErrorPanel error={error} about="规则没有取出来" onRetry={() => void reload()} /> : null}
        {!value && !error ? <LoadingRows rows={10} label="正在取出规则" /> : null}
        {value ? (
          <div className="aggregation-screen__columns">
            <div className="form-stack">
              <Rules key={value.version} view={value} onSaved={() => void reload()} />
            </div>
            <div className="form-stack">
              <Register view={value} onChanged={() => void reload()} />
              <Panel title="规则版本">
                {value.history.length === 0 ? (
                  <p className="ink-2">一直用程序自带的规则。</p>
                ) : (
                  <ul>
                    {value.history.map((each) => (
                      <li key={each.version} className="text-13">
                        <Icon name="clock" size={12} /> {each.version}，{each.by}，{fullTime(each.at)}：
                        {each.note}
                      </li>
                    ))}
                  </ul>
                )}
              </Panel>
            </div>
          </div>
        ) : null}
      </ScrollRegion>
    </div>
  );
}
