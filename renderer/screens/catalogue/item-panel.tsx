import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { CatalogueItemRow } from "../../../shared/contract/catalogue.ts";
import { channelKinds } from "../../../shared/domain/item/item-kinds.ts";
import {
  catalogueAudiences,
  disclosureLevels,
  disclosureMethods,
  legalBasisWords,
  requiredElements,
} from "../../../shared/domain/publication/catalogue-item.ts";
import { deadlineForms, periodForms, ruleWords } from "../../../shared/domain/publication/catalogue-rules.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate, listTime } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";

const missingWords = <span className="text-soon">还没有写</span>;

function Lines({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return missingWords;
  if (of.length === 1) return of[0];
  return (
    <ul className="catalogue__lines">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Takes the item out of the catalogue or back into it; a reason goes with it. */
function RetireDialog({ row, onClose }: { readonly row: CatalogueItemRow; readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("catalogue.retire", {
      itemId: row.itemId,
      basedOn: row.version,
      retired: !row.retired,
      reason,
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(row.retired ? "已恢复使用" : "已停用");
    onClose();
  };
  return (
    <ActDialog
      title={`${row.retired ? "恢复使用" : "停用"}“${row.level2}”`}
      act={row.retired ? "恢复使用" : "停用"}
      busy={busy}
      disabled={reason.trim() === ""}
      error={error}
      onRun={() => void run()}
      onClose={onClose}
    >
      <p className="ink-2">
        {row.retired
          ? "恢复后重新列入目录和导出的表。"
          : "停用后不再列入目录和导出的表，各版记录和编码都保留。"}
      </p>
      <Field label="理由" required>
        {(control) => (
          <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </ActDialog>
  );
}

function History({ itemId }: { readonly itemId: string }) {
  const today = useToday();
  const { value, error, reload } = useView("catalogue.history", { itemId }, ["catalogue"]);
  if (error) return <ErrorPanel error={error} about="各版记录没有取出来" onRetry={() => void reload()} />;
  return (
    <ul className="catalogue__lines">
      {(value ?? []).map((each) => (
        <li key={each.version}>
          第{each.version}版{each.retired ? "，停用" : ""}：{each.reason}{" "}
          <span className="ink-2">
            （{each.by}，{listTime(each.at, today)}）
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One item: what it says, what it lacks, and how it became so. */
export function ItemPanel({
  row,
  mayEdit,
  onChange,
}: {
  readonly row: CatalogueItemRow;
  readonly mayEdit: boolean;
  readonly onChange: () => void;
}) {
  const [retiring, setRetiring] = useState(false);
  const post = row.responsiblePost === "" ? "" : `（${row.responsiblePost}）`;
  return (
    <Panel
      title={row.level2}
      remark={row.itemCode}
      extra={row.retired ? <Tag kind="locked">已停用</Tag> : null}
    >
      <div className="form-stack">
        {row.missing.length > 0 ? (
          <p className="text-soon">缺{row.missing.map((each) => requiredElements[each]).join("、")}</p>
        ) : null}
        <dl className="facts">
          <dt>一级事项</dt>
          <dd>{row.level1}</dd>
          <dt>公开内容</dt>
          <dd>
            <Lines of={row.contentElements} />
          </dd>
          <dt>公开依据</dt>
          <dd>
            <Lines of={row.legalBasis.map(legalBasisWords)} />
          </dd>
          <dt>是否法定</dt>
          <dd>{row.statutory ? "法定公开事项" : "其他事项，审慎公开"}</dd>
          <dt>公开时限</dt>
          <dd>{ruleWords(deadlineForms, row.deadlineRule) || missingWords}</dd>
          <dt>公开期限</dt>
          <dd>{ruleWords(periodForms, row.periodRule)}</dd>
          <dt>公开主体</dt>
          <dd>{row.subjectOrgan || missingWords}</dd>
          <dt>责任科室</dt>
          <dd>{row.responsibleUnit ? `${row.responsibleUnit}${post}` : missingWords}</dd>
          <dt>公开方式</dt>
          <dd>{row.method ? disclosureMethods[row.method] : missingWords}</dd>
          <dt>公开对象</dt>
          <dd>{catalogueAudiences[row.audience]}</dd>
          <dt>公开渠道</dt>
          <dd>
            {row.channels.length > 0
              ? row.channels.map((kind) => channelKinds[kind]).join("、")
              : missingWords}
          </dd>
          {row.level ? (
            <>
              <dt>公开层级</dt>
              <dd>{disclosureLevels[row.level]}</dd>
            </>
          ) : null}
          <dt>已公开</dt>
          <dd>
            {row.papers === 0 ? (
              "还没有"
            ) : (
              <>
                <Link to={addresses.publicOf(row.itemId)}>{groupedNumber(row.papers)} 件</Link>
                {row.newestOn ? `，最近一次${fullDate(row.newestOn)}` : ""}
              </>
            )}
          </dd>
          {row.updateDue ? (
            <>
              <dt>下次更新</dt>
              <dd className={urgencyClass(urgencyOf(row.updateDue.remainingWorkdays))}>
                {fullDate(row.updateDue.day)}前，{remainingLong(row.updateDue.remainingWorkdays)}
              </dd>
            </>
          ) : null}
          <dt>起用日期</dt>
          <dd>{fullDate(row.validFrom as CalendarDay)}</dd>
        </dl>
        {mayEdit ? (
          <span className="act-row">
            {row.retired ? null : (
              <Button type="primary" onClick={onChange}>
                修改
              </Button>
            )}
            <Button onClick={() => setRetiring(true)}>{row.retired ? "恢复使用" : "停用"}</Button>
          </span>
        ) : null}
        <h3 className="strong">各版记录</h3>
        <History itemId={row.itemId} />
      </div>
      {retiring ? <RetireDialog row={row} onClose={() => setRetiring(false)} /> : null}
    </Panel>
  );
}
