import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { MatterEntry, MatterView } from "../../../shared/contract/matters.ts";
import { matterRelations } from "../../../shared/domain/application/same-matter.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { newLetterAddress } from "../letter/letter-addresses.ts";
import type { IntakeDraft } from "./intake-model.ts";
import { VolumeNotice } from "./volume-panel.tsx";

/** One earlier application: what ties it to this one, what was asked, every answer given. */
function Entry({ entry }: { readonly entry: MatterEntry }) {
  const strong = entry.relation === "repeat" || entry.relation === "sameContent";
  return (
    <li className="matter">
      <p className="matter__head">
        <Link to={addresses.application(entry.applicationId)}>{entry.applicationNo}</Link>
        <Tag kind={strong ? "soon" : "plain"} icon={null}>
          {matterRelations[entry.relation]}
        </Tag>
        {entry.likeness > 0 && <span className="ink-3 text-13">相似 {entry.likeness}%</span>}
      </p>
      <p className="text-13">
        {entry.applicantName}，{formatChineseDate(entry.receivedOn)}：{entry.requestedInformation}
      </p>
      {entry.shared.length > 0 && <p className="ink-2 text-13">同涉：{entry.shared.join("、")}</p>}
      {entry.answers.length === 0 ? (
        <p className="ink-3 text-13">{entry.open ? "在办，还没有答复" : "没有作出答复"}</p>
      ) : (
        entry.answers.map((given) => (
          <p key={given.letterId} className="matter__head text-13">
            <Link to={addresses.letter(given.letterId)}>{given.docNumber || given.templateName}</Link>
            <span>
              {formatChineseDate(given.issuedOn)} {given.outcome}
            </span>
          </p>
        ))
      )}
    </li>
  );
}

function Entries({ view }: { readonly view: MatterView }) {
  const close = view.entries.filter((entry) => entry.relation !== "sameApplicant");
  const others = view.entries.length - close.length;
  return (
    <>
      <ul className="matters">
        {close.slice(0, 10).map((entry) => (
          <Entry key={entry.applicationId} entry={entry} />
        ))}
      </ul>
      {others > 0 && (
        <details className="matters__others">
          <summary>同一申请人的其他申请 {others} 件</summary>
          <ul className="matters">
            {view.entries
              .filter((entry) => entry.relation === "sameApplicant")
              .map((entry) => (
                <Entry key={entry.applicationId} entry={entry} />
              ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How often the same was asked, quarter by quarter. */
function Trend({
  quarters,
}: {
  readonly quarters: readonly { readonly quarter: string; readonly count: number }[];
}) {
  const most = Math.max(1, ...quarters.map((each) => each.count));
  return (
    <ol className="trend" aria-label="各季度申请这一信息的件数">
      {quarters.map(({ quarter, count }) => (
        <li key={quarter}>
          <span className="trend__count">{count}</span>
          <span
            className={`trend__bar${count === 0 ? " is-empty" : ""}`}
            style={{ height: `${Math.round((count / most) * 40)}px` }}
            aria-hidden
          />
          <span className="trend__quarter">{quarter}</span>
        </li>
      ))}
    </ol>
  );
}

/** Begins the item that would make it public; a review of its own follows like for every other item. */
function ProactiveDraft({ view }: { readonly view: CaseView }) {
  const navigate = useNavigate();
  const [error, setError] = useState<CallError>();
  const begin = async (): Promise<void> => {
    const answer = await call("items.create", {
      title: view.intake.requestedInformation.slice(0, 120),
      kind: "other",
    });
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) void navigate(addresses.item(answer.value.itemId));
  };
  return (
    <p>
      <button type="button" className="link-button" onClick={() => void begin()}>
        起草主动公开事项
      </button>
      {error && <ErrorPanel error={error} about="没有起草" />}
    </p>
  );
}

/** 同一事项: what was asked and answered before, what contradicts it, and how much this applicant asks. */
export function MatterPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { value, error, reload } = useView("applications.sameMatter", { applicationId: view.applicationId }, [
    "applications",
  ]);
  if (error) return <ErrorPanel error={error} about="同一事项没有查出来" onRetry={() => void reload()} />;
  if (!value)
    return (
      <Panel title="同一事项">
        <LoadingRows rows={3} label="正在查找同一事项" />
      </Panel>
    );
  const { repeat, contradictions } = value;
  const open = view.reading.state !== "answered" && view.reading.state !== "closed";
  return (
    <Panel
      title="同一事项"
      remark={value.entries.length > 0 ? `${value.entries.length} 件` : "没有查到以前的申请"}
    >
      {contradictions.map((each) => (
        <Notice
          key={`${each.letterId}${each.applicationId}`}
          kind="law"
          title={`与 ${each.applicationNo} 的答复不一致`}
        >
          {each.templateName}：{each.text}。
        </Notice>
      ))}
      {repeat && open && (
        <Notice kind="soon" title="同一申请人、相同内容，已经答复过">
          {repeat.docNumber}（{formatChineseDate(repeat.issuedOn)}
          ）。可以告知不予重复处理（条例第三十六条第六项），须先核对内容确实相同。
          {mayWrite && (
            <p>
              <Link to={newLetterAddress(view.applicationId, "not-processed-repeat")}>
                选用不予重复处理告知书
              </Link>
            </p>
          )}
        </Notice>
      )}
      <VolumeNotice view={view} found={value} mayWrite={mayWrite} />
      {value.proactive && (
        <Notice kind="act" title={`${value.proactive.applicants} 个申请人要过同一信息`}>
          可以公开的，可以转为主动公开（条例第四十四条）；仍须单独审查后发布。
          <Trend quarters={value.proactive.quarters} />
          {mayWrite && <ProactiveDraft view={view} />}
        </Notice>
      )}
      {value.entries.length === 0 ? (
        <p className="ink-2 text-13">没有同一地点、项目、文件或者同一申请人的其他申请。</p>
      ) : (
        <Entries view={value} />
      )}
    </Panel>
  );
}

const typingPauseMs = 400;

/** While an application is typed in: what was asked before, so that nothing is registered or answered twice unseen. */
export function MatterHints({ draft }: { readonly draft: IntakeDraft }) {
  const [found, setFound] = useState<MatterView>();
  const { applicantName, idNumber, phone, requestedInformation, coApplicants } = draft;
  useEffect(() => {
    if (requestedInformation.trim().length < 6 && applicantName.trim().length < 2) {
      setFound(undefined);
      return undefined;
    }
    let stale = false;
    const look = async (): Promise<void> => {
      const answer = await call("applications.sameMatter", {
        applicantName: applicantName.trim(),
        idNumber: idNumber.trim(),
        phone: phone.trim(),
        coApplicants: coApplicants.map((one) => ({
          applicantName: one.applicantName.trim(),
          idNumber: one.idNumber.trim(),
          phone: one.phone.trim(),
        })),
        requestedInformation,
      });
      if (!stale && answer.ok) setFound(answer.value);
    };
    const timer = setTimeout(() => void look(), typingPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [applicantName, idNumber, phone, requestedInformation, coApplicants]);
  if (!found || found.entries.length === 0) return null;
  return (
    <Panel title="以前的申请" remark={`${found.entries.length} 件`}>
      {found.repeat && (
        <p className="text-soon">
          同一申请人、相同内容，已由 {found.repeat.docNumber} 答复。仍须登记，再按条例第三十六条第六项办理。
        </p>
      )}
      {found.volume.remarkable && (
        <p className="text-soon">申请数量、频次：{found.volume.remarkable}（条例第三十五条）。</p>
      )}
      <Entries view={found} />
    </Panel>
  );
}

/** On the letter: says when it contradicts what was answered before. */
export function ContradictionNotices({
  applicationId,
  letterId,
}: {
  readonly applicationId: string;
  readonly letterId: string;
}) {
  const { value } = useView("applications.sameMatter", { applicationId }, ["applications"]);
  const own = (value?.contradictions ?? []).filter((each) => each.letterId === letterId);
  return (
    <>
      {own.map((each) => (
        <Notice key={each.applicationId} kind="law" title={`与 ${each.applicationNo} 的答复不一致`}>
          {each.text}。
        </Notice>
      ))}
    </>
  );
}
