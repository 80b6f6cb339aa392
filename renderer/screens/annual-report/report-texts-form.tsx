import { Button, Input, InputNumber } from "antd";
import { useState } from "react";

import type { AnnualReportView, ReportTexts } from "../../../shared/contract/statistics.ts";
import { Field } from "../../components/field/field.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fullTime } from "../../wording/dates.ts";
import { reportPartCode } from "./report-parts.ts";
import { DisputesForm, disputesOf } from "./disputes-form.tsx";
import { savedReport, useReportDrafts, type ReportDraft } from "./report-drafts-store.ts";

const parts = [
  { id: "one", heading: "一、总体情况" },
  { id: "five", heading: "五、存在的主要问题及改进情况" },
  { id: "six", heading: "六、其他需要报告的事项" },
] as const satisfies readonly { readonly id: keyof ReportTexts; readonly heading: string }[];

/** Which of the texts the other person wrote otherwise, in their words. */
const differingParts = (own: ReportTexts, theirs: ReportTexts) =>
  parts
    .filter(({ id }) => own[id] !== theirs[id])
    .map(({ id, heading }) => (
      <p key={id} className="report-form__theirs">
        对方写的“{heading}”：{theirs[id].trim() || "（空着）"}
      </p>
    ));

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
  readonly onSaved: () => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  const written = useReportDrafts((state) => state.drafts[view.year]);
  const write = useReportDrafts((state) => state.write);
  const draft = written ?? savedReport(view);
  const { texts, tableOne, disputes } = draft;
  const change = (part: Partial<ReportDraft>): void => write(view.year, { ...draft, ...part });
  const setTexts = (next: ReportTexts): void => change({ texts: next });
  /** Somebody else saved since: that is looked at first, and never written over unseen. */
  const overtaken = !busy && draft.basedOn !== view.seq;
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const entered = disputesOf(disputes);
  const save = async () => {
    setTried(true);
    if (!entered || overtaken) return;
    setBusy(true);
    const answer = await call("statistics.saveAnnualReport", {
      year: view.year,
      seq: draft.basedOn,
      texts,
      tableOne,
      disputes: entered,
    });
    await onSaved();
    setBusy(false);
    // What stands in the way is told beside the button, when the report has been read again.
    setError(answer.ok || answer.error.code === "report-moved-on" ? undefined : answer.error);
    if (answer.ok) {
      write(view.year, undefined);
      setTried(false);
      showToast("年度报告已保存");
    }
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
                  onChange={(value) => change({ tableOne: { ...tableOne, [id]: value ?? 0 } })}
                />
              )}
            </Field>
          ))}
        </fieldset>
        <DisputesForm
          view={view}
          drafts={disputes}
          mayEdit={mayEdit}
          onChange={(next) => change({ disputes: next })}
        />
        {tried && !entered ? (
          <p role="alert" className="text-law text-13">
            复议、诉讼还有没填完的：写明案号和提出日期，案号不能重复；有结果的写明审结日期。
          </p>
        ) : null}
        {error ? <ErrorPanel error={error} about="没有保存" /> : null}
        {overtaken ? (
          <Notice
            kind="soon"
            title="另一个人刚保存过这份年度报告，您的改动还没有保存"
            actions={
              <>
                <Button size="small" onClick={() => change({ basedOn: view.seq })}>
                  看过了，改用我的
                </Button>
                <Button size="small" onClick={() => write(view.year, undefined)}>
                  用对方的
                </Button>
              </>
            }
          >
            {differingParts(draft.texts, view.texts)}
          </Notice>
        ) : null}
        {mayEdit ? (
          <div className="act-row">
            <Button htmlType="submit" type="primary" loading={busy} disabled={!written || overtaken}>
              保存
            </Button>
            <span className="ink-2 text-13">
              {written ? "有改动没有保存" : view.savedAt ? `已保存，${fullTime(view.savedAt)}` : "还没有写过"}
            </span>
          </div>
        ) : (
          <p className="ink-2 text-13">由政府信息公开工作机构填写。</p>
        )}
      </form>
    </Panel>
  );
}
