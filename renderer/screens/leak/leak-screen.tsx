import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";

import type { LeakReleaseView, LeakView } from "../../../shared/contract/leaks.ts";
import {
  leakDocuments,
  leakKinds,
  leakLinks,
  type LeakDocument,
} from "../../../shared/domain/publication/leak.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate, fullTime } from "../../wording/dates.ts";
import { outboxStates } from "../../wording/states.ts";
import { LeakClock } from "./leak-clock.tsx";
import { LeakSteps } from "./leak-steps.tsx";
import "../../components/plain-table/plain-table.css";
import "./leak.css";

function Down({ release }: { readonly release: LeakReleaseView }) {
  if (release.withdrawnAt)
    return (
      <>
        <Tag kind="done">已撤下</Tag>
        <div className="ink-2 text-13">
          {fullTime(release.withdrawnAt)}
          {release.withdrawal?.packageState ? `，撤下包${outboxStates[release.withdrawal.packageState]}` : ""}
        </div>
      </>
    );
  return (
    <>
      <Tag kind="law" icon={null}>
        还在公开
      </Tag>
      <div className="ink-2 text-13">
        {release.withdrawal
          ? release.withdrawal.decision === "return"
            ? `${release.withdrawal.withdrawalNo} 被退回`
            : `${release.withdrawal.withdrawalNo} 等待审查`
          : "没有提出撤下"}
      </div>
    </>
  );
}

function Releases({ releases }: { readonly releases: readonly LeakReleaseView[] }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">公开了什么</th>
          <th scope="col">到了哪里</th>
          <th scope="col" className="is-medium">
            撤下
          </th>
        </tr>
      </thead>
      <tbody>
        {releases.map((release) => (
          <tr key={release.publicationId}>
            <td>
              <Link to={addresses.publication(release.publicationId)}>{release.title}</Link>
              <div className="ink-2 text-13">
                {release.docNumber || release.reviewNo}，{fullTime(release.releasedAt)}，
                {leakLinks[release.link]}
              </div>
            </td>
            <td>
              {release.channels}，{release.audience}
              <div className="ink-2 text-13">
                {outboxStates[release.packageState]}
                {release.receiptAt ? `，回执 ${fullTime(release.receiptAt)}` : ""}
                {release.exports.map((each) => `；${fullTime(each.at)}由${each.by}导出：${each.purpose}`)}
              </div>
            </td>
            <td>
              <Down release={release} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Siblings({ view, onChanged }: { readonly view: LeakView; readonly onChanged: () => void }) {
  const [problem, setProblem] = useState<CallError>();
  const add = async (publicationId: string): Promise<void> => {
    const answer = await call("leaks.addRelease", { leakId: view.leakId, publicationId });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onChanged();
  };
  if (view.siblings.length === 0)
    return (
      <p className="ink-2">按摘要、附件和数据比对，登记里没有其他相同内容。转载到外单位的，要另行查找。</p>
    );
  return (
    <>
      <table className="plain-table">
        <tbody>
          {view.siblings.map((each) => (
            <tr key={each.publicationId}>
              <td>
                <Link to={addresses.publication(each.publicationId)}>{each.title}</Link>
                <div className="ink-2 text-13">
                  {fullDate(each.releasedOn)}公开，{leakLinks[each.link]} {each.shared} 处
                </div>
              </td>
              <td className="is-medium">
                {each.withdrawn ? (
                  <Tag kind="done">已撤下</Tag>
                ) : view.mayAct && !view.standing.closed ? (
                  <Button size="small" onClick={() => void add(each.publicationId)}>
                    一并撤下
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem ? <ErrorPanel error={problem} about="没有列入" /> : null}
    </>
  );
}

/** 泄密处置: the clock, what is out and where it went, what else has the same content, the steps and the documents. */
export function LeakScreen() {
  const { leakId = "" } = useParams();
  const { value, error, reload } = useView("leaks.read", { leakId }, ["leaks", "publications", "packages"]);
  const [problem, setProblem] = useState<CallError>();
  const exportAs = async (document: LeakDocument): Promise<void> => {
    const answer = await call("leaks.export", { leakId, document });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  return (
    <div className="view">
      <header className="view__head">
        <h1>泄密处置</h1>
        <span className="view__remark">
          {value ? `${value.incidentNo}，${leakKinds[value.kind]}，${fullTime(value.discoveredAt)}发现` : ""}
        </span>
        {value?.mayAct ? (
          <span className="view__tools">
            {(Object.keys(leakDocuments) as LeakDocument[]).map((document) => (
              <Button key={document} onClick={() => void exportAs(document)}>
                <Icon name="download" /> {leakDocuments[document]}
              </Button>
            ))}
          </span>
        ) : null}
      </header>
      <ScrollRegion className="view__body leak" label="泄密处置" pane="leak" start>
        {error ? (
          <ErrorPanel
            error={error}
            about="事件没有取出来"
            onRetry={() => void reload()}
            actions={<WayBack address={addresses.publications} label="回到已公开" />}
          />
        ) : null}
        {problem ? <ErrorPanel error={problem} about="没有导出" /> : null}
        {!value && !error ? <LoadingRows rows={10} label="正在取出事件" /> : null}
        {value ? (
          <div className="form-stack leak__stack">
            <LeakClock key={value.now} view={value} />
            <div className="leak__columns">
              <div className="form-stack">
                <Panel title="公开情况" remark={`${value.releases.length} 件`} flush>
                  <Releases releases={value.releases} />
                </Panel>
                <Panel
                  title="相同内容"
                  remark={`另有 ${value.siblings.length} 件`}
                  flush={value.siblings.length > 0}
                >
                  <Siblings view={value} onChanged={() => void reload()} />
                </Panel>
              </div>
              <Panel title="处置步骤" kind={value.standing.closed ? "plain" : "next"}>
                <LeakSteps view={value} onRecorded={() => void reload()} />
                <p className="ink-2 text-13">
                  {value.openedBy}于{fullTime(value.openedAt)}开始处置：{value.foundHow}
                </p>
              </Panel>
            </div>
          </div>
        ) : null}
      </ScrollRegion>
    </div>
  );
}
