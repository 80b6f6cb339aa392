import { Link } from "react-router";

import type { EvaluationsView } from "../../../shared/contract/ledger.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { addresses } from "../../shell/addresses.ts";
import { fullDate } from "../../wording/dates.ts";

/** What the head of the ledger says of a year that has enough evaluations, or is not near its end. */
export const evaluationRemark = ({ year, papers }: EvaluationsView): string =>
  `${year}年政策评价已公开 ${papers.length} 次`;

/** From September on: how many evaluations the year is short of, which were counted, and how one comes to be counted. */
export function EvaluationsNotice({ evaluations }: { readonly evaluations: EvaluationsView }) {
  const { year, missing, asked, lastOn, papers } = evaluations;
  return (
    <Notice
      kind="soon"
      title={`${year}年政策评价还差 ${missing} 次：每年不少于 ${asked} 次，${fullDate(lastOn)}前公开评价结果和运用情况`}
    >
      {papers.length === 0 ? (
        "今年还没有公开过。"
      ) : (
        <>
          已计入
          {papers.map(({ itemId, title }, place) => (
            <span key={itemId}>
              {place === 0 ? "" : "、"}
              <Link to={addresses.item(itemId)}>{title}</Link>
            </span>
          ))}
          。
        </>
      )}
      按标题（政策评价、实施效果评估、后评估）认出；标题没有写明的，在登记信息里选名称为“政策评价”的目录事项，目录里没有的先新增。
    </Notice>
  );
}
