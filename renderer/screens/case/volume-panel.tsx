import { useState } from "react";
import { Link, useNavigate } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { MatterView } from "../../../shared/contract/matters.ts";
import { abnormalFacts } from "../../../shared/domain/application/same-matter.ts";
import { shortDate as plainDate } from "../../../shared/domain/clock/clock-wording.ts";
import type { LetterId } from "../../../shared/domain/letters/letter-id.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";

/** 条例35, step by step: the facts, the request for reasons, the answer, and what follows; the clock runs all the time. */
export function VolumeNotice({
  view,
  found,
  mayWrite,
}: {
  readonly view: CaseView;
  readonly found: MatterView;
  readonly mayWrite: boolean;
}) {
  const navigate = useNavigate();
  const [error, setError] = useState<CallError>();
  const { volume, volumeCases } = found;
  const { reasons, reasonDue, closing, delayedReply } = view.reading;
  if (closing || (!volume.remarkable && !reasons)) return null;
  const draft = async (template: LetterId): Promise<void> => {
    const answer = await call("letters.create", {
      applicationId: view.applicationId,
      template,
      facts: template === "delayed-reply-notice" ? {} : { abnormalFacts: abnormalFacts(volume, view.today) },
      reasons: [{ text: "数量、频次明显超过合理范围", article: "条例35" }],
    });
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) void navigate(addresses.letter(answer.value.letterId));
  };
  const offer = (template: LetterId, words: string) =>
    mayWrite ? (
      <button type="button" className="link-button" onClick={() => void draft(template)}>
        {words}
      </button>
    ) : null;
  const late =
    reasons !== undefined &&
    reasons.givenOn === undefined &&
    reasonDue !== undefined &&
    view.today > reasonDue;
  return (
    <Notice kind="soon" title={`申请数量、频次：${volume.remarkable ?? "已经要求说明理由"}`}>
      <p>
        本月 {volume.inMonth} 件，十二个月内 {volume.inYear} 件，其中相同内容 {volume.sameContent}{" "}
        件。条例没有规定件数；等待说明理由期间答复期限照常计算（条例第三十五条）。
      </p>
      {volumeCases.length > 0 && (
        <details className="matters__others">
          <summary>十二个月内的其他申请 {volumeCases.length} 件</summary>
          {volumeCases.map((one) => (
            <p key={one.applicationId} className="text-13">
              <Link to={addresses.application(one.applicationId)}>{one.applicationNo}</Link>{" "}
              {formatChineseDate(one.receivedOn)}：{one.requestedInformation}
            </p>
          ))}
        </details>
      )}
      {!reasons && <p>{offer("reason-request-notice", "起草说明理由通知书")}</p>}
      {reasons && !reasons.givenOn && (
        <p>
          {plainDate(reasons.requestedOn)}要求说明理由
          {reasonDue ? `，${plainDate(reasonDue)}前说明` : ""}。
          {late ? "逾期没有说明，可以告知不予处理。" : "收到说明以后在“登记事件”里登记。"}{" "}
          {late && offer("not-processed-abnormal-volume", "起草不予处理告知书")}
        </p>
      )}
      {reasons?.givenOn && !delayedReply && (
        <>
          <p>{plainDate(reasons.givenOn)}收到说明。理由合理、能按期答复的，照常办理。</p>
          <p>
            理由合理、不能按期答复的，确定延迟答复的合理期限并告知：
            {offer("delayed-reply-notice", "起草延迟答复告知书")}
          </p>
          <p>理由不合理的，告知不予处理：{offer("not-processed-abnormal-volume", "起草不予处理告知书")}</p>
        </>
      )}
      {delayedReply && (
        <p>
          {plainDate(delayedReply.setOn)}确定延迟答复，{plainDate(delayedReply.replyBy)}前答复
          {delayedReply.valid ? "" : "（确定时答复期限已经届满，不发生效力）"}。
        </p>
      )}
      {error && <ErrorPanel error={error} about="文书没有起草成" />}
    </Notice>
  );
}
