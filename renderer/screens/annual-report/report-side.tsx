import { Link } from "react-router";

import type { AnnualReportView, Bar } from "../../../shared/contract/statistics.ts";
import {
  copiedShare,
  formatForYear,
  inWordsOfTheForm,
  reportFormats,
} from "../../../shared/domain/annual-report/index.ts";
import { focusFieldOf } from "../../components/field/field.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate } from "../../wording/dates.ts";
import { reportPartCode } from "./report-parts.ts";

/** Lying bars: a word, a length, a number. The longest fills the width. */
function BarList({ bars, unit = "件" }: { readonly bars: readonly Bar[]; readonly unit?: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ul className="report-bars">
      {bars.map((bar) => (
        <li key={bar.label}>
          <span className="report-bars__label">{bar.label}</span>
          <span className="report-bars__track" aria-hidden>
            <span className="report-bars__bar" style={{ width: `${(bar.count / most) * 100}%` }} />
          </span>
          <span className="report-bars__count">
            {bar.count} {unit}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The applications that a figure is made of; each opens its case. */
export function CellCases({
  year,
  cell,
  onClose,
}: {
  readonly year: number;
  readonly cell: string;
  readonly onClose: () => void;
}) {
  const { value, error, reload } = useView("statistics.casesOfCell", { year, cell }, ["applications"]);
  return (
    <Panel
      title="这个数字里的申请"
      remark={value ? `${value.length} 件` : undefined}
      extra={
        <button type="button" className="link-button" onClick={onClose}>
          收起
        </button>
      }
    >
      {error ? <ErrorPanel error={error} about="申请没有列出来" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={3} label="正在列出申请" /> : null}
      <ul className="report-cases">
        {(value ?? []).map((one) => (
          <li key={one.applicationId}>
            <Link to={addresses.application(one.applicationId)}>{one.requestedInformation}</Link>
            <span className="ink-2 text-12">
              {one.applicationNo}，{fullDate(one.received)}收到
              {one.decided ? `，${fullDate(one.decided)}办结` : "，未办结"}
              {one.outcome ? `，${one.outcome}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** 勾稽关系 and what else must hold before the report leaves. */
export function ReportChecks({
  view,
  mayEdit,
}: {
  readonly view: AnnualReportView;
  readonly mayEdit: boolean;
}) {
  const format = reportFormats[formatForYear(view.year)];
  return (
    <Panel title="检查" remark={`${fullDate(view.dueDay)}前报送并公布`}>
      <ul className="report-checks">
        {view.identities.map((identity) => (
          <li key={identity.id}>
            <span className={identity.holds ? "text-done" : identity.required ? "text-law" : "text-soon"}>
              <Icon
                name={identity.holds ? "check" : "warning"}
                size={14}
                label={identity.holds ? "成立" : "不成立"}
              />
            </span>
            <span>{inWordsOfTheForm(identity.detail, format)}</span>
          </li>
        ))}
        {view.missing.map(({ part, heading }) => (
          <li key={part}>
            <span className="text-soon">
              <Icon name="warning" size={14} label="空着" />
            </span>
            {mayEdit ? (
              <button
                type="button"
                className="link-button report-checks__lead"
                onClick={() => focusFieldOf(reportPartCode(part))}
              >
                “{heading}”还没有写
              </button>
            ) : (
              <span>“{heading}”还没有写</span>
            )}
          </li>
        ))}
        {view.sharedWithLastYear > copiedShare ? (
          <li>
            <span className="text-soon">
              <Icon name="warning" size={14} label="提醒" />
            </span>
            <span>文字与上一年报告有 {Math.round(view.sharedWithLastYear * 100)}% 相同，照搬会被追责</span>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

/** The year in pictures, from the same cases as the tables. */
export function ReportCharts({ view }: { readonly view: AnnualReportView }) {
  return (
    <>
      <Panel title="办理结果">
        <BarList bars={view.outcomes} />
      </Panel>
      <Panel title="申请渠道">
        <BarList bars={view.channels} />
      </Panel>
      {view.subjects.length > 0 ? (
        <Panel title="申请的主题" remark="按内容中的词归类">
          <BarList bars={view.subjects} />
        </Panel>
      ) : null}
      <Panel title="用了多少个工作日">
        <BarList bars={view.workdaysUsed} />
      </Panel>
      <Panel title="各季度" remark="收到、办结">
        <table className="plain-table plain-table--auto">
          <thead>
            <tr>
              <th>季度</th>
              <th>收到</th>
              <th>办结</th>
            </tr>
          </thead>
          <tbody>
            {view.quarters.map((one) => (
              <tr key={one.quarter}>
                <td>第{"一二三四"[one.quarter - 1]}季度</td>
                <td>{one.received}</td>
                <td>{one.decided}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      {view.persons.length > 0 ? (
        <Panel title="各人经办" remark="收到">
          <BarList bars={view.persons.map((one) => ({ label: one.name, count: one.received }))} />
        </Panel>
      ) : null}
    </>
  );
}
