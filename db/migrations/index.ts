import type { Kysely } from "kysely";

import * as firstSchema from "./0001-first-schema.ts";
import * as annualReport from "./0002-annual-report.ts";
import * as aggregation from "./0003-aggregation.ts";
import * as reviewDesk from "./0004-review-desk.ts";
import * as afterRelease from "./0005-after-release.ts";
import * as holidaySchedule from "./0006-holiday-schedule.ts";
import * as actingForOthers from "./0007-acting-for-others.ts";
import * as delivery from "./0008-delivery.ts";
import * as cleanUp from "./0009-clean-up.ts";
import * as secondOpinion from "./0010-second-opinion.ts";
import * as disputes from "./0011-disputes.ts";
import * as caseArchive from "./0012-case-archive.ts";
import * as templateEditions from "./0013-template-editions.ts";
import * as leaks from "./0014-leaks.ts";
import * as aggregationRules from "./0015-aggregation-rules.ts";
import * as deliberation from "./0016-deliberation.ts";
import * as screeningRules from "./0017-screening-rules.ts";
import * as releasePlan from "./0018-release-plan.ts";
import * as training from "./0019-training.ts";
import * as letterComment from "./0020-letter-comment.ts";
import * as letterRegister from "./0021-letter-register.ts";
import * as applicationUnits from "./0022-application-units.ts";
import * as reviewRequests from "./0023-review-requests.ts";
import * as consultation from "./0024-consultation.ts";
import * as appeal from "./0025-appeal.ts";
import * as referral from "./0026-referral.ts";
import * as caseFile from "./0027-case-file.ts";
import * as applicationByReceipt from "./0028-application-by-receipt.ts";
import * as returnedItems from "./0029-returned-items.ts";
import * as referralRequest from "./0030-referral-request.ts";
import * as legalOpinion from "./0031-legal-opinion.ts";
import * as reassessment from "./0032-reassessment.ts";
import * as rulesOfDraft from "./0033-rules-of-draft.ts";
import * as remoteDelegations from "./0034-remote-delegations.ts";
import * as jointAnswer from "./0035-joint-answer.ts";
import * as channelList from "./0036-channel-list.ts";
import * as answerDeferDay from "./0037-answer-defer-day.ts";
import * as disputeByCopy from "./0038-dispute-by-copy.ts";
import * as realDays from "./0039-real-days.ts";

/** Every migration in order. A folder scan would break once packaged; a released migration is never edited. */
export const migrations: readonly {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}[] = [
  { name: "0001-first-schema", up: firstSchema.up },
  { name: "0002-annual-report", up: annualReport.up },
  { name: "0003-aggregation", up: aggregation.up },
  { name: "0004-review-desk", up: reviewDesk.up },
  { name: "0005-after-release", up: afterRelease.up },
  { name: "0006-holiday-schedule", up: holidaySchedule.up },
  { name: "0007-acting-for-others", up: actingForOthers.up },
  { name: "0008-delivery", up: delivery.up },
  { name: "0009-clean-up", up: cleanUp.up },
  { name: "0010-second-opinion", up: secondOpinion.up },
  { name: "0011-disputes", up: disputes.up },
  { name: "0012-case-archive", up: caseArchive.up },
  { name: "0013-template-editions", up: templateEditions.up },
  { name: "0014-leaks", up: leaks.up },
  { name: "0015-aggregation-rules", up: aggregationRules.up },
  { name: "0016-deliberation", up: deliberation.up },
  { name: "0017-screening-rules", up: screeningRules.up },
  { name: "0018-release-plan", up: releasePlan.up },
  { name: "0019-training", up: training.up },
  { name: "0020-letter-comment", up: letterComment.up },
  { name: "0021-letter-register", up: letterRegister.up },
  { name: "0022-application-units", up: applicationUnits.up },
  { name: "0023-review-requests", up: reviewRequests.up },
  { name: "0024-consultation", up: consultation.up },
  { name: "0025-appeal", up: appeal.up },
  { name: "0026-referral", up: referral.up },
  { name: "0027-case-file", up: caseFile.up },
  { name: "0028-application-by-receipt", up: applicationByReceipt.up },
  { name: "0029-returned-items", up: returnedItems.up },
  { name: "0030-referral-request", up: referralRequest.up },
  { name: "0031-legal-opinion", up: legalOpinion.up },
  { name: "0032-reassessment", up: reassessment.up },
  { name: "0033-rules-of-draft", up: rulesOfDraft.up },
  { name: "0034-remote-delegations", up: remoteDelegations.up },
  { name: "0035-joint-answer", up: jointAnswer.up },
  { name: "0036-channel-list", up: channelList.up },
  { name: "0037-answer-defer-day", up: answerDeferDay.up },
  { name: "0038-dispute-by-copy", up: disputeByCopy.up },
  { name: "0039-real-days", up: realDays.up },
];
