import { Button, Input, InputNumber } from "antd";
import { useState } from "react";

import type { AnnualReportView, ReportTexts } from "../../../shared/contract/statistics.ts";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { reportPartCode } from "./report-parts.ts";
import { DisputesForm, disputeDrafts, disputesOf } from "./disputes-form.tsx";

const parts = [
  { id: "one", heading: "一、总体情况" },
  { id: "five", heading: "五、存在的主要问题及改进情况" },
  { id: "six", heading: "六、其他需要报告的事项" },
] as const satisfies readonly { readonly id: keyof ReportTexts; readonly heading: string }[];

/** Figures of table 1 come from registers outside the cases: "rules.issued" with the words of their row and column. */
function figuresOf(view: AnnualReportView): readonly { readonly id: string; readonly label: string }[] {
  const [one] = view.tables;
  let columns: readonly string[] = [];
  return (one?.rows ?? []).flatMap((row) => {
    const [label, ...rest] = row;
    if (!label || rest.length === 0) return [];
    if (rest.every((cell) => cell.cell === undefined)) {
      columns = rest.map((cell) => cell.text);
      return [];
    }
    return rest.map((cell, index) => ({
      id: (cell.cell ?? "").slice(3),
      label: `${label.text}，${columns[index] ?? ""}`,
    }));
  });
}

/** What people write: three texts and the figures of table 1. Saved as a whole, never over what somebody else saved. */
export function ReportTextsForm({
  view,
  mayEdit,
  onSaved,
}: {
  readonly view: AnnualReportView;
  readonly mayEdit: boolean;
  readonly onSaved: () => void;
}) {
  const [texts, setTexts] = useState(view.texts);
  const [tableOne, setTableOne] = useState(view.tableOne);
  const [disputes, setDisputes] = useState(() => disputeDrafts(view.disputes));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const entered = disputesOf(disputes);
  const save = async () => {
    setTried(true);
    if (!entered) return;
    setBusy(true);
    const answer = await call("statistics.saveAnnualReport", {
      year: view.year,
      seq: view.seq,
      texts,
      tableOne,
      disputes: entered,
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("年度报告已保存");
    onSaved();
  };
  return (
    <Panel title="要人写的部分" remark="条例第五十条">
      <form
        className="report-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (mayEdit && !busy) void save();
        }}
      >
        {parts.map(({ id, heading }) => (
          <Field key={id} label={heading} required settles={[reportPartCode(id)]}>
            {(control) => (
              <>
                <Input.TextArea
                  {...control}
                  value={texts[id]}
                  disabled={!mayEdit}
                  className="growing-text report-form__text"
                  rows={4}
                  onChange={(event) => setTexts({ ...texts, [id]: event.target.value })}
                />
                {mayEdit && texts[id].trim() === "" && view.drafts[id] !== "" ? (
                  <button
                    type="button"
                    className="link-button text-13 report-form__draft"
                    onClick={() => setTexts({ ...texts, [id]: view.drafts[id] })}
                  >
                    用数据起草
                  </button>
                ) : null}
              </>
            )}
          </Field>
        ))}
        <fieldset className="report-form__figures">
          <legend>表一的数字</legend>
          {figuresOf(view).map(({ id, label }) => (
            <Field key={id} label={label} required>
              {(control) => (
                <InputNumber
                  {...control}
                  min={0}
                  max={1e9}
                  value={tableOne[id] ?? 0}
                  disabled={!mayEdit}
                  onChange={(value) => setTableOne({ ...tableOne, [id]: value ?? 0 })}
                />
              )}
            </Field>
          ))}
        </fieldset>
        <DisputesForm view={view} drafts={disputes} mayEdit={mayEdit} onChange={setDisputes} />
        {tried && !entered ? (
          <p role="alert" className="text-law text-13">
            复议、诉讼还有没填完的：写明案号和提出日期，案号不能重复；有结果的写明审结日期。
          </p>
        ) : null}
        {error ? <ErrorPanel error={error} about="没有保存" /> : null}
        {mayEdit ? (
          <div>
            <Button htmlType="submit" type="primary" loading={busy}>
              保存
            </Button>
          </div>
        ) : (
          <p className="ink-2 text-13">由政府信息公开工作机构填写。</p>
        )}
      </form>
    </Panel>
  );
}
