import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { Button } from "antd";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { IncomingRequestRow, IncomingRequestView } from "../../../shared/contract/review-requests.ts";
import { reviewConclusions, reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { isShownPicture } from "../../components/attachments/attached-picture.tsx";
import { FileTextDialog } from "../../components/attachments/file-text-dialog.tsx";
import { labelOfType } from "../../components/findings/finding-words.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { findingTypes, type FindingType } from "../../../shared/domain/screening/finding-types.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { DocumentView } from "../../components/paper/document-view.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullTime, listTime } from "../../wording/dates.ts";
import { spokenFingerprint } from "../../wording/numbers.ts";
import { validityWords } from "../../wording/publication.ts";
import { outboxStates } from "../../wording/states.ts";
import { DecisionForm } from "./decision-form.tsx";
import "../../components/paper/paper.css";
import "./incoming-reviews.css";

function Rows({
  rows,
  currentId,
}: {
  readonly rows: readonly IncomingRequestRow[];
  readonly currentId: string | undefined;
}) {
  const today = useToday();
  return (
    <ul className="incoming__rows" aria-label="外来审查请求">
      {rows.map((row) => (
        <li key={row.requestId}>
          <Link
            to={addresses.incomingReview(row.requestId)}
            className="incoming__row"
            aria-current={row.requestId === currentId ? "true" : undefined}
          >
            <strong>{row.title}</strong>
            <span className="ink-2 text-13">
              {reviewStages[row.stage].label}，{row.organName}，{listTime(row.arrivedAt, today)}
            </span>
            {row.answer ? (
              <Tag kind="done">{row.answer.decision === "agree" ? "已同意" : "已退回"}</Tag>
            ) : (
              <Tag kind="soon">待审查</Tag>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What the screening of this machine found, as marks to be drawn: nothing here is answered one by one. */
function markedFindings(view: IncomingRequestView): readonly FindingView[] {
  return view.findings.flatMap(({ type, severity, value, where }, index) =>
    Object.hasOwn(findingTypes, type)
      ? [{ findingId: String(index), type: type as FindingType, severity, ruleId: "", value, where }]
      : [],
  );
}

function Facts({ view }: { readonly view: IncomingRequestView }) {
  const [textOf, setTextOf] = useState<IncomingRequestView["files"][number]>();
  const save = async (position: number): Promise<void> => {
    const answer = await call("reviewRequests.readFile", { requestId: view.requestId, position });
    if (answer.ok) saveFile(answer.value);
  };
  return (
    <Panel title="请求" remark={`第${view.revNo}稿，${view.reviewNo}`}>
      <dl className="facts">
        <dt>请办环节</dt>
        <dd>{reviewStages[view.stage].label}</dd>
        <dt>已经办理</dt>
        <dd>
          {view.earlier
            .map((one) => `${reviewStages[one.stage].label}：${reviewConclusions[one.conclusion].label}`)
            .join("；")}
        </dd>
        <dt>公开对象</dt>
        <dd>
          {view.audience}
          {view.channelNames.length > 0 ? `，${view.channelNames.join("、")}` : ""}
        </dd>
        <dt>公开时限</dt>
        <dd>{view.termLabel}</dd>
        {view.notBefore ? (
          <>
            <dt>计划公开</dt>
            <dd>{fullTime(view.notBefore)}以后</dd>
          </>
        ) : null}
        {view.validity ? (
          <>
            <dt>效力标注</dt>
            <dd>{validityWords(view.validity)}</dd>
          </>
        ) : null}
        <dt>附件</dt>
        <dd>
          {view.files.length === 0
            ? "没有"
            : view.files.map((file) => (
                <span key={file.position} className="incoming__file">
                  <button
                    type="button"
                    className="link-button"
                    title="另存并用本机软件打开"
                    onClick={() => void save(file.position)}
                  >
                    {file.fileName}
                  </button>
                  {isShownPicture(file.mediaType) ? null : (
                    <Button
                      size="small"
                      aria-label={`看${file.fileName}的内容`}
                      onClick={() => setTextOf(file)}
                    >
                      看内容
                    </Button>
                  )}
                </span>
              ))}
        </dd>
      </dl>
      {textOf ? (
        <FileTextDialog
          source={{ requestId: view.requestId, position: textOf.position }}
          fileName={textOf.fileName}
          findings={markedFindings(view)}
          onClose={() => setTextOf(undefined)}
        />
      ) : null}
      {view.trusted ? null : (
        <p className="ink-2 text-13">签名有效；送来的人和机器的公钥没有在本机登记，请与对方核对审查编号。</p>
      )}
    </Panel>
  );
}

function Found({ view }: { readonly view: IncomingRequestView }) {
  if (view.answer) return null;
  return (
    <Panel title="本机筛查" remark={view.findings.length === 0 ? "没有发现" : `${view.findings.length} 处`}>
      {view.findings.length === 0 ? (
        <p className="ink-2 text-13">按本机现行规则筛查正文和附件，没有发现。</p>
      ) : (
        <ul className="incoming__findings">
          {view.findings.map((finding, index) => (
            <li key={index} className={finding.severity === "must-fix" ? "text-law" : ""}>
              {Object.hasOwn(findingTypes, finding.type)
                ? `${labelOfType(finding.type as FindingType)}：`
                : ""}
              {finding.value}
              <span className="ink-2 text-13">（{finding.where}）</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Answered({ view }: { readonly view: IncomingRequestView }) {
  const { answer } = view;
  if (!answer) return null;
  return (
    <Panel title="已经答复" remark={outboxStates[answer.packageState]}>
      <p>
        {answer.by}
        {answer.actedFor ? `（代${answer.actedFor}）` : ""} {fullTime(answer.at)}：
        {answer.decision === "agree" ? reviewConclusions[answer.conclusion].label : "退回补充"}
        {answer.deferUntil ? `，${formatChineseDate(answer.deferUntil)}重新评估` : ""}
      </p>
      {view.answerReasons.map((reason) => (
        <p key={reason} className="ink-2 text-13">
          {reason}
        </p>
      ))}
    </Panel>
  );
}

function Request({ requestId }: { readonly requestId: string }) {
  const { value, error, reload } = useView("reviewRequests.read", { requestId }, ["reviewRequests"]);
  if (error) return <ErrorPanel error={error} about="请求没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={8} label="正在取出并筛查" />;
  return (
    <>
      <ScrollRegion className="incoming__paper" label="送审的正文">
        <h2>{value.title}</h2>
        <DocumentView document={value.document} />
      </ScrollRegion>
      <ScrollRegion className="incoming__side" label="审查">
        <Facts view={value} />
        <Found view={value} />
        <Answered view={value} />
        {value.mayDecide ? (
          <DecisionForm key={requestId} view={value} onDecided={reload} />
        ) : value.whyNot ? (
          <Notice kind="plain">{value.whyNot}</Notice>
        ) : null}
      </ScrollRegion>
    </>
  );
}

/** What the other workstation's security administrator compares before it registers who reviews here. */
function OwnFingerprint() {
  const { value } = useView("sync.enrolments", {}, ["packages"]);
  if (!value?.me) return null;
  return (
    <p className="ink-2 text-13">
      本人公钥指纹：<span className="mono">{spokenFingerprint(value.me.fingerprint)}</span>
      ，请另一台工作站登记本人为外机审查人时报读。
    </p>
  );
}

/** 外来审查请求: drafts of colleagues on other workstations, read, screened and decided here. */
export function IncomingReviewsScreen() {
  const { requestId } = useParams();
  const { value, error, reload } = useView("reviewRequests.incoming", {}, ["reviewRequests", "packages"]);
  const [problem, setProblem] = useState<CallError>();
  const take = async (file: File): Promise<void> => {
    const answer = await call("reviewRequests.import", { bytes: new Uint8Array(await file.arrayBuffer()) });
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(answer.value.what === "request" ? "已收下审查请求" : "已收下审查答复");
    await reload();
  };
  const current = requestId ?? value?.find((row) => !row.answer)?.requestId ?? value?.[0]?.requestId;
  const open = value?.filter((row) => !row.answer).length ?? 0;
  return (
    <div className="view">
      <header className="view__head">
        <h1>外来审查请求</h1>
        {value ? <span className="view__remark">{open} 件待审查</span> : null}
        <div className="view__tools">
          <FileButton
            multiple={false}
            accept=".zip"
            onFiles={(files) => {
              const [file] = files;
              if (file) void take(file);
            }}
          >
            收下带来的包
          </FileButton>
        </div>
      </header>
      <div className="view__body incoming" data-pane="incoming">
        {error ? <ErrorPanel error={error} about="请求没有取出来" onRetry={() => void reload()} /> : null}
        {problem ? <ErrorPanel error={problem} about="没有收下" /> : null}
        {!value && !error ? <LoadingRows rows={6} label="正在取出请求" /> : null}
        {value && value.length === 0 ? (
          <EmptyState title="没有外来的审查请求">
            本单位别的工作站请您审查的稿件，联网后自动到这里；也可以收下光盘或者 U 盘带来的包。
          </EmptyState>
        ) : null}
        <OwnFingerprint />
        {value && value.length > 0 ? (
          <div className="incoming__grid">
            <Rows rows={value} currentId={current} />
            {current === undefined ? null : <Request key={current} requestId={current} />}
          </div>
        ) : null}
      </div>
    </div>
  );
}
