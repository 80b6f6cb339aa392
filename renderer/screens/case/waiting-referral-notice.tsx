import { Link } from "react-router";

import { Notice } from "../../components/notice/notice.tsx";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";

/** An answer of this application that waits for another organ: the clock of the application does not stop for it. */
export function WaitingReferralNotice({ applicationId }: { readonly applicationId: string }) {
  const { value } = useView("referrals.ofApplication", { applicationId }, ["reviews"]);
  if (!value || value.rows.length === 0) return null;
  return (
    <Notice kind="soon" title="答复件正在报请确定，答复期限照常计算">
      {value.rows.map((row) => (
        <p key={row.referralId}>
          <Link to={addresses.review(row.reviewId)}>{row.title}</Link>：{row.organ}，{row.due}
        </p>
      ))}
      <p>保密审查的时间不从20个工作日中扣除；期限内答复不了的，依法延期（条例第三十三条）。</p>
    </Notice>
  );
}
