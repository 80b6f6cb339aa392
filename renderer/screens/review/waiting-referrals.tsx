import { Link } from "react-router";

import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import "./referral.css";

function Rows({ currentId }: { readonly currentId: string | undefined }) {
  const { value } = useView("referrals.list", {}, ["reviews"]);
  if (!value || value.rows.length === 0) return null;
  return (
    <section className="referral__waiting" aria-label="报请确定中">
      <h2>报请确定中 {value.rows.length} 件</h2>
      {value.rows.map((row) => (
        <Link
          key={row.referralId}
          className="referral__row"
          to={addresses.review(row.reviewId)}
          aria-current={row.reviewId === currentId ? "true" : undefined}
          title={row.title}
        >
          <span>{row.title}</span>
          <span
            className={
              row.remainingWorkdays === undefined
                ? "text-soon"
                : urgencyClass(urgencyOf(row.remainingWorkdays))
            }
          >
            {row.remainingWorkdays === undefined ? "待另行报请" : remainingLong(row.remainingWorkdays)}
          </span>
          <span>
            {row.organ}：{row.due}
          </span>
        </Link>
      ))}
    </section>
  );
}

/** Under the queue: reviews that wait for another organ, with the days left; for those who carry them on. */
export function WaitingReferrals({ currentId }: { readonly currentId: string | undefined }) {
  const session = useSession();
  return hasRole(session, ["confidentialityReviewer", "disclosureOffice", "leader"]) ? (
    <Rows currentId={currentId} />
  ) : null;
}
