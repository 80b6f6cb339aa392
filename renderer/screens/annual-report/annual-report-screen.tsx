import { Button, Select } from "antd";
import { useState } from "react";

import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { useAskBeforeUnload } from "../../shell/ask-before-unload.ts";
import { CellCases, ReportCharts, ReportChecks } from "./report-side.tsx";
import { useReportDrafts } from "./report-drafts-store.ts";
import { ReportTable } from "./report-table.tsx";
import { ReportTextsForm } from "./report-texts-form.tsx";
import "../../components/plain-table/plain-table.css";
import "./annual-report.css";

const headings = {
  t1: "二、主动公开政府信息情况",
  t2: "三、收到和处理政府信息公开申请情况",
  t3: "四、政府信息公开行政复议、行政诉讼情况",
} as const;
const formats = { docx: "导出 docx", xlsx: "导出 xlsx", json: "导出 JSON" } as const;

/** 年度报告: counted from the cases as they are now; every figure opens its cases, every rule of the tables is checked. */
export function AnnualReportScreen() {
  const today = useToday();
  const session = useSession();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [openCell, setOpenCell] = useState<string>();
  const [problem, setProblem] = useState<CallError>();
  const { value, error, reload } = useView("statistics.annualReport", { year }, [
    "applications",
    "publications",
    "annualReport",
    "disputes",
  ]);
  const shown = value?.year === year ? value : undefined;
  const mayEdit = hasRole(session, ["disclosureOffice"]);
  const mayExport = hasRole(session, ["disclosureOffice", "leader"]);
  const exportAs = async (format: keyof typeof formats) => {
    const answer = await call("statistics.exportAnnualReport", { year, format });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  const last = Number(today.slice(0, 4));
  const isWriting = useReportDrafts((state) => Object.keys(state.drafts).length > 0);
  useAskBeforeUnload(isWriting);
  return (
    <div className="view">
      <header className="view__head">
        <h1>年度报告</h1>
        <Select
          aria-label="年度"
          value={year}
          options={Array.from({ length: 8 }, (_, index) => ({
            value: last - index,
            label: `${last - index} 年`,
          }))}
          onChange={(chosen) => {
            setYear(chosen);
            setOpenCell(undefined);
          }}
          style={{ width: 108 }}
        />
        <span className="view__remark">
          {shown ? `${shown.title}${year === last ? "，统计到今天" : ""}` : ""}
        </span>
        {mayExport ? (
          <div className="report-tools">
            {(Object.keys(formats) as (keyof typeof formats)[]).map((format) => (
              <Button key={format} disabled={!shown} onClick={() => void exportAs(format)}>
                {format === "docx" ? <Icon name="download" /> : null} {formats[format]}
              </Button>
            ))}
          </div>
        ) : null}
      </header>
      <div className="view__body report">
        <ScrollRegion className="report__main" label="报告" pane="report" start>
          {problem ? <ErrorPanel error={problem} about="没有导出" /> : null}
          {error ? (
            <ErrorPanel error={error} about="年度报告没有统计出来" onRetry={() => void reload()} />
          ) : null}
          {!shown && !error ? <LoadingRows rows={14} label="正在统计" /> : null}
          {shown ? (
            <>
              {shown.tables.map((table) => (
                <section key={table.id}>
                  <h2 className="report__heading">{headings[table.id]}</h2>
                  <ReportTable
                    table={table}
                    label={headings[table.id]}
                    openCell={openCell}
                    onOpenCell={(cell) => setOpenCell(cell === openCell ? undefined : cell)}
                  />
                </section>
              ))}
              <ReportTextsForm key={shown.year} view={shown} mayEdit={mayEdit} onSaved={reload} />
            </>
          ) : null}
        </ScrollRegion>
        <ScrollRegion className="report__side" label="检查和统计图" pane="checks">
          {shown && openCell !== undefined ? (
            <CellCases year={year} cell={openCell} onClose={() => setOpenCell(undefined)} />
          ) : null}
          {shown ? (
            <>
              <ReportChecks view={shown} mayEdit={mayEdit} />
              <ReportCharts view={shown} />
            </>
          ) : null}
        </ScrollRegion>
      </div>
    </div>
  );
}
